/** Files of a chat, as a screen sees them. */

import type { ReadonlySignal } from '@preact/signals';
import type { PreparedFile } from '../files/prepare-file.ts';

export type FileFault =
  /** The bytes are not those that were sent: nothing of them is shown. */
  | 'not-as-sent'
  /** The homeserver has it no more, or never had it. */
  | 'gone'
  | 'too-large'
  /** This visit has sent all it may. */
  | 'no-more'
  | 'not-safe'
  | 'offline';

export type FileState =
  /** Offered by the other side and not fetched. */
  | { readonly step: 'offered' }
  /** On its way, in either direction; share of the whole, 0 to 1. */
  | { readonly step: 'moving'; readonly share: number }
  /** Here, checked, as an object URL of this page. `picture`: may be shown; anything else is only saved. */
  | { readonly step: 'here'; readonly url: string; readonly as: 'picture' | 'file' }
  | { readonly step: 'failed'; readonly fault: FileFault };

export interface ChatFile {
  /** Clean, and empty where the sender gave none. */
  readonly name: string;
  /** Bytes, as its sender says; 0 where unsaid. */
  readonly sizeBytes: number;
  /** Sent to be looked at: fetched without being asked. */
  readonly isPicture: boolean;
  /** Points, as its sender says. */
  readonly width?: number;
  readonly height?: number;
  readonly state: ReadonlySignal<FileState>;
}

export interface ChatFiles {
  /** Bytes of the largest file that can be sent; undefined until that is known. */
  readonly largestBytes: ReadonlySignal<number | undefined>;
  /** Asks for that. Safe to repeat. */
  learnLimit(): void;
  send(file: PreparedFile): Promise<void>;
  /** Fetches and checks. Never throws: `state` says what became of it. Safe to repeat. */
  fetch(file: ChatFile): Promise<void>;
  /** Stops a transfer. A file of ours that has not been sent goes, with its message. */
  cancel(file: ChatFile): void;
}
