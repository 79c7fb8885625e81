import { describe, expect, test } from 'vitest';
import type { OpenClient } from './open-client.ts';
import { askForTurn } from './turn.ts';

function homeserverWith(ttl: unknown): OpenClient {
  const turnServer = async () => ({ uris: ['turns:relay'], username: 'u', password: 'p', ttl });
  return { client: { turnServer } } as unknown as OpenClient;
}

test('credentials for a relay are renewed half-way through their life', async () => {
  expect((await askForTurn(homeserverWith(3600), false)).renewInMs).toBe(1_800_000);
});

describe('no answer makes a conversation ask for relays without a pause', () => {
  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e12, undefined, '60'])(
    'life of %s',
    async (ttl) => {
      const { renewInMs = 0 } = await askForTurn(homeserverWith(ttl), false);
      expect(renewInMs).toBeGreaterThanOrEqual(30_000);
      expect(renewInMs).toBeLessThanOrEqual(12 * 3_600_000);
    },
  );
});
