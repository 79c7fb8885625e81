/** A clinician's day with one appointment of each state. */

import { signal } from '@preact/signals';
import { InvitationIdSchema, type VisitId } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { Appointment } from '../src/desk/appointments.ts';
import { type DeskDay, deskDay } from '../src/desk/desk-day.ts';
import { type Choices, noChoices } from '../src/storage/own-choices.ts';
import { noteCall } from './calls.ts';

export interface FakeDay {
  readonly appointments?: readonly Appointment[];
  readonly choices?: Partial<Choices>;
  readonly backInMinutes?: number;
  readonly talking?: boolean;
  readonly locked?: boolean;
  readonly refused?: number;
}

export function fakeDay(state: FakeDay = {}, current = signal<VisitId | undefined>(undefined)): DeskDay {
  const day = deskDay(current, async (choices) => noteCall('choose', JSON.stringify(choices)));
  day.appointments.value = state.appointments ?? [];
  day.choices.recall({ ...noChoices, ...state.choices });
  day.ownState.talking.value = state.talking ?? current.value !== undefined;
  if (state.backInMinutes !== undefined) day.ownState.backIn(state.backInMinutes);
  if (state.locked) day.lock.lock();
  for (let times = 0; times < (state.refused ?? 0); times += 1) day.lock.noteRefused();
  return day;
}

/** @param startsInMinutes from now */
export function fakeAppointment(
  number: number,
  startsInMinutes: number,
  change: Partial<Appointment> = {},
): Appointment {
  const startsAt = Math.floor(Date.now() / 1000) + startsInMinutes * 60;
  return {
    id: v.parse(InvitationIdSchema, String(number).padStart(32, '0')),
    label: '',
    kind: 'video',
    startsAt,
    notAfter: startsAt + 80 * 60,
    link: 'open',
    ...change,
  };
}
