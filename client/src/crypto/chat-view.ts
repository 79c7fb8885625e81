/** The chat beside the conversation: Megolm, to and from verified devices only. */

import type { ReadonlySignal } from '@preact/signals';
import type { ChatFile, ChatFiles } from './files-view.ts';

export interface ChatMessage {
  readonly id: string;
  readonly own: boolean;
  readonly text: string;
  readonly sentAtMs: number;
  /** `withheld`: arrived, but from a device that is not verified or not readable; the text is empty. */
  readonly state: 'sending' | 'sent' | 'failed' | 'withheld';
  /** Said to whoever waits, that it takes a little: the waiting room shows it big. */
  readonly later?: true;
  /** The text then is what stands beside it, mostly nothing. */
  readonly file?: ChatFile;
}

export interface ChatView {
  readonly messages: ReadonlySignal<readonly ChatMessage[]>;
  readonly unread: ReadonlySignal<number>;
  /** Undefined where no files can be sent. */
  readonly files?: ChatFiles | undefined;
  send(text: string): Promise<void>;
  /** The same, for somebody who has to wait a little. */
  sendLater(text: string): Promise<void>;
  /** Try a failed message again. */
  resend(id: string): Promise<void>;
  markRead(): void;
}
