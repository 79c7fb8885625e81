/** What is known of the line to one participant: what we measured, and what they told. */

import { signal } from '@preact/signals';
import type { ChannelMessage } from '../data-channel.ts';
import type { RungName } from './ladder.ts';
import type { LineFindings } from './line-keeper.ts';
import type { LineView } from './line-view.ts';

/** What one side tells the other of the line. */
export type LineTold = Extract<ChannelMessage, { type: 'line' }>;

export class LineState implements LineView {
  readonly ownPictureHeld = signal(false);
  readonly theirPictureHeld = signal(false);
  readonly ownSoundMissing = signal(false);
  readonly theyDoNotHear = signal(false);
  readonly theirSoundMissing = signal(false);
  readonly rung = signal<RungName | undefined>(undefined);
  readonly loss = signal<LineView['loss']['value']>({ out: undefined, in: undefined });

  /** @returns what they have to be told, where that has changed */
  found(findings: LineFindings): LineTold | undefined {
    const before = this.word;
    this.rung.value = findings.rung;
    this.ownPictureHeld.value = findings.pictureIsHeld;
    this.ownSoundMissing.value = findings.ownIsSilent;
    this.theirSoundMissing.value = findings.theirsIsMissing;
    const { lossOut, lossIn } = findings;
    const { out, in: into } = this.loss.peek();
    if (lossOut !== out || lossIn !== into) this.loss.value = { out: lossOut, in: lossIn };
    const { word } = this;
    return word.picture !== before.picture || word.hears !== before.hears ? word : undefined;
  }

  heard({ picture, hears }: LineTold): void {
    this.theirPictureHeld.value = picture === 'held';
    this.theyDoNotHear.value = !hears;
  }

  /** For somebody who has just connected. */
  get word(): LineTold {
    return {
      type: 'line',
      picture: this.ownPictureHeld.peek() ? 'held' : 'sent',
      hears: !this.theirSoundMissing.peek(),
    };
  }

  /** The connection is gone, and with it what was known of it. */
  forget(): void {
    for (const known of [
      this.ownPictureHeld,
      this.theirPictureHeld,
      this.ownSoundMissing,
      this.theyDoNotHear,
      this.theirSoundMissing,
    ])
      known.value = false;
    this.rung.value = undefined;
    this.loss.value = { out: undefined, in: undefined };
  }
}
