/** Requests between this desk and another device of the same account, one at a time. */

import { type ReadonlySignal, signal } from '@preact/signals';
import { CryptoEvent, type VerificationRequest } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { type DeviceCheck, followDeviceCheck } from '../crypto/device-check.ts';
import type { OpenClient } from '../crypto/open-client.ts';

export interface DeviceChecks {
  /** The one that is going on, or has ended and not been put away. */
  readonly current: ReadonlySignal<DeviceCheck | undefined>;
  /** Asks all other devices of this account; the first that answers is the other side. */
  ask(): Promise<void>;
  /** Puts the current one away; one that is going on is cancelled. */
  dismiss(): Promise<void>;
  close(): void;
}

/** Begins to listen at once. Whatever other people's devices ask is not for here. */
export function openDeviceChecks(open: OpenClient): DeviceChecks {
  const current = signal<DeviceCheck | undefined>(undefined);
  const undo: (() => void)[] = [];
  const isOver = (check: DeviceCheck) => {
    const { step } = check.state.value;
    return step === 'done' || step === 'over';
  };

  const onRequest = (request: VerificationRequest) => {
    if (!request.isSelfVerification || request.initiatedByMe) return;
    // One at a time: who is in the middle of a comparison is not shown another.
    if (current.value && !isOver(current.value)) return;
    const check = followDeviceCheck(request);
    current.value = check;
    // Taken back, refused, or answered on another device before anybody here took it up: nothing to be told.
    let isTakenUp = false;
    const stopWatching = check.state.subscribe(({ step }) => {
      if (step === 'over' && !isTakenUp && current.peek() === check) current.value = undefined;
      if (step !== 'asked') isTakenUp = true;
    });
    undo.push(stopWatching);
  };
  open.client.on(CryptoEvent.VerificationRequestReceived, onRequest);

  return {
    current,
    async ask() {
      if (current.value && !isOver(current.value)) return;
      current.value = followDeviceCheck(await open.crypto.requestOwnUserVerification());
    },
    async dismiss() {
      const check = current.value;
      current.value = undefined;
      if (check && !isOver(check)) await check.cancel().catch(() => undefined);
    },
    close() {
      open.client.off(CryptoEvent.VerificationRequestReceived, onRequest);
      for (const stop of undo) stop();
      current.value = undefined;
    },
  };
}
