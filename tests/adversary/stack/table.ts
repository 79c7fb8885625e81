/** The page about the attacks, from their declarations. */

import type { Attack, AttackGroup } from '../attack.ts';

export function renderAttacks(groups: Iterable<AttackGroup>): string {
  return [intro, ...[...groups].map(renderGroup)].join('\n');
}

const intro = `# The attacks that are carried out

<!-- Made from tests/adversary/attacks. Renew: npx vitest run --project unit tests/adversary/stack/table.test.ts -u -->

A practice whose operator attacks: between real browsers and real servers stands somebody who reads, changes, holds back
and makes up what passes, writes into the homeserver's database, has an administrator's account and every token. Each
attack below is carried out twice by \`npm test -- adversary\`. Once against the client as it is published, and the test
asserts that the attacker has nothing and that people were told what stands here. And once, as the control, against the
same client with exactly the named defences taken out: there the same attack has to succeed, or the first test would
show nothing.

*Refused*: it does not happen, and nobody needs to know. *Noticed*: it is stopped, and those it is aimed at are told.
*Harmless*: it happens, and gains nothing.
`;

function renderGroup({ title, attacks }: AttackGroup): string {
  const rows = Object.values(attacks).map(renderAttack);
  return [
    `## ${title}`,
    '',
    '| attack | by | outcome | what people are told | stopped by; without it the attack succeeds |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function renderAttack({ name, by, attempt, expected, userIsTold, defence }: Attack): string {
  const defences = defence.map((one) => one.name).join('; and ');
  const cells = [`**${name}**. ${attempt}`, by, expected, userIsTold, defences];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
