/** Writes the tables of `docs/topics/visit-life-cycle.md`. The prose around them is written by hand. */

import { actionMeanings, eventMeanings } from './events.ts';
import { lifeCycleTable } from './life-cycle-table.ts';
import type { Cell, Rule } from './rule.ts';
import { closingPhases, type LifePhase, phases } from './visit.ts';

/**
 * The page with its tables made anew. A test compares it with the file;
 * `npx vitest run -u appservice/src/visits/life-cycle-page` renews it.
 */
export function renewTables(page: string): string {
  return Object.entries(tables).reduce(
    (text, [name, table]) =>
      text.replace(
        new RegExp(`(<!-- table: ${name} -->\n)[^]*?(<!-- end -->)`),
        (_, begin: string, end: string) => `${begin}\n${table()}\n\n${end}`,
      ),
    page,
  );
}

/** Phases of closing behave alike, but for one: one block of rows for all the others. */
const alike = closingPhases.filter((phase) => phase !== 'exposed');
const shown = phases.filter((phase) => !alike.some((each) => each === phase) || phase === 'ended');

const tables = {
  steps: () => stepsTable(),
  events: () => meanings('event', eventMeanings),
  actions: () => meanings('action', actionMeanings),
} satisfies Record<string, () => string>;

function stepsTable(): string {
  const head = '| in | event | when | then | remembers | actions |\n|---|---|---|---|---|---|';
  return [head, ...shown.flatMap(rowsOf)].join('\n');
}

function rowsOf(phase: LifePhase): readonly string[] {
  const row = lifeCycleTable[phase];
  const name = phase === 'ended' ? alike.join(', ') : phase;
  return kinds().flatMap((kind) => cellRows(name, kind, row[kind]));
}

function cellRows(phase: string, kind: string, cell: Cell): readonly string[] {
  if (cell === 'refused') return [`| ${phase} | ${kind} | | *refused* | | |`];
  return cell.map((rule: Rule) => {
    const then = rule.to === 'same' ? '' : `**${rule.to}**`;
    return `| ${phase} | ${kind} | ${rule.when?.text ?? ''} | ${then} | ${rule.note ?? ''} | ${rule.actions.join(', ')} |`;
  });
}

function meanings(what: string, list: Readonly<Record<string, string>>): string {
  const rows = Object.entries(list).map(([name, meaning]) => `| ${name} | ${meaning} |`);
  return [`| ${what} | meaning |`, '|---|---|', ...rows].join('\n');
}

function kinds(): readonly (keyof typeof eventMeanings)[] {
  return Object.keys(eventMeanings).filter(isKind);
}

function isKind(name: string): name is keyof typeof eventMeanings {
  return Object.hasOwn(eventMeanings, name);
}
