/**
 * Two devices of one person recognise each other: one that holds the keys, one that asks to be let in. Either scans
 * the other's code (`m.reciprocate.v1`) or both show the same pictures (`m.sas.v1`; client-server specification,
 * *Key verification framework*). The other device may be any Matrix client. No screens here.
 */

import { type ReadonlySignal, signal } from '@preact/signals';
import {
  VerificationPhase,
  type VerificationRequest,
  VerificationRequestEvent,
} from 'matrix-js-sdk/lib/crypto-api/verification.js';
import { VerificationMethod } from 'matrix-js-sdk/lib/types.js';
import { followComparison, type SasEnd, type SasPicture } from './sas.ts';

/** `wrong-code`: what was scanned is not the code of this other device. */
export type DeviceCheckEnd = SasEnd | 'wrong-code';

export type DeviceCheckState =
  | { readonly step: 'asked'; readonly byUs: boolean }
  /** Both are willing. `code`: what to show as a QR code, where the other device can scan one. */
  | { readonly step: 'choose'; readonly code: Uint8Array | undefined; readonly mayScan: boolean }
  | { readonly step: 'preparing' }
  | { readonly step: 'compare'; readonly pictures: readonly SasPicture[] }
  /** The other device has scanned the code shown here. Whoever sits here says whether it was theirs. */
  | { readonly step: 'scanned' }
  /** This side is done; the other has to say so too. */
  | { readonly step: 'waiting' }
  | { readonly step: 'done' }
  | { readonly step: 'over'; readonly why: DeviceCheckEnd; readonly byUs: boolean };

export interface DeviceCheck {
  readonly state: ReadonlySignal<DeviceCheckState>;
  /** Id of the other device, as soon as one has answered. */
  readonly otherDevice: ReadonlySignal<string | undefined>;
  /** Takes up what the other device has asked for. */
  accept(): Promise<void>;
  comparePictures(): Promise<void>;
  /** @param code the bytes that the other device shows */
  scan(code: Uint8Array): Promise<void>;
  /** The pictures are the same. Nothing happens where no pictures are being looked at. */
  theyMatch(): Promise<void>;
  /** It was our own device that has scanned. Nothing happens where nobody was asked about a scan. */
  itWasOurs(): Promise<void>;
  /** The pictures are not the same, or it was somebody else who has scanned: nobody is let in. */
  deny(): Promise<void>;
  cancel(): Promise<void>;
}

/** Follows a request between two own devices, of either side, from being asked to its end. */
export function followDeviceCheck(request: VerificationRequest): DeviceCheck {
  const comparison = followComparison(request);
  const state = signal<DeviceCheckState>({ step: 'asked', byUs: request.initiatedByMe });
  const otherDevice = signal(request.otherDeviceId);
  let code: Uint8Array | undefined;
  let isCodeAsked = false;
  let confirmed = false;
  let wrongCode = false;
  /** One of the two has read the other's code: from then on it is about that code and nothing else. */
  let byCode = false;
  let isTurned = false;

  const scanned = () => request.verifier?.getReciprocateQrCodeCallbacks() ?? undefined;

  const makeCode = () => {
    if (isCodeAsked) return;
    isCodeAsked = true;
    request
      .generateQRCode()
      .then((bytes) => {
        code = bytes && new Uint8Array(bytes);
        update();
      })
      // Without a code there are still the pictures.
      .catch(() => undefined);
  };

  const read = (): DeviceCheckState => {
    const sas = comparison.state.value;
    if (wrongCode) return { step: 'over', why: 'wrong-code', byUs: true };
    if (isTurned) return { step: 'over', why: 'failed', byUs: true };
    if (sas.state === 'done') return { step: 'done' };
    if (sas.state === 'over') return { step: 'over', why: sas.why, byUs: sas.byUs };
    if (sas.state === 'asked') return { step: 'asked', byUs: sas.byUs };
    if (sas.state === 'compare') return { step: 'compare', pictures: sas.pictures };
    if (sas.state === 'waiting' || confirmed) return { step: 'waiting' };
    if (scanned()) return { step: 'scanned' };
    if (request.phase !== VerificationPhase.Ready) return { step: 'preparing' };
    const mayScan = request.otherPartySupportsMethod(VerificationMethod.ShowQrCode);
    return { step: 'choose', code, mayScan };
  };

  function update(): void {
    otherDevice.value = request.otherDeviceId;
    byCode ||= scanned() !== undefined;
    // The messages of a verification come in the clear: pictures could be put where somebody is about to say *yes* to a
    // code, and be confirmed without having been looked at.
    if (byCode && !isTurned && request.chosenMethod === VerificationMethod.Sas) {
      isTurned = true;
      request.cancel().catch(() => undefined);
    }
    state.value = read();
    if (state.value.step === 'choose') makeCode();
  }

  // After the comparison's own listener: it has taken up whatever was begun.
  request.on(VerificationRequestEvent.Change, update);
  comparison.state.subscribe(update);

  return {
    state,
    otherDevice,
    accept: () => comparison.accept(),
    comparePictures: () => comparison.begin(),
    async scan(bytes) {
      try {
        confirmed = true;
        byCode = true;
        const verifier = await request.scanQRCode(new Uint8ClampedArray(bytes));
        verifier.verify().catch(() => undefined);
      } catch {
        wrongCode = true;
        await request.cancel().catch(() => undefined);
      }
      update();
    },
    async theyMatch() {
      if (!byCode && state.peek().step === 'compare') await comparison.theyMatch();
    },
    async itWasOurs() {
      const callbacks = scanned();
      if (!callbacks || isTurned || state.peek().step !== 'scanned') return;
      confirmed = true;
      callbacks.confirm();
      update();
    },
    async deny() {
      if (byCode) await request.cancel();
      else comparison.theyDiffer();
    },
    cancel: () => comparison.cancel(),
  };
}
