export interface Bounds {
  readonly least: number;
  readonly most: number;
  /** When it is no number at all. */
  readonly otherwise: number;
}

/**
 * A number from a server, kept where it does no harm. A timer that is given too large a number runs at once, and so
 * does one that is given none: either would ask the server without a pause.
 */
export function bounded(value: unknown, { least, most, otherwise }: Bounds): number {
  if (typeof value !== 'number' || Number.isNaN(value)) return otherwise;
  return Math.min(most, Math.max(least, value));
}
