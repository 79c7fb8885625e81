import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import * as protocol from './index.ts';

const page = readFileSync(new URL('../../docs/reference/data-model.md', import.meta.url), 'utf8');

/** Each example stands in a JSON block behind the name of the schema it has to fit. */
const examples = [...page.matchAll(/<!-- (\w+) -->\n```json\n([\s\S]*?)\n```/g)].map(
  ([, name = '', json = '']) => ({
    name,
    json,
  }),
);

const schemas = new Map(Object.entries(protocol).filter(([name]) => name.endsWith('Schema')));

test.each(examples)('the example of $name is what the code accepts', ({ name, json }) => {
  const schema = v.parse(
    v.custom<v.GenericSchema>((value) => typeof value === 'object' && value !== null && '~standard' in value),
    schemas.get(name),
  );
  const parsed = v.safeParse(schema, JSON.parse(json));
  expect(
    parsed.success ? [] : parsed.issues.map(({ message, path }) => [path?.map(({ key }) => key), message]),
  ).toEqual([]);
});

test('every event type has its place on the page', () => {
  const types = [
    protocol.proofType,
    protocol.confirmType,
    protocol.compareType,
    protocol.helloType,
    protocol.answersType,
    protocol.askType,
    protocol.doorType,
    protocol.haltType,
    protocol.signType,
    protocol.deskWordType,
    protocol.elsewhereType,
    ...Object.values(protocol.callTypes),
    protocol.callStateType,
    protocol.callMemberType,
    protocol.notebookRoomType,
    protocol.bookKeyType,
    protocol.bookEntryType,
  ];
  expect(types.filter((type) => !page.includes(`\`${type}\``))).toEqual([]);
});

test('every schema of an event has an example', () => {
  const shown = new Set(examples.map(({ name }) => name));
  const needed = [...schemas.keys()].filter((name) => /(Content|^Call\w+)Schema$/.test(name));
  expect(needed.filter((name) => !shown.has(name))).toEqual([]);
});
