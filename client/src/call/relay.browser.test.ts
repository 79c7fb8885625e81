/** Through a relay that sees ciphertext only. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTurn, type Turn } from '../../../tests/stack/turn.ts';
import { withPage } from './testing/with-page.ts';

const page = withPage();
let turn: Turn;

beforeAll(async () => {
  turn = await startTurn();
});
afterAll(() => turn?.stop());

test('relay only: both see each other through the relay, both say so, and no address is told', async () => {
  const seen = await page().evaluate(async (server) => {
    const { pair, view, paints, until } = window.callLab;
    const ice = { servers: [server], relayOnly: true };
    const { hub, clinician, guest } = await pair({ clinician: { ice }, guest: { ice } });
    clinician.mesh.allowRemote(true);
    await guest.mesh.openMedia();
    const views = [view(clinician, guest), view(guest, clinician)];
    await until(() => views.every(({ route }) => route.value?.path === 'relayed'), 'both say so');
    const told = JSON.stringify(hub.delivered).match(/candidate:\S+ \d \S+ \d+ \S+ \d+ typ (\w+)/g) ?? [];
    return {
      moves: await paints(view(clinician, guest).stream),
      fingerprints: views.map(({ route }) => route.value?.fingerprint),
      types: [...new Set(told.map((candidate) => candidate.split(' ').at(-1)))],
      behind: [...new Set(JSON.stringify(hub.delivered).match(/raddr \S+/g) ?? [])],
    };
  }, turn.server);
  expect(seen).toEqual({
    moves: true,
    fingerprints: ['verified', 'verified'],
    types: ['relay'],
    behind: ['raddr 0.0.0.0'],
  });
});

test('one side asks for relay only: the whole call is relayed and both are told', async () => {
  const paths = await page().evaluate(async (server) => {
    const { pair, view, until } = window.callLab;
    const { clinician, guest } = await pair({ guest: { ice: { servers: [server], relayOnly: true } } });
    const views = [view(clinician, guest), view(guest, clinician)];
    const settled = () =>
      views.every(
        ({ route }) =>
          route.value && !['not-measurable', 'unconfirmed', 'one-sided'].includes(route.value.path),
      );
    await until(settled, 'both have measured');
    return views.map(({ route }) => [
      route.value?.path,
      route.value?.localCandidate,
      route.value?.remoteCandidate,
    ]);
  }, turn.server);
  expect(paths).toEqual([
    ['relayed', expect.any(String), 'relay'],
    ['relayed', 'relay', expect.any(String)],
  ]);
});

test('fresh credentials replace stale ones without a gap, and losing the relay stops a call that needs it', async () => {
  const seen = await page().evaluate(async (server) => {
    const { pair, view, until, allSay } = window.callLab;
    const ice = { servers: [server], relayOnly: true };
    const { clinician, guest } = await pair({ clinician: { ice }, guest: { ice } });
    clinician.mesh.renewIce({ ...ice, servers: [{ ...server }] });
    clinician.mesh.restartIce();
    await allSay('connected', clinician, guest);
    const renewed = clinician.mesh.alarm.value;
    clinician.mesh.renewIce({ servers: [], relayOnly: true });
    await until(() => view(clinician, guest).state.value !== 'connected', 'the connection is closed');
    return { renewed, lost: clinician.mesh.alarm.value };
  }, turn.server);
  expect(seen).toEqual({ lost: { kind: 'no-relay' } });
});

test('back in a network, who can only be connected through a relay that is not there waits for it and says nothing', async () => {
  const seen = await page().evaluate(async (server) => {
    const { pair, allSay } = window.callLab;
    const ice = { servers: [server], relayOnly: true };
    const page = new EventTarget();
    const { hub, clinician, guest } = await pair({ clinician: { ice }, guest: { ice, platform: { page } } });
    guest.mesh.renewIce({ servers: [], relayOnly: true });
    const isGuests = ({ from }: (typeof hub.delivered)[number]) => from.userId === guest.participant.userId;
    const before = hub.delivered.filter(isGuests).length;
    page.dispatchEvent(new Event('online'));
    await new Promise((resolve) => setTimeout(resolve, 0));
    const said = hub.delivered.filter(isGuests).length - before;
    guest.mesh.renewIce(ice);
    await allSay('connected', clinician, guest);
    return said;
  }, turn.server);
  expect(seen).toBe(0);
});

test('who hides their address in the middle of a conversation is connected anew, through the relay alone', async () => {
  const seen = await page().evaluate(async (server) => {
    const { pair, view, until, paints } = window.callLab;
    const ice = { servers: [server], relayOnly: false };
    const { hub, clinician, guest } = await pair({ clinician: { ice }, guest: { ice } });
    clinician.mesh.allowRemote(true);
    await guest.mesh.openMedia();
    const views = [view(clinician, guest), view(guest, clinician)];
    const both = (path: string) => views.every(({ route }) => route.value?.path === path);
    await until(() => both('direct'), 'both say that it is direct');
    const before = hub.delivered.length;
    guest.mesh.renewIce({ ...ice, relayOnly: true });
    const given = view(guest, clinician).state.value;
    await until(() => both('relayed'), 'both say that it is relayed');
    const told = hub.delivered.slice(before).filter(({ from }) => from.userId === guest.participant.userId);
    const types = JSON.stringify(told).match(/typ \w+/g) ?? [];
    const hidden = { given, types: [...new Set(types)], moves: await paints(view(clinician, guest).stream) };
    guest.mesh.renewIce(ice);
    await until(() => both('direct'), 'it is direct again when it may be');
    return hidden;
  }, turn.server);
  expect(seen).toEqual({ given: 'reconnecting', types: ['typ relay'], moves: true });
});

test('a relay that is there late is used by those who waited for it', async () => {
  const seen = await page().evaluate(async (server) => {
    const { MemoryHub, person, allSay, until } = window.callLab;
    const hub = new MemoryHub();
    const clinician = await person(hub, 'clinician');
    const guest = await person(hub, 'guest', { ice: { servers: [], relayOnly: true } });
    clinician.mesh.connect(guest.participant);
    guest.mesh.connect(clinician.participant);
    await until(() => hub.delivered.length > 0, 'the clinician has called');
    const without = {
      alarm: guest.mesh.alarm.value,
      said: hub.delivered.some(({ from }) => from.userId === guest.participant.userId),
    };
    guest.mesh.renewIce({ servers: [server], relayOnly: true });
    await allSay('connected', clinician, guest);
    return { without, after: guest.mesh.alarm.value };
  }, turn.server);
  expect(seen).toEqual({ without: { alarm: { kind: 'no-relay' }, said: false }, after: undefined });
});
