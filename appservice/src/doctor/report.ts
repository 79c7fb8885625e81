/**
 * What the doctor found, for somebody who has ten minutes before the first patient: what is well above, in one line each;
 * what needs them at the end, where the eye rests.
 */

import type { Examination } from './doctor.ts';
import type { Examined } from './examine.ts';
import type { State } from './finding.ts';

/** @param width of the terminal, in characters */
export function report({ checks }: Examination, width: number): string {
  const of = (state: State) => checks.filter((check) => check.state === state);
  const [wells, notAsked, ill, attention] = [of('well'), of('not-asked'), of('ill'), of('attention')];
  const areas = [...new Set(wells.map(({ area }) => area))];
  const blocks = [
    ...areas.map((area) => block(area, wells, width)),
    ...(notAsked.length === 0 ? [] : [['Not asked', ...unasked(notAsked, width)].join('\n')]),
    ...(attention.length === 0
      ? []
      : [['Needs attention', ...attention.map((check) => lines(check, width))].join('\n')]),
    ...(ill.length === 0 ? [] : [['Ill', ...ill.map((check) => lines(check, width))].join('\n')]),
    summary(ill, attention),
  ];
  return blocks.join('\n\n');
}

const signs: Readonly<Record<State, string>> = { well: '✓', attention: '!', ill: '✗', 'not-asked': '–' };
const nameWidth = 24;
const indent = ' '.repeat(nameWidth + 4);

function block(area: string, checks: readonly Examined[], width: number): string {
  const mine = checks.filter((check) => check.area === area);
  return [area, ...mine.map((check) => lines(check, width))].join('\n');
}

function lines({ state, name, why, remedy }: Examined, width: number): string {
  const said = wrap(why, width - indent.length);
  const todo = remedy === '' ? [] : wrap(remedy, width - indent.length - 2);
  return [
    `  ${signs[state]} ${name.padEnd(nameWidth)}${said[0] ?? ''}`,
    ...said.slice(1).map((line) => indent + line),
    ...todo.map((line, at) => `${indent}${at === 0 ? '→ ' : '  '}${line}`),
  ].join('\n');
}

/** What has one reason is said once. */
function unasked(checks: readonly Examined[], width: number): readonly string[] {
  const reasons = [...new Set(checks.map(({ why }) => why))];
  return reasons.map((why) => {
    const same = checks.filter((check) => check.why === why);
    const [first] = same;
    if (same.length === 1 && first !== undefined) return lines(first, width);
    const names = `${why.replace(/^Not asked because/, 'Because').replace(/\.$/, '')}: ${same.map(({ name }) => name).join(', ')}.`;
    return wrap(names, width - 4)
      .map((line, at) => `  ${at === 0 ? signs['not-asked'] : ' '} ${line}`)
      .join('\n');
  });
}

function summary(ill: readonly Examined[], attention: readonly Examined[]): string {
  const names = (checks: readonly Examined[]) => checks.map(({ name }) => name).join(', ');
  const [first] = ill;
  if (first !== undefined)
    return ill.length === 1
      ? `One thing is ill: ${first.name}.`
      : `${ill.length} things are ill: ${names(ill)}. Begin with ${first.name}, then run doctor again.`;
  return attention.length === 0
    ? 'All is well.'
    : `Nothing is ill. Look at this when there is time: ${names(attention)}.`;
}

function wrap(text: string, width: number): readonly string[] {
  const found: string[] = [];
  for (const word of text.split(' ')) {
    const last = found.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= Math.max(width, 30))
      found[found.length - 1] = `${last} ${word}`;
    else found.push(word);
  }
  return found;
}
