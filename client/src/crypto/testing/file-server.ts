/** A homeserver's shelf of files, in memory. It can refuse, wait, and give back something else. */

import { signal } from '@preact/signals';
import type { Bytes } from '@sprechzimmer/protocol';
import { FileRefused, type RoomFiles } from '../room-files.ts';

export interface FileServer extends RoomFiles {
  /** What lies there, by media id. */
  readonly kept: Map<string, Bytes>;
  /** Puts a file there. @returns its address */
  keep(ciphertext: Bytes): string;
  /** So many uploads to come are refused. */
  refuse(times: number): void;
  /** From now on transfers begin and do not go on. */
  stall(): void;
}

export function fileServer(): FileServer {
  const kept = new Map<string, Bytes>();
  let refusals = 0;
  let stalled = false;
  const keep = (ciphertext: Bytes) => {
    const id = `file${kept.size + 1}`;
    kept.set(id, ciphertext);
    return `mxc://practice.test/${id}`;
  };
  const move = (onProgress: (share: number) => void, stop: AbortSignal) => {
    onProgress(0.5);
    return stalled
      ? new Promise<void>((_, reject) => stop.addEventListener('abort', () => reject(stop.reason)))
      : Promise.resolve();
  };
  return {
    kept,
    keep,
    largestBytes: signal(10 * 1024 * 1024),
    learnLimit: () => undefined,
    serverName: 'practice.test',
    refuse(times) {
      refusals = times;
    },
    stall() {
      stalled = true;
    },
    async upload(ciphertext, onProgress, stop) {
      await move(onProgress, stop);
      if (refusals > 0) {
        refusals -= 1;
        throw new FileRefused('no-more');
      }
      return keep(ciphertext);
    },
    async download(mediaId, onProgress, stop) {
      await move(onProgress, stop);
      const found = kept.get(mediaId);
      if (!found) throw new FileRefused('gone');
      return found.slice();
    },
  };
}
