import * as v from 'valibot';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseConfig } from '../config/read.ts';
import { onBothDatabases } from '../store/databases-under-test.ts';
import { type CurrentStore, openCurrent } from '../store/open-store.ts';
import { openPractice, type PracticeUnderTest } from '../visits/practice-under-test.ts';
import { clinician, colleague, request, startMs } from '../visits/world-under-test.ts';
import { localDay } from './visit-words.ts';
import { type VisitFilters, visitsAnswer, visitsText } from './visits.ts';
import { VisitsAnswerSchema } from './visits-answer.ts';

const config = parseConfig('x', 'clinicians:\n  - {user: "@doktor:sprechzimmer.localhost", name: A}\n');
const hour = 3600;

onBothDatabases('an admin who lists the visits', (fresh) => {
  let practice: PracticeUnderTest;
  let beside: CurrentStore;
  beforeEach(async () => {
    const url = await fresh();
    practice = await openPractice(url);
    beside = openCurrent({ url });
  });
  afterEach(async () => {
    await beside.close();
    await practice.close();
  });

  const answer = async (filters: VisitFilters = {}) =>
    visitsAnswer(await beside.overview(), filters, practice.clock.nowMs(), config);
  const labels = async (filters: VisitFilters) => (await answer(filters)).visits.map(({ label }) => label);

  it('finds each in its state, with what comes next', async () => {
    await practice.visits.invite(clinician, request('a'));
    await practice.visits.invite(
      clinician,
      request('b', { notBefore: startMs / 1000 + hour, notAfter: startMs / 1000 + 2 * hour }),
    );
    await practice.visits.invite(clinician, request('c', { kind: 'chat' }));
    const { visitId } = await practice.arrive('a', 'phone');
    const before = await answer();
    expect(before).toMatchObject({ ok: true, stuck: 0 });
    expect(before.visits).toMatchObject([
      { label: 'Guest 1', clinician: 'doktor', state: 'waiting', presence: 'here', next: { what: 'closes' } },
      { label: 'Guest 3', kind: 'chat', state: 'invited', presence: null, next: { what: 'closes' } },
      { label: 'Guest 2', state: 'invited', next: { what: 'opens', at: '2026-11-22T11:00:00.000Z' } },
    ]);
    await practice.visits.act(clinician, visitId, 'admit');
    expect((await answer()).visits[0]).toMatchObject({ state: 'in-session', next: { what: 'ends' } });
    await practice.visits.act(clinician, visitId, 'end');
    await practice.visits.idle();
    const after = await answer();
    expect(after.visits.map(({ label }) => label)).toEqual(['Guest 3', 'Guest 2']);
    expect(after.records).toMatchObject({
      count: 1,
      recognisable: 1,
      firstDay: '2026-11-22',
      lastDay: '2026-11-22',
    });
  });

  it('reads no id, token or hash of anybody, in words or as JSON', async () => {
    await practice.visits.invite(clinician, request('a'));
    const { guestUserId, roomId, visitId } = await practice.arrive('a', 'phone');
    const overview = await beside.overview();
    const said = await answer();
    const text = visitsText(said, overview) + JSON.stringify(v.parse(VisitsAnswerSchema, said));
    expect(text).toContain('Guest 1');
    for (const secret of [guestUserId, roomId, visitId, request('a').id, request('a').redeemHash, clinician])
      expect(text).not.toContain(secret);
    expect(text).not.toMatch(/[@!][a-z0-9-]+:/i);
  });

  it('chooses by day, state and clinician', async () => {
    const tomorrow = startMs / 1000 + 24 * hour;
    await practice.visits.invite(clinician, request('a', { startsAt: startMs / 1000 + 600 }));
    await practice.visits.invite(
      colleague,
      request('b', { notBefore: tomorrow, notAfter: tomorrow + hour, startsAt: tomorrow }),
    );
    await practice.arrive('a', 'phone');
    expect(await labels({ state: 'waiting' })).toEqual(['Guest 1']);
    expect((await answer({ clinician: 'kollegin' })).visits).toMatchObject([{ clinician: 'kollegin' }]);
    expect((await answer({ day: localDay(new Date(tomorrow * 1000)) })).visits).toMatchObject([
      { clinician: 'kollegin', state: 'invited' },
    ]);
    expect(await labels({ day: '2031-01-01' })).toEqual([]);
  });

  it('is told of what goes on failing, and that all is not well', async () => {
    await practice.visits.invite(clinician, request('a'));
    const { visitId } = await practice.arrive('a', 'phone');
    practice.homeserver.steward.disposeRoom = () => Promise.reject(new Error('away'));
    await practice.visits.act(clinician, visitId, 'end');
    await practice.visits.idle();
    expect(await answer()).toMatchObject({ ok: true });
    const laterStuck = async () => {
      await practice.pass(60_000);
      return (await answer()).stuck;
    };
    await expect.poll(laterStuck).toBe(1);
    const said = await answer();
    expect(said).toMatchObject({ ok: false, stuck: 1 });
    expect(said.visits).toMatchObject([
      { state: 'ended', next: { what: 'is-deleted' }, stuck: [{ what: 'dispose-room' }] },
    ]);
    expect(visitsText(said, await beside.overview())).toContain('STUCK: deleting the room has failed');
  });
});

onBothDatabases('a command beside the practice', (fresh) => {
  it('says whose tables these are before it reads them, and makes none', async () => {
    const url = await fresh();
    const beside = openCurrent({ url });
    await expect(beside.state()).rejects.toThrow();
    await (await openPractice(url)).close();
    expect(await beside.state()).toBe('current');
    await beside.close();
  });
});
