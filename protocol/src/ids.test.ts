import * as v from 'valibot';
import { expect, test } from 'vitest';
import { DeviceIdSchema } from './ids.ts';

test.each(['constructor', '__proto__', 'toString', 'prototype', 'a b', 'a\nb', '', 'ä', 'A'.repeat(256)])(
  'a device called %j is nobody’s: what is remembered of it would be lost or mixed up',
  (id) => {
    expect(v.is(DeviceIdSchema, id)).toBe(false);
  },
);

test.each(['JLAFKJWSCS', 'DESK', 'qN2zT1k9_-~.', 'K1Zf/3hYxQ+7nUZkq0hbm1cmKQYx6zU8f9c2gq7m0hE'])(
  'a device called %j is taken',
  (id) => {
    expect(v.is(DeviceIdSchema, id)).toBe(true);
  },
);
