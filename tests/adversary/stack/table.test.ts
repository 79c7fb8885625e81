import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allAttacks, allDefences, sourceOf, testedAttacks } from './all.ts';
import { renderAttacks } from './table.ts';
import { weakenSource } from './weakened-client.ts';

const groups = await allAttacks();
const defences = await allDefences();

describe('the table of attacks', () => {
  it('says what the tests do (renew it with -u)', async () => {
    const page = fileURLToPath(new URL('../../../docs/topics/attacks.md', import.meta.url));
    await expect(renderAttacks(groups.values())).toMatchFileSnapshot(page);
  });

  it.each([...groups])(
    'names no attack of group %s that is not carried out, and leaves none out',
    (name, group) => {
      expect([...testedAttacks(name)].sort()).toEqual(Object.keys(group.attacks).sort());
    },
  );

  it('has a defence for each attack, and an attack for each defence', () => {
    const attacks = [...groups.values()].flatMap((group) => Object.values(group.attacks));
    expect(attacks.filter(({ defence }) => defence.length === 0)).toEqual([]);
    const names = attacks.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    const used = new Set(attacks.flatMap(({ defence }) => defence.map(({ name }) => name)));
    expect(defences.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
  });
});

describe('a defence that has moved is noticed', () => {
  const files = [...new Set(defences.flatMap(({ edits }) => edits.map(({ file }) => file)))];

  it.each(files)('in %s each stands where the control takes it out', (file) => {
    expect(() => weakenSource(file, sourceOf(file), defences)).not.toThrow();
  });

  it('when it stands nowhere, twice, or could not be put back', () => {
    const edit = { file: 'a.ts', find: 'guard();', replace: "if (!defenceOut('it')) guard();" };
    const weaken = (source: string, replace = edit.replace) =>
      weakenSource('a.ts', source, [{ name: 'it', edits: [{ ...edit, replace }] }]);
    expect(weaken('guard();')).toContain('(globalThis.defencesOut ?? []).includes');
    expect(() => weaken('gone();')).toThrow('exactly once');
    expect(() => weaken('guard(); guard();')).toThrow('exactly once');
    expect(() => weaken('guard();', 'open();')).toThrow('always be out');
  });
});
