/** What the screens asked of the fakes behind them, for tests that press buttons. */

import type { Signal } from '@preact/signals';
import type { ParticipantView } from '../src/call/call-view.ts';
import type { DeskPatient } from '../src/desk/desk-view.ts';
import type { GuestStage } from '../src/guest/guest-view.ts';

declare global {
  interface Window {
    previewCalls: string[];
    /** The desk that was drawn last: people come and go while somebody works at it. */
    previewPatients: Signal<readonly DeskPatient[]>;
    /** The visit that was drawn last: what a patient's screen is told from outside. */
    previewStage: Signal<GuestStage>;
    /** Of the screen that was drawn last. */
    previewOnline: Signal<boolean>;
    previewReceive: (text: string) => void;
    /** How the line to the other person is; undefined without a call. */
    previewLine: Signal<ParticipantView['state']['value']> | undefined;
  }
}

window.previewCalls = [];

/** The same call or chat may stand behind several scenes: what changes it from outside is kept beside it. */
export const callStates = new WeakMap<object, Signal<ParticipantView['state']['value']>>();
export const receivers = new WeakMap<object, (text: string) => void>();

/** Of what is drawn now. */
export function handOver(online: Signal<boolean>, chat: object | undefined, call: object | undefined): void {
  window.previewOnline = online;
  window.previewReceive = (chat && receivers.get(chat)) ?? (() => undefined);
  window.previewLine = call && callStates.get(call);
}

export function noteCall(name: string, ...details: readonly (string | number)[]): void {
  window.previewCalls.push([name, ...details].join(' '));
}
