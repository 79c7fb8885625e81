import { describe, expect, test } from 'vitest';
import { ApiProblem, Unreachable } from '../api/call-api.ts';
import { StorageFault } from '../storage/storage-fault.ts';
import { passesByItself, stopFor } from './stop-reason.ts';

const full = new StorageFault(new DOMException('full', 'QuotaExceededError'));

describe('a patient who cannot go on hears what it is', () => {
  test.each([
    ['no network at all', new Unreachable('asking'), false, { kind: 'offline' }],
    ['no answer, with a network', new Unreachable('asking'), true, { kind: 'no-answer' }],
    [
      'a gateway before a server that is down',
      new Unreachable('asking', { serverFailed: true }),
      true,
      { kind: 'problem', code: 'unavailable' },
    ],
    ['a part of the page that did not come', new TypeError('Failed to fetch'), true, { kind: 'no-answer' }],
    ['a full device', full, true, { kind: 'storage', trouble: 'full' }],
    ['a full device without a network', full, false, { kind: 'storage', trouble: 'full' }],
  ])('%s', (_what, error, isOnline, reason) => {
    expect(stopFor(error, isOnline)).toEqual({ reason, canRetry: true });
  });

  test('and is not told to try again where that can never help', () => {
    for (const code of ['cancelled', 'ended', 'declined', 'payload-too-large', 'forbidden'] as const)
      expect(stopFor(new ApiProblem({ code }), true).canRetry).toBe(false);
    expect(stopFor(new ApiProblem({ code: 'too-early', notBefore: 7 }), true)).toEqual({
      reason: { kind: 'problem', code: 'too-early', notBefore: 7 },
      canRetry: true,
    });
  });
});

test('only what goes away by itself is looked at again without a press', () => {
  expect(passesByItself({ kind: 'offline' })).toBe(true);
  expect(passesByItself({ kind: 'problem', code: 'unavailable' })).toBe(true);
  expect(passesByItself({ kind: 'storage', trouble: 'full' })).toBe(false);
  expect(passesByItself({ kind: 'problem', code: 'opened-elsewhere' })).toBe(false);
});
