import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { type EndpointName, type EndpointShape, endpoints } from './endpoints.ts';
import { examples } from './examples.ts';
import { apiReference } from './reference.ts';

test('the reference page says what the schemas say', async () => {
  const page = fileURLToPath(new URL('../../../docs/reference/api.md', import.meta.url));
  await expect(apiReference()).toMatchFileSnapshot(page);
});

describe.each(Object.keys(endpoints) as EndpointName[])('the example of %s', (name) => {
  const endpoint: EndpointShape = endpoints[name];
  const example = examples[name];

  test('can be sent as it stands', () => {
    expect(v.safeParse(endpoint.request, example.request ?? {}).issues).toBeUndefined();
    expect(example.path).toMatch(new RegExp(`^${endpoint.path.replaceAll(/:\w+/g, '[^/]+')}$`));
  });

  test('shows every field an answer always has, and none it never has', () => {
    if (!endpoint.answer) expect(example.answer).toBeUndefined();
    else expect(v.parse(endpoint.answer, example.answer)).toEqual(example.answer);
  });
});
