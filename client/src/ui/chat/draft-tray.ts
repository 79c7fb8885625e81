/** What is going to be sent with the next message: made ready and shown before it leaves. */

import { type ReadonlySignal, signal } from '@preact/signals';
import { cleanFileName } from '../../files/file-name.ts';
import type { PreparedFile } from '../../files/prepare-file.ts';

export type DraftFault = 'too-large' | 'unreadable' | 'picture';

export interface Draft {
  readonly key: number;
  readonly name: string;
  /** Bytes: of the file chosen, and once it is ready of what will be sent. */
  readonly sizeBytes: number;
  readonly state: 'preparing' | 'ready' | 'failed';
  readonly fault?: DraftFault;
  readonly prepared?: PreparedFile;
  /** Object URL of the picture as it will be sent. */
  readonly preview?: string;
}

export interface DraftTray {
  readonly drafts: ReadonlySignal<readonly Draft[]>;
  add(files: readonly File[]): void;
  remove(key: number): void;
  /** Takes what is going to be sent out of the tray, when all of it is ready. */
  take(): Promise<readonly PreparedFile[]>;
  /** Lets go of everything. */
  clear(): void;
}

export interface TrayOptions {
  /** Bytes; undefined while that is not known. */
  readonly largestBytes: () => number | undefined;
  readonly prepare: (file: File) => Promise<PreparedFile>;
}

export function draftTray({ largestBytes, prepare }: TrayOptions): DraftTray {
  const drafts = signal<readonly Draft[]>([]);
  let keys = 0;
  let preparing: Promise<unknown> = Promise.resolve();

  const change = (key: number, part: Partial<Draft>) => {
    drafts.value = drafts.value.map((draft) => (draft.key === key ? { ...draft, ...part } : draft));
  };
  const isThere = (key: number) => drafts.value.some((draft) => draft.key === key);
  const isTooLarge = (bytes: number) => bytes > (largestBytes() ?? Number.POSITIVE_INFINITY);
  const giveBack = (gone: readonly Draft[]) => {
    for (const { preview } of gone) if (preview) URL.revokeObjectURL(preview);
  };

  const makeReady = async (key: number, file: File) => {
    try {
      const prepared = await prepare(file);
      if (!isThere(key)) return;
      const { bytes, picture, type } = prepared;
      const known = { name: cleanFileName(prepared.name, ''), sizeBytes: bytes.length };
      if (isTooLarge(bytes.length)) return change(key, { ...known, state: 'failed', fault: 'too-large' });
      const preview = picture && URL.createObjectURL(new Blob([bytes], { type }));
      change(key, { ...known, state: 'ready', prepared, ...(preview ? { preview } : {}) });
    } catch (error) {
      const fault = error instanceof Error && error.name === 'UnreadablePicture' ? 'picture' : 'unreadable';
      change(key, { state: 'failed', fault });
    }
  };

  return {
    drafts,
    add(files) {
      for (const file of files) {
        const key = ++keys;
        const draft = { key, name: cleanFileName(file.name, ''), sizeBytes: file.size };
        // A picture is painted anew first, and mostly smaller then; a folder has no size.
        const isHopeless = file.size === 0 || (isTooLarge(file.size) && !file.type.startsWith('image/'));
        if (isHopeless) {
          const fault = file.size === 0 ? 'unreadable' : 'too-large';
          drafts.value = [...drafts.value, { ...draft, state: 'failed', fault }];
          continue;
        }
        drafts.value = [...drafts.value, { ...draft, state: 'preparing' }];
        preparing = Promise.all([preparing, makeReady(key, file)]);
      }
    },
    remove(key) {
      giveBack(drafts.value.filter((draft) => draft.key === key));
      drafts.value = drafts.value.filter((draft) => draft.key !== key);
    },
    async take() {
      await preparing;
      const ready = drafts.value.filter(({ state }) => state === 'ready');
      giveBack(ready);
      drafts.value = drafts.value.filter(({ state }) => state !== 'ready');
      return ready.flatMap(({ prepared }) => prepared ?? []);
    },
    clear() {
      giveBack(drafts.value);
      drafts.value = [];
    },
  };
}
