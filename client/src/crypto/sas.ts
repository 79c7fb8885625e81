/**
 * Comparing seven pictures: Matrix's short authentication string (`m.sas.v1`, client-server specification, section
 * *SAS verification*). Two devices agree on a key through a server that neither has to trust; the pictures are read
 * from it, and whoever stands between the two would have to show each of them others. This file is the course of one
 * comparison, without screens; what it proves, and to whom, is for the caller to say.
 */

import { type ReadonlySignal, signal } from '@preact/signals';
import {
  type ShowSasCallbacks,
  VerificationPhase,
  type VerificationRequest,
  VerificationRequestEvent,
  type Verifier,
  VerifierEvent,
} from 'matrix-js-sdk/lib/crypto-api/verification.js';
import { VerificationMethod } from 'matrix-js-sdk/lib/types.js';
import { isExchangeOf } from './sas-inside.ts';
import { type PictureName, pictureNamed } from './sas-pictures.ts';

/** One of seven. The name is translated in the catalogue `emoji`. */
export interface SasPicture {
  readonly symbol: string;
  readonly name: PictureName;
}

/**
 * Why a comparison has ended without success.
 * - `mismatch`: the pictures, or the keys behind them, were not the same. Somebody may be in between.
 * - `stopped`: one of the two did not wish to go on.
 * - `timed-out`: ten minutes without an answer.
 * - `elsewhere`: another device of the same person has taken it up.
 * - `failed`: a message was not as it should be.
 */
export type SasEnd = 'mismatch' | 'stopped' | 'timed-out' | 'elsewhere' | 'failed';

export type SasState =
  /** The other has been asked, or we have been: nothing is begun before whoever was asked accepts. */
  | { readonly state: 'asked'; readonly byUs: boolean }
  /** Both are willing. Keys are being exchanged. */
  | { readonly state: 'preparing' }
  | { readonly state: 'compare'; readonly pictures: readonly SasPicture[] }
  /** We have said that they match, the other has not yet. Nothing is proven. */
  | { readonly state: 'waiting'; readonly pictures: readonly SasPicture[] }
  /** Both have said so, and the keys behind the pictures were the ones we know. */
  | { readonly state: 'done' }
  /** `byUs`: somebody on this side has ended it. */
  | { readonly state: 'over'; readonly why: SasEnd; readonly byUs: boolean };

export type SasEnding = Extract<SasState, { state: 'done' | 'over' }>;

export interface SasComparison {
  readonly state: ReadonlySignal<SasState>;
  /** Resolves once, with how it has ended. */
  readonly ended: Promise<SasEnding>;
  /** Takes up what the other has asked for. */
  accept(): Promise<void>;
  /** Both are willing: begins to compare. To be called by whoever has asked; safe to repeat. */
  begin(): Promise<void>;
  /** What is confirmed is what was shown, or nothing: if the other side has begun anew since, it ends in `mismatch`. */
  theyMatch(): Promise<void>;
  /** Ends it: the other side is told that the pictures differ. */
  theyDiffer(): void;
  cancel(): Promise<void>;
}

/** Follows a request of either side, from being asked to its end. */
export function followComparison(request: VerificationRequest): SasComparison {
  const state = signal<SasState>({ state: 'asked', byUs: request.initiatedByMe });
  const { promise: ended, resolve: end } = Promise.withResolvers<SasEnding>();
  let verifier: Verifier | undefined;
  let shown: ShowSasCallbacks | undefined;
  let confirmed = false;
  let endedHere = false;
  let beginning: Promise<void> | undefined;

  const take = (next: Verifier) => {
    if (verifier === next) return;
    verifier = next;
    next.on(VerifierEvent.ShowSas, update);
    // Accepts the start of the other side; how it ends is read from the request.
    next.verify().catch(() => undefined);
  };

  function update(): void {
    if (request.phase === VerificationPhase.Started && request.verifier) take(request.verifier);
    shown = verifier?.getShowSasCallbacks() ?? shown;
    const now = read();
    state.value = now;
    if (now.state === 'done' || now.state === 'over') end(now);
  }

  const read = (): SasState => {
    if (request.phase === VerificationPhase.Done) return { state: 'done' };
    if (request.phase === VerificationPhase.Cancelled)
      return { state: 'over', why: ends[request.cancellationCode ?? ''] ?? 'failed', byUs: endedHere };
    const pictures = shown && picturesOf(shown);
    if (pictures) return { state: confirmed ? 'waiting' : 'compare', pictures };
    const isAsked = request.phase < VerificationPhase.Ready;
    return isAsked ? { state: 'asked', byUs: request.initiatedByMe } : { state: 'preparing' };
  };

  request.on(VerificationRequestEvent.Change, update);
  update();

  return {
    state,
    ended,
    accept: () => request.accept(),
    begin() {
      beginning ??= (async () => {
        if (request.phase === VerificationPhase.Ready)
          take(await request.startVerification(VerificationMethod.Sas));
        update();
      })().finally(() => {
        beginning = undefined;
      });
      return beginning;
    },
    async theyMatch() {
      if (!verifier || !shown || state.value.state !== 'compare') return;
      // In the same breath as confirming: what was looked at, and not what has taken its place since.
      const looked = shown.sas.emoji?.map(([, english]) => english) ?? [];
      if (!isExchangeOf(verifier, looked)) {
        shown.mismatch();
        return;
      }
      confirmed = true;
      update();
      await shown.confirm();
    },
    theyDiffer() {
      endedHere = true;
      shown?.mismatch();
    },
    cancel() {
      endedHere = true;
      return request.cancel();
    },
  };
}

function picturesOf({ sas }: ShowSasCallbacks): readonly SasPicture[] | undefined {
  const pictures = sas.emoji?.map(([symbol, english]) => ({ symbol, name: pictureNamed(english) }));
  return pictures?.length === 7 ? pictures : undefined;
}

const ends: Readonly<Record<string, SasEnd>> = {
  'm.mismatched_sas': 'mismatch',
  'm.key_mismatch': 'mismatch',
  'm.user': 'stopped',
  'm.timeout': 'timed-out',
  'm.accepted': 'elsewhere',
};
