/** Coming back: reloads, pages that were not there yet, servers that were away. */

import { expect, test } from 'vitest';
import { withPage } from './testing/with-page.ts';

const page = withPage();

test('a guest who reloads is back in the same place, and what the old page still sends is dropped', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, person, allSay, view, paints } = window.callLab;
    const page = new EventTarget();
    const { hub, clinician, guest } = await pair({ guest: { platform: { page } } });
    clinician.mesh.allowRemote(true);
    const place = view(clinician, guest);
    const old = hub.delivered.find(({ message }) => message.type === 'm.call.answer');
    page.dispatchEvent(new PageTransitionEvent('pagehide'));
    hub.forget(guest.participant);
    const again = await person(hub, 'guest');
    again.mesh.connect(clinician.participant);
    await allSay('connected', clinician, again);
    if (old) hub.deliver(old);
    await again.mesh.openMedia();
    return {
      samePlace: view(clinician, again) === place,
      moves: await paints(place.stream),
      dropped: clinician.mesh.drops['foreign-session'],
    };
  });
  expect(seen).toEqual({ samePlace: true, moves: true, dropped: 1 });
});

test('a clinician who reloads finds the waiting guest again', async () => {
  await page().evaluate(async () => {
    const { pair, person, allSay } = window.callLab;
    const page = new EventTarget();
    const { hub, clinician, guest } = await pair({ clinician: { platform: { page } } });
    page.dispatchEvent(new PageTransitionEvent('pagehide'));
    hub.forget(clinician.participant);
    const again = await person(hub, 'clinician');
    again.mesh.connect(guest.participant);
    await allSay('connected', again, guest);
  });
});

test('an invite nobody was there for is made again when they come', async () => {
  await page().evaluate(async () => {
    const { MemoryHub, person, allSay, until } = window.callLab;
    const hub = new MemoryHub();
    const clinician = await person(hub, 'clinician');
    const somebody = await person(new MemoryHub(), 'guest');
    clinician.mesh.connect(somebody.participant);
    await until(() => hub.delivered.length >= 1, 'an invite has come to nobody');
    const guest = await person(hub, 'guest');
    guest.mesh.connect(clinician.participant);
    await allSay('connected', clinician, guest);
  });
});

test('an invite that overtakes the proof waits for it', async () => {
  const greetings = await page().evaluate(async () => {
    const { MemoryHub, person, allSay, until } = window.callLab;
    const hub = new MemoryHub();
    const [clinician, guest] = await Promise.all([person(hub, 'clinician'), person(hub, 'guest')]);
    clinician.mesh.connect(guest.participant);
    await until(() => hub.delivered.length > 0, 'the invite is there');
    guest.mesh.connect(clinician.participant);
    await allSay('connected', clinician, guest);
    return hub.delivered.filter(({ message }) => message.type === 'm.call.hangup').length;
  });
  expect(greetings).toBe(0);
});

test('a homeserver that is away for a while does not keep the two apart', async () => {
  await page().evaluate(async () => {
    const { MemoryHub, person, allSay, until } = window.callLab;
    const hub = new MemoryHub();
    const [clinician, guest] = await Promise.all([person(hub, 'clinician'), person(hub, 'guest')]);
    hub.offline = true;
    guest.mesh.connect(clinician.participant);
    clinician.mesh.connect(guest.participant);
    await until(() => hub.refused >= 2, 'both have tried');
    hub.offline = false;
    await allSay('connected', clinician, guest);
  });
});

test('a page that is put aside and comes back is connected again', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, view, allSay, until } = window.callLab;
    const page = new EventTarget();
    const { clinician, guest } = await pair({ guest: { platform: { page } } });
    page.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await until(() => view(clinician, guest).state.value !== 'connected', 'the clinician notices');
    const meanwhile = view(clinician, guest).state.value;
    page.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await allSay('connected', clinician, guest);
    return meanwhile;
  });
  expect(seen).toBe('reconnecting');
});

test('the word of the door arrives on the connection, and only from the clinician', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, until } = window.callLab;
    const { clinician, guest } = await pair();
    const heard: string[] = [];
    guest.mesh.onDoor((from, { door }) => heard.push(`${from.userId} ${door}`));
    clinician.mesh.onDoor((from, { door }) => heard.push(`${from.userId} ${door}`));
    const h = guest.participant.transcriptHash;
    guest.mesh.sendDoor(clinician.participant, { v: 1, h, seq: 1, at: 0, door: 'ended' });
    clinician.mesh.sendDoor(guest.participant, { v: 1, h: 'cd'.repeat(32), seq: 1, at: 0, door: 'admitted' });
    const said = clinician.mesh.sendDoor(guest.participant, { v: 1, h, seq: 2, at: 0, door: 'admitted' });
    await until(() => heard.length > 0 && clinician.mesh.drops['foreign-proof'] > 0, 'it is heard');
    await clinician.mesh.leave();
    const late = clinician.mesh.sendDoor(guest.participant, { v: 1, h, seq: 3, at: 0, door: 'ended' });
    return { said, heard, late };
  });
  expect(seen).toEqual({ said: true, heard: ['@clinician:practice.test admitted'], late: false });
});
