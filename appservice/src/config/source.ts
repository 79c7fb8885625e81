/** The text of `sprechzimmer.yaml` as YAML with positions: knows on which line every path stands. */

import {
  type Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import { ConfigFaults, type Fault, type Path } from './fault.ts';

/** Both 1-based. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Source {
  /** Plain value without the keys that say nothing: an empty section is an empty map. */
  readonly value: Readonly<Record<string, unknown>>;
  /** Where the key at this path begins, or the nearest thing above it that exists. */
  placeOf(path: Path): Place;
  /** The file says something here. */
  has(path: Path): boolean;
}

/** @throws ConfigFaults when it is not YAML, or not a map */
export function readSource(file: string, text: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ''), {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    merge: false,
  });
  const fault = (place: Place, says: string): Fault => ({ file, ...place, path: '', says });

  const broken = document.errors.map((error) => fault(placeAt(lines, error.pos[0]), explain(error)));
  if (broken.length > 0) throw new ConfigFaults(broken);

  const { contents } = document;
  if (contents !== null && !isMap(contents) && !(isScalar(contents) && contents.value === null))
    throw new ConfigFaults([
      fault(start, 'expected sections such as `practice:`, each on a line of its own.'),
    ]);

  const aliases: Fault[] = [];
  visit(document, {
    Alias: (_key, { range }) => {
      aliases.push(
        fault(
          range ? placeAt(lines, range[0]) : start,
          'a value that begins with * points elsewhere in YAML, which is not supported here. Write it out, or put quotation marks around it.',
        ),
      );
    },
  });
  if (aliases.length > 0) throw new ConfigFaults(aliases);

  const value: unknown = withoutNothing(document.toJS({ maxAliasCount: 0 }));
  return {
    value: isRecord(value) ? value : {},
    placeOf: (path) => placeOf(document, lines, path),
    has: (path) => document.hasIn(path),
  };
}

const start: Place = { line: 1, column: 1 };

function placeAt(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

function placeOf(document: Document, lines: LineCounter, path: Path): Place {
  for (let length = path.length; length > 0; length -= 1) {
    const here = path.slice(0, length);
    const last = here.at(-1);
    const parent = length === 1 ? document.contents : document.getIn(here.slice(0, -1), true);
    const pair = isMap(parent) ? parent.items.find((item: Pair) => keyText(item) === last) : undefined;
    const node = pair === undefined ? document.getIn(here, true) : pair.key;
    if (isNode(node) && node.range) return placeAt(lines, node.range[0]);
  }
  return start;
}

function keyText(pair: Pair): unknown {
  return isScalar(pair.key) ? pair.key.value : pair.key;
}

/** Drops `key:` without a value: what it leaves out is the default. */
function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNothing);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, withoutNothing(inner)]),
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The library's codes in plain words. Its own messages may quote the text, and the text may hold a secret. */
function explain(error: YAMLError): string {
  switch (error.code) {
    case 'DUPLICATE_KEY':
      return 'this key stands here for the second time. Keep one of the two.';
    case 'TAB_AS_INDENT':
      return 'this line is indented with a tab. YAML allows only spaces there.';
    case 'BAD_INDENT':
      return 'this line is indented differently from its neighbours. Keys of one section begin in the same column.';
    case 'MISSING_CHAR':
      return 'something is missing here: a closing quotation mark or bracket, or the space after a colon.';
    case 'MULTILINE_IMPLICIT_KEY':
    case 'IMPOSSIBLE':
    case 'UNEXPECTED_TOKEN':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'this is not valid YAML. Often a colon is missing, or a text with `:` or `#` needs quotation marks.';
    case 'MULTIPLE_DOCS':
      return 'a second document begins here (`---`). Only one is read.';
    default:
      return `this is not valid YAML (${error.code}). Compare it with a fresh sample: sprechzimmer init --print.`;
  }
}
