import type { DeskPatient } from '../../desk/desk-view.ts';

/**
 * What the clinician calls this patient: their own label, else the name the patient gave, else the generated one.
 * Label and name exist only once the proof has succeeded.
 */
export function whoIs({ label, name, visit }: DeskPatient): string {
  return label?.trim() || name?.trim() || visit.guestName;
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
