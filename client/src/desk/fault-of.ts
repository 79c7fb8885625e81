/** What a desk that cannot go on says about it. */

import { ApiProblem, Unreachable } from '../api/call-api.ts';
import type { DeskFault } from './desk-view.ts';

export function faultOf(error: unknown): DeskFault {
  if (error instanceof ApiProblem) {
    if (error.code === 'forbidden') return { kind: 'not-a-clinician' };
    return error.code === 'unauthorized' ? { kind: 'session-ended' } : { kind: 'problem', code: error.code };
  }
  if (error instanceof Error && error.name === 'SessionEnded') return { kind: 'session-ended' };
  if (error instanceof Error && error.name === 'WrongPassword') return { kind: 'wrong-password' };
  if (error instanceof Error && error.name === 'WrongRecoveryKey') return { kind: 'wrong-recovery-key' };
  if (error instanceof Error && error.name === 'KeysNotSent') return { kind: 'keys-not-sent' };
  if (error instanceof Unreachable) return { kind: 'offline' };
  return { kind: 'problem', code: 'internal' };
}

/** Signing in again goes on from where it was. */
export function isAskingToSignIn({ kind }: DeskFault): boolean {
  return kind === 'session-ended' || kind === 'not-a-clinician';
}
