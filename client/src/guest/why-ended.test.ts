import { PhaseSchema } from '@sprechzimmer/protocol';
import { expect, test } from 'vitest';
import { endFor, endOf } from './why-ended.ts';

test('nobody is shown an end while their visit goes on, nor a visit that goes on after its end', () => {
  expect(Object.fromEntries(PhaseSchema.options.map((phase) => [phase, endOf(phase)]))).toEqual({
    arriving: undefined,
    waiting: undefined,
    'in-session': undefined,
    ended: 'ended',
    declined: 'declined',
    exposed: 'exposed',
    expired: 'window-closed',
    'no-show': 'window-closed',
    purged: 'ended',
  });
});

test('whoever was declined or came by an exposed link reads so; whatever else the server refuses is an end', () => {
  expect((['declined', 'exposed', 'unauthorized', 'unknown-link'] as const).map(endFor)).toEqual([
    'declined',
    'exposed',
    'ended',
    'ended',
  ]);
});
