import type { whenDe } from '../de/when.ts';
import type { SameKeys } from '../translator.ts';

/** English texts about when an appointment begins. */
export const whenEn: SameKeys<typeof whenDe> = {
  appointment: 'Your appointment: {day} at {time}.',
  open: 'The waiting room is open from {span}.',
};
