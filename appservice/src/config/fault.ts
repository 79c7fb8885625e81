/** What is wrong with a configuration, said so that it can be mended without a manual. */

export interface Fault {
  /** The file as the admin named it. */
  readonly file: string;
  /** 1-based; 0 where no single line is to blame. */
  readonly line: number;
  /** 1-based; 0 where no single place is to blame. */
  readonly column: number;
  /** Dotted: `clinicians[0].user`. Empty for the file as a whole. */
  readonly path: string;
  /** A sentence with the remedy. Never contains a value that could be a secret. */
  readonly says: string;
}

/** All faults of a file at once. */
export class ConfigFaults extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map(showFault).join('\n'));
    this.name = 'ConfigFaults';
    this.faults = faults;
  }
}

/** `sprechzimmer.yaml:12: web.port: expected a port number …` */
export function showFault({ file, line, path, says }: Fault): string {
  return `${file}${line > 0 ? `:${line}` : ''}: ${path === '' ? '' : `${path}: `}${says}`;
}

export type Path = readonly (string | number)[];

/** `['clinicians', 0, 'user']` as `clinicians[0].user`. */
export function showPath(path: Path): string {
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at === 0 ? '' : '.'}${part}`))
    .join('');
}
