/** Medians, ratios and the table `npm run bench` prints. */

/** One line of the result: ours beside its floor, both measured in the same run. */
export interface Figure {
  /** Dotted key in the JSON, for example `admitToFirstFrame`. */
  readonly key: string;
  readonly what: string;
  readonly unit: 'ms' | '1/s' | 'B';
  readonly ours: readonly number[];
  readonly floor?: readonly number[];
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

/** The ratio where there is a floor, else the value itself. */
export function verdict(figure: Figure): { value: number; met: boolean } {
  const ours = median(figure.ours);
  const value = figure.floor ? ours / median(figure.floor) : ours;
  return { value, met: figure.met(value) };
}

export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { value, met } = verdict(figure);
    return [
      figure.what,
      `${show(median(figure.ours))} ${figure.unit}`,
      figure.floor ? `${show(median(figure.floor))} ${figure.unit}` : '',
      figure.floor ? value.toFixed(2) : '',
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
      met: result[group]?.['met'] === false ? false : met,
      samples: figure.ours.length,
    };
  }
  return result;
}

function show(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}
