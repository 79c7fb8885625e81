/** Medians, ratios and the table `npm run bench` prints. */

/** One line of the result: ours beside its floor, both measured in the same run. */
export interface Figure {
  /** Dotted key in the JSON, for example `admitToFirstFrame`. */
  readonly key: string;
  readonly what: string;
  /** Empty: a bare number. */
  readonly unit: 'ms' | '1/s' | 'B' | '';
  readonly ours: readonly number[];
  readonly floor?: readonly number[];
  /** What the aim speaks of where there is a floor: the ratio, unless this says `ours`. */
  readonly judged?: 'ours';
  readonly aim: string;
  /** `ours/floor` where less is better; the same expression where more is better: the aim says which. */
  readonly met: (value: number) => boolean;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  const lower = sorted.length % 2 === 0 ? sorted[middle - 1] : upper;
  if (upper === undefined || lower === undefined) throw new Error('nothing was measured');
  return (upper + lower) / 2;
}

/** What the aim speaks of, and whether it is reached. */
export function verdict(figure: Figure): { value: number; met: boolean } {
  const value = figure.judged === 'ours' ? median(figure.ours) : (ratioOf(figure) ?? median(figure.ours));
  return { value, met: figure.met(value) };
}

/** Undefined where there is no floor, or where it is nothing at all. */
function ratioOf({ ours, floor }: Figure): number | undefined {
  const below = floor === undefined ? 0 : median(floor);
  return below === 0 ? undefined : median(ours) / below;
}

export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { met } = verdict(figure);
    return [
      figure.what,
      `${show(median(figure.ours))} ${figure.unit}`,
      figure.floor ? `${show(median(figure.floor))} ${figure.unit}` : '',
      ratioOf(figure)?.toFixed(2) ?? '',
      figure.aim,
      met ? 'yes' : 'NO',
      `${figure.ours.length}`,
    ];
  });
  const all = [['', 'ours', 'floor', 'ratio', 'aim', 'met', 'n'], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

/** `{"admitToFirstFrame": {"ratio": …, "ours": …, "floor": …, "samples": …}, …}` */
export function json(figures: readonly Figure[]): Record<string, unknown> {
  const result: Record<string, Record<string, unknown>> = {};
  for (const figure of figures) {
    const [group = figure.key, member = 'ratio'] = figure.key.split('.');
    const { value, met } = verdict(figure);
    result[group] = {
      ...result[group],
      [member]: Number(value.toFixed(3)),
      ...(figure.floor ? { ours: median(figure.ours), floor: median(figure.floor) } : {}),
      ...(figure.judged === 'ours' ? ratioMember(figure) : {}),
      met: result[group]?.['met'] === false ? false : met,
      samples: figure.ours.length,
    };
  }
  return result;
}

function ratioMember(figure: Figure): { readonly ratio?: number } {
  const ratio = ratioOf(figure);
  return ratio === undefined ? {} : { ratio: Number(ratio.toFixed(3)) };
}

function show(value: number): string {
  if (value >= 100 || value === 0) return value.toFixed(0);
  return value >= 1 ? value.toFixed(1) : value.toFixed(3);
}
