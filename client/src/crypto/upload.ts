/** One upload with its progress, which `fetch` does not tell of. */

import type { Bytes } from '@sprechzimmer/protocol';
import { MatrixError } from 'matrix-js-sdk';
import * as v from 'valibot';
import { Unreachable } from '../api/call-api.ts';

export interface Upload {
  readonly url: string;
  /** The whole header. */
  readonly authorization: string;
  readonly body: Bytes;
  /** Share of the whole, 0 to 1. */
  readonly onProgress: (share: number) => void;
  /** Milliseconds without any progress after which it is given up. */
  readonly silenceMs: number;
  readonly signal: AbortSignal;
}

/**
 * @returns the `content_uri`
 * @throws MatrixError when the homeserver refuses
 * @throws Unreachable when there is no usable answer
 */
export function upload({ url, authorization, body, onProgress, silenceMs, signal }: Upload): Promise<string> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    let timer = setTimeout(stop, silenceMs);
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    };
    request.upload.onprogress = ({ loaded, total }) => {
      clearTimeout(timer);
      timer = setTimeout(stop, silenceMs);
      onProgress(total > 0 ? loaded / total : 0);
    };
    request.onload = () => {
      settle();
      const answer = v.safeParse(AnswerSchema, parse(request.responseText));
      if (request.status === 200 && answer.success && 'content_uri' in answer.output)
        resolve(answer.output.content_uri);
      else if (answer.success && 'errcode' in answer.output)
        reject(new MatrixError(answer.output, request.status));
      else reject(new Unreachable('sending a file'));
    };
    request.onerror = request.onabort = () => {
      settle();
      reject(signal.aborted ? signal.reason : new Unreachable('sending a file'));
    };
    signal.addEventListener('abort', stop, { once: true });
    request.open('POST', url);
    request.setRequestHeader('Authorization', authorization);
    // Neither name nor kind: the server learns a size.
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.send(body);
  });
}

const AnswerSchema = v.union([
  v.object({ content_uri: v.pipe(v.string(), v.startsWith('mxc://')) }),
  v.object({ errcode: v.string() }),
]);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
