/** Changes to `sprechzimmer.yaml` that leave every other line, and every comment, as the admin wrote it. */

import { isMap, isScalar, isSeq, type Pair, parseDocument, stringify } from 'yaml';
import type { ConfigInput } from './sections.ts';
import { isRecord } from './source.ts';

/** Sets values; what is not named stays. The text must be valid YAML. */
export function setValues(text: string, values: ConfigInput): string {
  let edited = text;
  for (const [section, inner] of Object.entries(values)) {
    if (!isRecord(inner)) edited = setTop(edited, section, inner);
    else
      for (const [key, value] of Object.entries(inner))
        if (value !== undefined) edited = setInSection(edited, section, key, value);
  }
  return edited;
}

/** Adds a clinician at the end of the list. */
export function addClinician(text: string, clinician: { user: string; name: string }): string {
  const list = pairOf(parseDocument(text).contents, 'clinicians')?.value;
  const last = isSeq(list) && list.flow !== true ? list.items.at(-1) : undefined;
  if (!isMap(last) || !last.range) {
    const present: unknown = isSeq(list) ? list.toJSON() : [];
    return setTop(text, 'clinicians', [...(Array.isArray(present) ? present : []), clinician]);
  }
  const lineStart = text.lastIndexOf('\n', last.range[0] - 1) + 1;
  const dash = text.indexOf('-', lineStart) - lineStart;
  const item = stringify([clinician], { lineWidth: 0 }).trimEnd().split('\n');
  const end = text.slice(0, last.range[1]).trimEnd().length;
  return `${text.slice(0, end)}\n${item.map((line) => `${' '.repeat(dash)}${line}`).join('\n')}${text.slice(end)}`;
}

function setTop(text: string, key: string, value: unknown): string {
  const present = pairOf(parseDocument(text).contents, key);
  if (present === undefined) return `${text.trimEnd()}\n\n${key}: ${flow(value)}\n`;
  return replaceValue(text, present, value);
}

function setInSection(text: string, section: string, key: string, value: unknown): string {
  const found = pairOf(parseDocument(text).contents, section);
  if (found === undefined) return `${text.trimEnd()}\n\n${section}:\n  ${key}: ${flow(value)}\n`;
  if (isMap(found.value)) {
    const present = pairOf(found.value, key);
    if (present !== undefined) return replaceValue(text, present, value);
    if (found.value.flow === true)
      return replaceValue(text, found, { ...found.value.toJSON(), [key]: value });
  }
  const line = `${indentOf(text, found)}${key}: ${flow(value)}`;
  const [start, end] = linesOf(text, section);
  const inside = text.slice(start, end);
  const asComment = new RegExp(`^[ ]*# ${key}:.*$`, 'm').exec(inside);
  if (asComment === null) return `${text.slice(0, start)}${line}\n${text.slice(start)}`;
  const at = start + asComment.index;
  return `${text.slice(0, at)}${line}${text.slice(at + asComment[0].length)}`;
}

function pairOf(map: unknown, key: string): Pair | undefined {
  if (!isMap(map)) return undefined;
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function replaceValue(text: string, pair: Pair, value: unknown): string {
  const { key, value: old } = pair;
  const range = isScalar(old) || isMap(old) || isSeq(old) ? old.range : undefined;
  if (!range || range[0] === range[1]) {
    const keyEnd = isScalar(key) && key.range ? key.range[1] : 0;
    const colon = text.indexOf(':', keyEnd) + 1;
    return `${text.slice(0, colon)} ${flow(value)}${text.slice(colon)}`;
  }
  const end = text.slice(0, range[1]).trimEnd().length;
  const start = isScalar(key) && key.range ? text.indexOf(':', key.range[1]) + 1 : range[0];
  return `${text.slice(0, start)} ${flow(value)}${text.slice(end)}`;
}

/** On one line, whatever it is. */
function flow(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
}

function indentOf(text: string, section: Pair): string {
  const first = isMap(section.value) ? section.value.items[0]?.key : undefined;
  if (!isScalar(first) || !first.range) return '  ';
  return ' '.repeat(first.range[0] - (text.lastIndexOf('\n', first.range[0] - 1) + 1));
}

/** Offsets of the lines below `section:`, up to the next line that begins in the first column with a key. */
function linesOf(text: string, section: string): readonly [number, number] {
  const head = new RegExp(`^(?:${section}|"${section}"|'${section}'):.*(?:\\n|$)`, 'm').exec(text);
  const start = head === null ? text.length : head.index + head[0].length;
  const next = /^[A-Za-z"']/m.exec(text.slice(start));
  return [start, next === null ? text.length : start + next.index];
}
