/**
 * A moment in which the two only write: picture and sound are held on both sides until either ends it. Each side keeps a
 * count of how often it has changed, and what is newer counts; where the two do not agree, holding wins over sending.
 *
 * A count means something between the same two only: another desk may have counted further in moments that were not ours.
 * So the first word of somebody else ends nothing, however high its count. Whoever is told that it goes on answers so, and
 * words stay in order; what they say after that is a change they have made knowing it.
 *
 * An answer that comes after we have changed again is none to what we last said: whoever ends it a moment after they began
 * it is not put back by the echo of the beginning. They hear our last word, too, and answer that.
 */

import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';

export interface ChatOnlyView {
  /** Who has asked for it; undefined while picture and sound go as usual. */
  readonly askedBy: ReadonlySignal<'us' | 'them' | undefined>;
  /** Begins or ends it, on both sides. */
  set(on: boolean): void;
}

/** What one side tells the other. */
export interface ChatOnlyWord {
  readonly on: boolean;
  /** Rises by one with every change, whoever makes it. */
  readonly turn: number;
  /** Said because ours was heard, and not of their own accord. */
  readonly answer?: true | undefined;
}

export class ChatOnly {
  readonly #word = signal<ChatOnlyWord>({ on: false, turn: 0 });
  readonly #byUs = signal(false);
  /** Whose word was the last. */
  #heardFrom: string | undefined;
  readonly on = computed(() => this.#word.value.on);
  readonly askedBy = computed(() => (this.on.value ? (this.#byUs.value ? 'us' : 'them') : undefined));

  /** To be told to the other side now, and again whenever a connection is made. */
  get word(): ChatOnlyWord {
    return this.#word.peek();
  }

  /** @returns false when it is so already */
  set(on: boolean): boolean {
    const { on: before, turn } = this.word;
    if (before === on) return false;
    this.#become({ on, turn: turn + 1 }, on);
    return true;
  }

  /** Another one is talked with from now on: they are told as of a change, which they answer. */
  talkWith(peer: string): void {
    const { on, turn } = this.word;
    if (on && this.#heardFrom !== undefined && peer !== this.#heardFrom) this.#take({ on, turn: turn + 1 });
  }

  /**
   * @param from whose word it is: the same string for the same device
   * @returns true when the other side has to be told our word: it does not know that its own is taken up, or that ours goes
   * on. That is so after a reload of theirs, when they begin to count anew, and when they have taken another's place.
   */
  hear(theirs: ChatOnlyWord, from: string): boolean {
    const ours = this.word;
    if (theirs.answer && theirs.turn < ours.turn) return false;
    const isFirst = from !== this.#heardFrom;
    this.#heardFrom = from;
    if (theirs.turn > ours.turn) {
      const holdsOn = isFirst && ours.on && !theirs.on;
      this.#take(holdsOn ? { on: true, turn: theirs.turn + 1 } : { on: theirs.on, turn: theirs.turn });
      return this.on.peek();
    }
    if (!theirs.on) return false;
    if (theirs.turn === ours.turn) {
      this.#take({ on: true, turn: theirs.turn });
      return false;
    }
    if (!ours.on) this.#take({ on: true, turn: ours.turn + 1 });
    return true;
  }

  #take(word: ChatOnlyWord): void {
    this.#become(word, word.on === this.word.on && this.#byUs.peek());
  }

  /** At once: nobody is ever shown as having asked for it while it ends. */
  #become(word: ChatOnlyWord, byUs: boolean): void {
    batch(() => {
      this.#byUs.value = byUs;
      this.#word.value = word;
    });
  }
}
