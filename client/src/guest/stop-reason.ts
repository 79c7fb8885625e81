/** From a failure to the words for it: why the patient cannot go on, and whether trying again can help. Pure. */

import { ApiProblem, Unreachable } from '../api/call-api.ts';
import { storageTroubleOf } from '../storage/storage-fault.ts';
import type { StopReason } from './guest-view.ts';

export interface Stop {
  readonly reason: StopReason;
  readonly canRetry: boolean;
}

/** @param isOnline what the browser says of its network: it knows when there is none, and not much more */
export function stopFor(error: unknown, isOnline: boolean): Stop {
  if (error instanceof ApiProblem) {
    const { code, notBefore, retryAfterSeconds } = error;
    const more = {
      ...(notBefore === undefined ? {} : { notBefore }),
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    };
    return { reason: { kind: 'problem', code, ...more }, canRetry: !isFinal(error) && !isInVain(error) };
  }
  if (error instanceof Error && error.name === 'MasterKeyDiffers')
    return { reason: { kind: 'clinician-key-differs' }, canRetry: false };
  const trouble = storageTroubleOf(error);
  if (trouble !== undefined) return { reason: { kind: 'storage', trouble }, canRetry: true };
  if (error instanceof Unreachable && error.serverFailed)
    return { reason: { kind: 'problem', code: 'unavailable' }, canRetry: true };
  return { reason: { kind: isOnline ? 'no-answer' : 'offline' }, canRetry: true };
}

/** Refusals after which this link or this claim will never work again. */
export function isFinal({ code }: ApiProblem): boolean {
  const final: readonly string[] = [
    'unknown-link',
    'too-late',
    'cancelled',
    'exposed',
    'ended',
    'declined',
    'unauthorized',
  ];
  return final.includes(code);
}

/** Refusals that the same again meets again, though the link still works. */
function isInVain({ code }: ApiProblem): boolean {
  return code === 'payload-too-large' || code === 'forbidden';
}

/** Goes away by itself: the page may look every now and then whether it has. */
export function passesByItself(reason: StopReason): boolean {
  return (
    reason.kind === 'offline' ||
    reason.kind === 'no-answer' ||
    (reason.kind === 'problem' && reason.code === 'unavailable')
  );
}
