/** The practice hears of a link whose secret stood in a path, and the patient reads whether it has. */

import { signal } from '@preact/signals';
import {
  deriveLinkKeys,
  type ExposedRequest,
  randomBytes,
  toBase64Url,
  writeFragment,
} from '@sprechzimmer/protocol';
import { beforeEach, expect, test, vi } from 'vitest';
import { ApiProblem, Unreachable } from '../api/call-api.ts';
import { type ExposureReport, reportExposure } from './report-exposure.ts';

const world = vi.hoisted(() => ({ answers: [] as unknown[], asked: [] as unknown[] }));
vi.mock('../api/public-api.ts', () => ({
  reportExposed: async (request: ExposedRequest) => {
    world.asked.push(request);
    const answer = world.answers.shift();
    if (answer !== undefined) throw answer;
  },
}));

const link = { secret: randomBytes(32), clinicianMasterKey: randomBytes(32) };
const path = `/j/%23${(await writeFragment(link)).slice(1)}`;

beforeEach(() => {
  world.answers = [];
  world.asked = [];
});

async function reported(where = path) {
  const report = signal<ExposureReport | undefined>(undefined);
  const seen: unknown[] = [];
  report.subscribe((value) => void seen.push(value));
  await reportExposure(where, report, { pause: async () => undefined });
  return seen.slice(1);
}

test('what is reported is the handle and the redeem token, and nothing anybody could prove something with', async () => {
  const { id, redeem } = await deriveLinkKeys(link);
  expect(await reported()).toEqual(['telling', 'told']);
  expect(world.asked).toEqual([{ id, redeem: toBase64Url(redeem) }]);
});

test('without a line it is told later, and until then the patient reads that they have to call', async () => {
  world.answers = [new Unreachable('no line'), new ApiProblem({ code: 'unavailable' })];
  expect(await reported()).toEqual(['telling', 'untold', 'told']);
  expect(world.asked).toHaveLength(3);
});

test.each(['ended', 'cancelled', 'too-late'] as const)(
  'a link that was %s before is called over',
  async (code) => {
    world.answers = [new ApiProblem({ code })];
    expect(await reported()).toEqual(['telling', 'over']);
  },
);

test('nobody is told that the practice knows where it does not', async () => {
  world.answers = [new ApiProblem({ code: 'unknown-link' })];
  expect(await reported()).toEqual(['telling', 'untold']);
  expect(await reported('/j/%231cut-short')).toEqual(['telling', 'untold']);
});
