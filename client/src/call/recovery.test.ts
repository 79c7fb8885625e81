import { expect, test } from 'vitest';
import { Recovery } from './recovery.ts';
import { FakeClock } from './testing/fake-clock.ts';

function patient() {
  const clock = new FakeClock();
  const done: string[] = [];
  const recovery = new Recovery(clock, {
    restart: () => done.push('restart'),
    afresh: () => done.push('afresh'),
  });
  return { clock, done, recovery };
}

test('a short stumble is left to mend itself', () => {
  const { clock, done, recovery } = patient();
  recovery.connectionState('disconnected');
  clock.advance(400);
  recovery.connectionState('connected');
  clock.advance(60_000);
  expect(done).toEqual([]);
});

test('a connection that stays away is looked for soon, and every few seconds as long as it takes', () => {
  const { clock, done, recovery } = patient();
  recovery.connectionState('disconnected');
  clock.advance(500);
  expect(done).toHaveLength(1);
  clock.advance(2_000);
  expect(done).toHaveLength(2);
  clock.advance(3_999);
  expect(done).toHaveLength(2);
  clock.advance(1);
  expect(done).toHaveLength(3);
  clock.advance(20_000);
  expect(done).toHaveLength(8);
});

test('a way that both have just agreed on is given time to stand', () => {
  const { clock, done, recovery } = patient();
  recovery.connectionState('failed');
  clock.advance(0);
  recovery.agreed();
  clock.advance(5_999);
  expect(done).toEqual(['restart']);
  clock.advance(1);
  expect(done).toEqual(['restart', 'restart']);
});

test('agreeing on ways that lead nowhere does not put off the new beginning', () => {
  const { clock, done, recovery } = patient();
  recovery.connectionState('failed');
  for (let seconds = 0; seconds < 60; seconds += 7) {
    clock.advance(7_000);
    recovery.agreed();
  }
  expect(done.at(-1)).toBe('afresh');
});

test('a lid that is opened again finds the connection looked for at once, and a good one left alone', () => {
  const { clock, done, recovery } = patient();
  recovery.lookedAt();
  clock.advance(10_000);
  expect(done).toEqual([]);
  recovery.connectionState('failed');
  clock.advance(1_000);
  recovery.lookedAt();
  clock.advance(0);
  expect(done).toEqual(['restart', 'restart']);
});

test('a connection that has failed is looked for at once', () => {
  const { clock, done, recovery } = patient();
  recovery.connectionState('failed');
  clock.advance(0);
  expect(done).toEqual(['restart']);
});

test('back from a tunnel the connection is looked for at once', () => {
  const { clock, done, recovery } = patient();
  recovery.connectionState('disconnected');
  recovery.networkChanged();
  clock.advance(0);
  expect(done).toEqual(['restart']);
});

test('a change of networks is followed although the connection still looks well', () => {
  const { done, recovery } = patient();
  recovery.connectionState('connected');
  recovery.networkChanged();
  expect(done).toEqual(['restart']);
});

test('what cannot be mended is begun anew', () => {
  const { clock, done, recovery } = patient();
  recovery.connectionState('failed');
  clock.advance(60_000);
  expect(done.at(-1)).toBe('afresh');
  expect(done.filter((what) => what === 'afresh')).toHaveLength(1);
});

test('failing while it is being mended does not restart the count', () => {
  const { clock, done, recovery } = patient();
  recovery.connectionState('disconnected');
  for (let round = 0; round < 6; round += 1) {
    clock.advance(10_000);
    recovery.connectionState('failed');
  }
  clock.advance(0);
  expect(done.at(-1)).toBe('afresh');
});

test('after the goodbye nobody is called again', () => {
  const { clock, done, recovery } = patient();
  recovery.connectionState('disconnected');
  recovery.stop();
  recovery.networkChanged();
  recovery.connectionState('failed');
  clock.advance(60_000);
  expect(done).toEqual([]);
});
