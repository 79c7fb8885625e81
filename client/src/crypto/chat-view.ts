/** The chat beside the conversation: Megolm, to and from verified devices only. */

import type { ReadonlySignal } from '@preact/signals';

export interface ChatMessage {
  readonly id: string;
  readonly own: boolean;
  readonly text: string;
  readonly sentAtMs: number;
  /** `withheld`: arrived, but from a device that is not verified or not readable; the text is empty. */
  readonly state: 'sending' | 'sent' | 'failed' | 'withheld';
}

export interface ChatView {
  readonly messages: ReadonlySignal<readonly ChatMessage[]>;
  readonly unread: ReadonlySignal<number>;
  send(text: string): Promise<void>;
  /** Try a failed message again. */
  resend(id: string): Promise<void>;
  markRead(): void;
}
