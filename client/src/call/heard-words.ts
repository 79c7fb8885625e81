/** Words that come on the channel and are for whoever owns the visit: about the door, and silent signs. */

import type { DoorContent, SignContent } from '@sprechzimmer/protocol';
import type { ChannelMessage } from './data-channel.ts';
import type { Participant } from './participant.ts';

type Word = Extract<ChannelMessage, { type: 'door' | 'sign' }>;

/** Who has them. */
const speakers = { door: 'clinician', sign: 'guest' } as const;

export class HeardWords {
  readonly #doors = new Set<(from: Participant, content: DoorContent) => void>();
  readonly #signs = new Set<(from: Participant, content: SignContent) => void>();

  onDoor(listener: (from: Participant, content: DoorContent) => void): () => void {
    this.#doors.add(listener);
    return () => this.#doors.delete(listener);
  }

  onSign(listener: (from: Participant, content: SignContent) => void): () => void {
    this.#signs.add(listener);
    return () => this.#signs.delete(listener);
  }

  /** @returns false for a word that this participant does not have, or that belongs to another proof */
  hear(from: Participant, word: Word): boolean {
    if (from.role !== speakers[word.type] || word.content.h !== from.transcriptHash) return false;
    if (word.type === 'door') for (const listener of this.#doors) listener(from, word.content);
    else for (const listener of this.#signs) listener(from, word.content);
    return true;
  }

  /** Nobody is told anything any more. */
  clear(): void {
    this.#doors.clear();
    this.#signs.clear();
  }
}
