/** Nothing but writing for a moment: nothing is captured, nothing sent, nothing shown, on either side. */

import { expect, test } from 'vitest';
import { withPage } from './testing/with-page.ts';

const page = withPage();

test('picture, sound and screen stop on both sides, the lights go out, and either brings them back', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, view, until, paints, paintedScreen, openConnections } = window.callLab;
    const painted = paintedScreen();
    const { clinician, guest } = await pair({
      clinician: { platform: { screens: painted.capture } },
    });
    const people = [clinician, guest];
    for (const { mesh } of people) {
      mesh.allowRemote(true);
      await mesh.openMedia();
    }
    await clinician.mesh.screen.start();
    await until(() => view(guest, clinician).screenOn.value, 'the screen is shown');
    const captured = people.flatMap(({ media }) => [media.audioTrack.value, media.videoTrack.value]);
    guest.mesh.chatOnly.set(true);
    await until(() => clinician.mesh.chatOnly.askedBy.value === 'them', 'the other side holds, too');
    const sendsNothing = () =>
      openConnections().every((pc) => pc.getSenders().every(({ track }) => track === null));
    await until(sendsNothing, 'nobody sends anything');
    const held = {
      by: people.map(({ mesh }) => mesh.chatOnly.askedBy.value),
      lights: [...captured, ...painted.given].map((track) => track?.readyState),
      shown: [view(guest, clinician), view(clinician, guest)].map(({ stream }) => stream.getTracks().length),
      screen: clinician.mesh.screen.on.value,
    };
    clinician.mesh.chatOnly.set(false);
    await until(() => guest.mesh.chatOnly.askedBy.value === undefined, 'it is over on both sides');
    const moves: boolean[] = [];
    for (const { stream } of [view(guest, clinician), view(clinician, guest)])
      moves.push(await paints(stream));
    return { ...held, moves };
  });
  expect(seen).toEqual({
    by: ['them', 'us'],
    lights: Array(5).fill('ended'),
    shown: [0, 0],
    screen: false,
    moves: [true, true],
  });
});

test('whoever turned the camera off before comes back without it', async () => {
  const kinds = await page().evaluate(async () => {
    const { pair, until } = window.callLab;
    const { clinician, guest } = await pair();
    await guest.mesh.openMedia();
    await guest.media.setCamera(false);
    guest.mesh.chatOnly.set(true);
    await until(() => clinician.mesh.chatOnly.askedBy.value === 'them', 'the other side knows');
    guest.mesh.chatOnly.set(false);
    await until(() => guest.media.audioTrack.value !== undefined, 'the sound is back');
    return guest.media.stream.value?.getTracks().map(({ kind }) => kind);
  });
  expect(kinds).toEqual(['audio']);
});

test('somebody who reloads the page in such a moment is told, and shows nothing to anybody', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, person, until, view } = window.callLab;
    const { hub, clinician, guest } = await pair();
    for (const { mesh } of [clinician, guest]) {
      mesh.allowRemote(true);
      await mesh.openMedia();
    }
    clinician.mesh.chatOnly.set(true);
    await until(() => guest.mesh.chatOnly.askedBy.value === 'them', 'they know');
    hub.forget(guest.participant);
    const again = await person(hub, 'guest');
    again.mesh.allowRemote(true);
    again.mesh.connect(clinician.participant);
    await again.mesh.openMedia();
    await until(() => again.mesh.chatOnly.askedBy.value === 'them', 'they are told');
    await until(() => again.media.stream.value === undefined, 'their lights go out');
    return {
      ours: clinician.mesh.chatOnly.askedBy.value,
      shown: view(clinician, again).stream.getTracks().length,
    };
  });
  expect(seen).toEqual({ ours: 'us', shown: 0 });
});

test('another device of the clinician that takes over does not switch the patient’s camera on, and can end it', async () => {
  const seen = await page().evaluate(async () => {
    const { MemoryHub, person, view, until } = window.callLab;
    const hub = new MemoryHub();
    const [guest, first, second] = await Promise.all(
      ['guest', 'clinician-one', 'clinician-two'].map((name) => person(hub, name)),
    );
    if (!guest || !first || !second) throw new Error('somebody is missing');
    guest.mesh.talkWith(first.participant);
    for (const desk of [first, second]) {
      desk.mesh.connect(guest.participant);
      guest.mesh.connect(desk.participant);
    }
    await guest.mesh.openMedia();
    await until(
      () => [first, second].every((desk) => view(desk, guest).state.value === 'connected'),
      'both desks are connected',
    );
    // What it counts with somebody else, or before it was left behind.
    for (const on of [true, false, true, false]) second.mesh.chatOnly.set(on);
    guest.mesh.chatOnly.set(true);
    await until(() => first.mesh.chatOnly.askedBy.value === 'them', 'the first desk holds, too');
    const by: (string | undefined)[] = [];
    guest.mesh.chatOnly.askedBy.subscribe((who) => by.push(who));
    second.mesh.talkWith(guest.participant);
    guest.mesh.talkWith(second.participant);
    await until(() => second.mesh.chatOnly.askedBy.value === 'them', 'the second desk holds, too');
    const captured = guest.media.stream.value !== undefined;
    second.mesh.chatOnly.set(false);
    await until(() => guest.media.stream.value !== undefined, 'ended by one press');
    return { by, captured };
  });
  expect(seen).toEqual({ by: ['us', undefined], captured: false });
});

test('a sign that belongs to another proof, or comes from a clinician, is none', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, until } = window.callLab;
    const { clinician, guest } = await pair();
    const heard: string[] = [];
    clinician.mesh.onSign((from, { sign }) => heard.push(`${from.role} ${sign}`));
    guest.mesh.onSign(() => heard.push('from the clinician'));
    const sign = { v: 1, h: 'ab'.repeat(32), id: 'cd'.repeat(16), at: 1, sign: 'not-alone' } as const;
    clinician.mesh.sendSign(guest.participant, sign);
    guest.mesh.sendSign(clinician.participant, { ...sign, h: 'ef'.repeat(32) });
    const said = guest.mesh.sendSign(clinician.participant, sign);
    await until(() => heard.length > 0 && guest.mesh.drops['foreign-proof'] === 1, 'all three have arrived');
    return { said, heard, drops: clinician.mesh.drops['foreign-proof'] };
  });
  expect(seen).toEqual({ said: true, heard: ['guest not-alone'], drops: 1 });
});
