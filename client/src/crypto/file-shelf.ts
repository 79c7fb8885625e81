/** Every file of one chat: what is being sent, what was fetched, and that nothing of it outlives the chat. */

import { type Signal, signal } from '@preact/signals';
import type { Bytes } from '@sprechzimmer/protocol';
import { lockFile, NotAsSent, unlockFile } from '../files/attachment.ts';
import { cleanFileName } from '../files/file-name.ts';
import { pictureKind } from '../files/picture-kind.ts';
import type { PreparedFile } from '../files/prepare-file.ts';
import { type FileContent, fileContent } from './file-content.ts';
import type { ChatFile, FileFault, FileState } from './files-view.ts';
import { FileRefused, type RoomFiles } from './room-files.ts';
import { NotSafe } from './room-guard.ts';

export interface FileShelf {
  /** For a message that has come. */
  offered(content: FileContent): ChatFile;
  /** For a message that is to be sent. */
  leaving(prepared: PreparedFile): ChatFile;
  /**
   * Encrypts and uploads; only once, however often it is tried.
   * @returns the content of the message that brings it to the other side
   * @throws Cancelled, or what the transport throws; `state` says it too
   */
  upload(file: ChatFile): Promise<object>;
  /** The message with it has been sent. */
  sent(file: ChatFile): void;
  /** The message with it could not be sent. */
  failed(file: ChatFile, error: unknown): void;
  fetch(file: ChatFile): Promise<void>;
  /** @returns whether it was one of ours that now will not be sent; once it is uploaded its message is on its way */
  cancel(file: ChatFile): boolean;
  /** Ends every transfer and gives back every object URL. */
  close(): void;
}

/** Somebody has thought better of it. */
export class Cancelled extends Error {
  constructor() {
    super('a transfer was cancelled');
    this.name = 'Cancelled';
  }
}

interface Place {
  readonly state: Signal<FileState>;
  content?: FileContent;
  prepared?: PreparedFile;
  /** Uploaded: what the message says. */
  message?: object;
  transfer?: AbortController;
}

export function fileShelf(transport: RoomFiles): FileShelf {
  const places = new Map<ChatFile, Place>();
  let closed = false;

  const put = (described: Omit<ChatFile, 'state'>, place: Omit<Place, 'state'>, state: FileState) => {
    const current = signal(state);
    const file: ChatFile = { ...described, state: current };
    places.set(file, { ...place, state: current });
    return file;
  };
  const placeOf = (file: ChatFile): Place => {
    const place = places.get(file);
    if (!place || closed) throw new Cancelled();
    return place;
  };
  const show = (place: Place, next: FileState) => {
    const { value } = place.state;
    if (value.step === 'here' && (next.step !== 'here' || next.url !== value.url))
      URL.revokeObjectURL(value.url);
    place.state.value = next;
  };
  const begin = (place: Place) => {
    place.transfer?.abort(new Cancelled());
    const transfer = new AbortController();
    place.transfer = transfer;
    show(place, { step: 'moving', share: 0 });
    const onProgress = (share: number) => {
      if (place.transfer === transfer) show(place, { step: 'moving', share });
    };
    return { signal: transfer.signal, onProgress };
  };
  const present = (place: Place, bytes: Bytes, isPicture: boolean) => {
    const kind = isPicture ? pictureKind(bytes) : undefined;
    // Whatever a file calls itself: only points are given a type that a browser would show.
    const blob = new Blob([bytes], { type: kind?.type ?? 'application/octet-stream' });
    show(place, { step: 'here', url: URL.createObjectURL(blob), as: kind ? 'picture' : 'file' });
  };

  return {
    offered(content) {
      const { sizeBytes, isPicture, width, height } = content;
      const size = width && height ? { width, height } : {};
      const described = { name: cleanFileName(content.name, ''), sizeBytes, isPicture, ...size };
      return put(described, { content }, { step: 'offered' });
    },
    leaving(prepared) {
      const { picture, bytes } = prepared;
      const name = cleanFileName(prepared.name, '');
      const described = { name, sizeBytes: bytes.length, isPicture: picture !== undefined, ...picture };
      return put(described, { prepared: { ...prepared, name } }, { step: 'moving', share: 0 });
    },
    async upload(file) {
      const place = placeOf(file);
      const { prepared } = place;
      if (!prepared) throw new Cancelled();
      if (place.message) return place.message;
      const { signal: stopped, onProgress } = begin(place);
      const { ciphertext, lock } = await lockFile(prepared.bytes);
      stopped.throwIfAborted();
      const url = await transport.upload(ciphertext, onProgress, stopped);
      stopped.throwIfAborted();
      place.message = fileContent(prepared, url, lock);
      return place.message;
    },
    sent(file) {
      const place = places.get(file);
      if (!place?.prepared || closed) return;
      const { bytes, picture } = place.prepared;
      delete place.prepared;
      delete place.message;
      present(place, bytes, picture !== undefined);
    },
    failed(file, error) {
      const place = places.get(file);
      if (place && !closed) show(place, { step: 'failed', fault: faultOf(error) });
    },
    async fetch(file) {
      const place = placeOf(file);
      const { content } = place;
      if (!content || ['moving', 'here'].includes(place.state.value.step)) return;
      const { signal: stopped, onProgress } = begin(place);
      try {
        const ciphertext = await transport.download(content.mediaId, onProgress, stopped);
        const bytes = await unlockFile(ciphertext, content.lock);
        stopped.throwIfAborted();
        present(place, bytes, content.isPicture);
      } catch (error) {
        if (closed) return;
        show(place, stopped.aborted ? { step: 'offered' } : { step: 'failed', fault: faultOf(error) });
      }
    },
    cancel(file) {
      const place = places.get(file);
      if (!place || (place.message && place.state.value.step === 'moving')) return false;
      place.transfer?.abort(new Cancelled());
      return place.prepared !== undefined && places.delete(file);
    },
    close() {
      closed = true;
      for (const place of places.values()) {
        place.transfer?.abort(new Cancelled());
        show(place, { step: 'failed', fault: 'gone' });
      }
      places.clear();
    },
  };
}

function faultOf(error: unknown): FileFault {
  if (error instanceof NotAsSent) return 'not-as-sent';
  if (error instanceof FileRefused) return error.why;
  return error instanceof NotSafe ? 'not-safe' : 'offline';
}
