/** Ciphertext of one room's files, to the homeserver and back. Nothing here knows what is in them. */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { Bytes, RoomId } from '@sprechzimmer/protocol';
import { concat } from '@sprechzimmer/protocol';
import { ClientPrefix, MatrixError, Method } from 'matrix-js-sdk';
import * as v from 'valibot';
import { Unreachable } from '../api/call-api.ts';
import { retrying } from '../api/retry.ts';
import { reaching } from './homeserver-errors.ts';
import type { OpenClient } from './open-client.ts';
import type { RoomGuard } from './room-guard.ts';
import { upload } from './upload.ts';

/** Share of the whole, 0 to 1. */
export type OnProgress = (share: number) => void;

export interface RoomFiles {
  /** Bytes of the largest file the homeserver takes from us; undefined until it has said so. */
  readonly largestBytes: ReadonlySignal<number | undefined>;
  /** Asks for that. Safe to repeat. */
  learnLimit(): void;
  readonly serverName: string;
  /**
   * @returns the address of the file, `mxc://…`
   * @throws FileRefused, NotSafe, Unreachable, or the reason of `signal`
   */
  upload(ciphertext: Bytes, onProgress: OnProgress, signal: AbortSignal): Promise<string>;
  /** @throws FileRefused, Unreachable, or the reason of `signal` */
  download(mediaId: string, onProgress: OnProgress, signal: AbortSignal): Promise<Bytes>;
}

/** The homeserver does not take or does not have this file; asking again changes nothing. */
export class FileRefused extends Error {
  readonly why: 'too-large' | 'no-more' | 'gone';

  constructor(why: FileRefused['why']) {
    super(`the homeserver refuses a file: ${why}`);
    this.name = 'FileRefused';
    this.why = why;
  }
}

/** Bytes. No file of a visit is larger; a server that sends on and on is not listened to. */
const largestDownload = 64 * 1024 * 1024;
/** A transfer may take long; so long nothing at all may come. */
const silenceMs = 30_000;
const tries = 4;

/** @param closing the visit is over */
export function roomFiles(
  open: OpenClient,
  roomId: RoomId,
  guard: Pick<RoomGuard, 'assertSafe'>,
  role: 'guest' | 'clinician',
  closing: AbortSignal,
): RoomFiles {
  const largestBytes = signal<number | undefined>(undefined);
  const serverName = open.userId.slice(open.userId.indexOf(':') + 1);
  // A guest's files are those of its visit. Of a clinician's the steward can tell only by this name.
  const label = role === 'clinician' ? { filename: `visit:${roomId}` } : {};
  const address = (path: string, query: Readonly<Record<string, string>> = {}) =>
    open.client.http.getUrl(path, query, '').href;
  const authorization = () => `Bearer ${open.client.getAccessToken() ?? ''}`;

  const askLimit = async () => {
    const answer = await retrying(
      () =>
        reaching('asking how large a file may be', () =>
          open.client.http.authedRequest(Method.Get, '/media/config', undefined, undefined, {
            prefix: ClientPrefix.V1,
          }),
        ),
      { signal: closing },
    );
    largestBytes.value = v.parse(ConfigSchema, answer)['m.upload.size'];
  };
  let asked: Promise<void> | undefined;

  const bring = async (mediaId: string, onProgress: OnProgress, signal: AbortSignal): Promise<Bytes> => {
    const patience = new AbortController();
    const giveUp = () => patience.abort(new Unreachable('fetching a file'));
    let timer = setTimeout(giveUp, silenceMs);
    try {
      const path = `/_matrix/client/v1/media/download/${serverName}/${encodeURIComponent(mediaId)}`;
      const response = await fetch(address(path), {
        headers: { Authorization: authorization() },
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        signal: AbortSignal.any([signal, patience.signal]),
      });
      if (response.status === 404 || response.status === 403) throw new FileRefused('gone');
      if (!response.ok || !response.body) throw new Unreachable('fetching a file');
      const whole = Number(response.headers.get('content-length') ?? 0);
      const parts: Uint8Array[] = [];
      let length = 0;
      for (const reader = response.body.getReader(); ; ) {
        const { done, value } = await reader.read();
        clearTimeout(timer);
        if (done) break;
        timer = setTimeout(giveUp, silenceMs);
        parts.push(value);
        length += value.length;
        if (length > largestDownload) {
          await reader.cancel();
          throw new FileRefused('too-large');
        }
        if (whole > 0) onProgress(Math.min(1, length / whole));
      }
      return concat(...parts);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof FileRefused) throw error;
      throw new Unreachable('fetching a file', { cause: error });
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    largestBytes,
    learnLimit() {
      if (asked !== undefined) return;
      asked = askLimit().catch(() => {
        asked = undefined;
      });
    },
    serverName,
    upload: (ciphertext, onProgress, signal) =>
      retrying(
        async () => {
          await guard.assertSafe('sending a file');
          const request = { url: address('/_matrix/media/v3/upload', label), authorization: authorization() };
          try {
            return await upload({ ...request, body: ciphertext, onProgress, silenceMs, signal });
          } catch (error) {
            throw error instanceof MatrixError ? refusal(error) : error;
          }
        },
        { tries, signal },
      ),
    download: (mediaId, onProgress, signal) =>
      retrying(() => bring(mediaId, onProgress, signal), { tries, signal }),
  };
}

/** What a refused upload means: 413 says too large, 403 that this visit has had its share, 429 and 5xx later. */
function refusal(error: MatrixError): Error {
  if (error.httpStatus === 413) return new FileRefused('too-large');
  if (error.httpStatus === 429 || (error.httpStatus ?? 0) >= 500)
    return new Unreachable('sending a file', { cause: error });
  return new FileRefused('no-more');
}

const ConfigSchema = v.object({
  'm.upload.size': v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});
