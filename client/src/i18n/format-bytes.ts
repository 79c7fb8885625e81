/** `640 kB`, `1,2 MB`: rounded as one would say it. */

import { type Language, language } from './language.ts';

/** @param bytes whole and not negative; a megabyte is 1024 × 1024, as servers count */
export function formatBytes(bytes: number, spoken: Language = language.value): string {
  const kilobytes = bytes / 1024;
  const inMegabytes = kilobytes >= 1000;
  const value = inMegabytes ? kilobytes / 1024 : Math.max(1, Math.ceil(kilobytes));
  return new Intl.NumberFormat(spoken, {
    style: 'unit',
    unit: inMegabytes ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: inMegabytes && value < 10 ? 1 : 0,
  }).format(value);
}
