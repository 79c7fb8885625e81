import type { DeskPatient } from '../../desk/desk-view.ts';
import { tDesk } from '../../i18n/desk.ts';

/**
 * What the clinician calls this patient: their own label, else the name the patient gave, else the generated one.
 * Label and name exist only once the proof has succeeded.
 */
export function whoIs({ label, name, visit }: DeskPatient): string {
  return label?.trim() || name?.trim() || guestCall(visit.guestName);
}

/**
 * What they are called on a screen that the clinician is showing: by the name they gave, never by what the clinician calls
 * them for themselves.
 */
export function whoTheySay({ name, visit }: DeskPatient): string {
  return name?.trim() || guestCall(visit.guestName);
}

/** The name that the server has made, in the language of this desk; what it did not make stays as it is. */
export function guestCall(guestName: string): string {
  const code = /^Guest ([0-9A-Z]+)$/.exec(guestName)?.[1];
  return code === undefined ? guestName : tDesk('patient.guest', { code });
}

/** How they wish to be called, where the clinician has another name for them. */
export function wishesToBeCalled(patient: DeskPatient): string | undefined {
  const name = patient.name?.trim();
  return name && name !== whoIs(patient) ? name : undefined;
}

/** Those who are there or arriving, the longest waiting first. What has ended is not shown. */
export function presentPatients(patients: readonly DeskPatient[]): readonly DeskPatient[] {
  return patients
    .filter(({ visit }) => ['arriving', 'waiting', 'in-session'].includes(visit.phase))
    .toSorted((one, other) => since(one) - since(other));
}

function since({ visit }: DeskPatient): number {
  return visit.waitingSinceMs ?? visit.presenceSinceMs;
}
