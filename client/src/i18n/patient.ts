import { patientDe } from './de/patient.ts';
import { patientEn } from './en/patient.ts';
import { translator } from './translator.ts';

/** Texts of the patient's screens, in the language in use. */
export const tPatient = translator({ de: patientDe, en: patientEn });
