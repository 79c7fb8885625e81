/**
 * A moment in which the two only write: picture and sound are held on both sides until either ends it. Each side keeps a
 * count of how often it has changed, and what is newer counts; where the two do not agree, holding wins over sending.
 */

import { computed, type ReadonlySignal, signal } from '@preact/signals';

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
}

export class ChatOnly {
  readonly #word = signal<ChatOnlyWord>({ on: false, turn: 0 });
  readonly #byUs = signal(false);
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
    this.#byUs.value = on;
    this.#word.value = { on, turn: turn + 1 };
    return true;
  }

  /**
   * @returns true when the other side has to be told our word: it does not know that its own is taken up. That is so after
   * a reload of theirs, when they begin to count anew.
   */
  hear(theirs: ChatOnlyWord): boolean {
    const ours = this.word;
    if (theirs.turn > ours.turn || (theirs.turn === ours.turn && theirs.on)) {
      this.#take(theirs);
      return false;
    }
    if (!theirs.on || ours.on) return false;
    this.#take({ on: true, turn: ours.turn + 1 });
    return true;
  }

  #take(word: ChatOnlyWord): void {
    if (word.on !== this.word.on) this.#byUs.value = false;
    this.#word.value = word;
  }
}
