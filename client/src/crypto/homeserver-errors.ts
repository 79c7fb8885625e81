/** Sorts the SDK's failures into those that go away and those that do not. */

import { ConnectionError, HTTPError, MatrixError } from 'matrix-js-sdk';
import { Unreachable } from '../api/call-api.ts';

/** Turns a passing failure of the homeserver into `Unreachable`, so that `retrying` repeats it. */
export async function reaching<T>(attempt: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (isPassingFailure(error)) throw new Unreachable(attempt, { cause: error });
    throw error;
  }
}

/** The homeserver no longer knows this device. */
export function isUnknownToken(error: unknown): boolean {
  return error instanceof MatrixError && error.errcode === 'M_UNKNOWN_TOKEN';
}

export function isForbidden(error: unknown): boolean {
  return error instanceof MatrixError && error.errcode === 'M_FORBIDDEN';
}

function isPassingFailure(error: unknown): boolean {
  if (error instanceof ConnectionError) return true;
  if (error instanceof DOMException && error.name === 'TimeoutError') return true;
  if (!(error instanceof HTTPError)) return error instanceof TypeError;
  return error.httpStatus === undefined || error.httpStatus === 429 || error.httpStatus >= 500;
}
