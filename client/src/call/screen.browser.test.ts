/** Showing a screen in the middle of a conversation. */

import { expect, test } from 'vitest';
import { withPage } from './testing/with-page.ts';

const page = withPage();

test('a screen is seen beside the face, with its sound, and the certificate is compared all the same', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, view, until, paints, energy, paintedScreen } = window.callLab;
    const { hub, clinician, guest } = await pair({
      clinician: { platform: { screens: paintedScreen(true).capture } },
    });
    for (const { mesh } of [clinician, guest]) {
      mesh.allowRemote(true);
      await mesh.openMedia();
    }
    const { screenOn, screen, stream, route } = view(guest, clinician);
    await clinician.mesh.screen.start();
    await until(() => screenOn.value && screen.getTracks().length === 2, 'the screen is there');
    const moves = [await paints(screen), await paints(stream)];
    const offers = hub.delivered.flatMap(({ message }) =>
      message.type === 'm.call.negotiate' ? [message.content] : [],
    );
    const purposes = offers.map(({ sdp_stream_metadata: streams }) => Object.values(streams ?? {}));
    return {
      moves,
      sounds: (await energy(screen)) > 0,
      faces: stream.getTracks().map(({ kind }) => kind),
      types: offers.map(({ description }) => description.type),
      purposes,
      fingerprint: route.value?.fingerprint,
      drops: guest.mesh.drops.malformed + clinician.mesh.drops.malformed,
    };
  });
  expect(seen).toEqual({
    moves: [true, true],
    sounds: true,
    faces: ['audio', 'video'],
    types: ['offer', 'answer'],
    purposes: [[{ purpose: 'm.screenshare' }], [{ purpose: 'm.screenshare' }]],
    fingerprint: 'verified',
    drops: 0,
  });
});

test("the browser's own button ends it on both sides, and the next one needs no new offer", async () => {
  const seen = await page().evaluate(async () => {
    const { pair, view, until, paints, paintedScreen } = window.callLab;
    const painted = paintedScreen();
    const { hub, clinician, guest } = await pair({ guest: { platform: { screens: painted.capture } } });
    for (const { mesh } of [clinician, guest]) {
      mesh.allowRemote(true);
      await mesh.openMedia();
    }
    const { screenOn, screen } = view(clinician, guest);
    await guest.mesh.screen.start();
    await until(() => screenOn.value, 'it is shown');
    await paints(screen);
    const [first] = painted.given;
    // What the browser does when its button is pressed: the track is over, and says so.
    first?.stop();
    first?.dispatchEvent(new Event('ended'));
    await until(() => !screenOn.value, 'it is over on the other side');
    const after = { on: guest.mesh.screen.on.value };
    const offers = () => hub.delivered.filter(({ message }) => message.type === 'm.call.negotiate').length;
    const before = offers();
    await guest.mesh.screen.start();
    await until(() => screenOn.value, 'it is shown again');
    return { after, again: await paints(screen), newOffers: offers() - before };
  });
  expect(seen).toEqual({ after: { on: false }, again: true, newOffers: 0 });
});

test('nobody can show a screen before they are let in, or go on showing it after', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, view, until, paintedScreen } = window.callLab;
    const painted = paintedScreen();
    const { clinician, guest } = await pair({ guest: { platform: { screens: painted.capture } } });
    clinician.mesh.allowRemote(true);
    await guest.mesh.screen.start();
    const waiting = painted.given.length;
    await guest.mesh.openMedia();
    await guest.mesh.screen.start();
    await until(() => view(clinician, guest).screenOn.value, 'it is shown');
    await guest.mesh.closeMedia();
    await until(() => !view(clinician, guest).screenOn.value, 'it is over');
    return { waiting, states: painted.given.map(({ readyState }) => readyState) };
  });
  expect(seen).toEqual({ waiting: 0, states: ['ended'] });
});

test('what is shown to somebody who has not let us in is not in what they see', async () => {
  const tracks = await page().evaluate(async () => {
    const { pair, view, until, paintedScreen } = window.callLab;
    const { clinician, guest } = await pair({ guest: { platform: { screens: paintedScreen().capture } } });
    await guest.mesh.openMedia();
    await guest.mesh.screen.start();
    const { screenOn, screen } = view(clinician, guest);
    await until(() => screenOn.value, 'it is sent');
    const before = screen.getTracks().length;
    clinician.mesh.allowRemote(true);
    await until(() => screen.getTracks().length === 2, 'it is there once it may be (control)');
    return before;
  });
  expect(tracks).toBe(0);
});

test('both may show theirs at the same moment', async () => {
  const moves = await page().evaluate(async () => {
    const { pair, view, until, paints, paintedScreen } = window.callLab;
    const { clinician, guest } = await pair({
      clinician: { platform: { screens: paintedScreen().capture } },
      guest: { platform: { screens: paintedScreen().capture } },
    });
    for (const { mesh } of [clinician, guest]) {
      mesh.allowRemote(true);
      await mesh.openMedia();
    }
    await Promise.all([clinician.mesh.screen.start(), guest.mesh.screen.start()]);
    const [hers, theirs] = [view(guest, clinician), view(clinician, guest)];
    await until(() => hers.screen.getTracks().length === 2 && theirs.screen.getTracks().length === 2, 'both');
    const all = {
      'her screen': hers.screen,
      'their screen': theirs.screen,
      'her face': hers.stream,
      'their face': theirs.stream,
    };
    // One after the other: a browser draws nothing that is out of sight.
    const moves: string[] = [];
    for (const [name, stream] of Object.entries(all))
      if (await paints(stream).catch(() => false)) moves.push(name);
    return moves;
  });
  expect(moves).toEqual(['her screen', 'their screen', 'her face', 'their face']);
});

test('a stream that was never declared a screen is shown nowhere', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, view, until, paintedScreen, MemoryHub } = window.callLab;
    const hub = new MemoryHub();
    hub.onTheWay = (delivery) => {
      const { message } = delivery;
      const isTheirs = delivery.from.userId.startsWith('@guest:');
      if (message.type !== 'm.call.negotiate' || !isTheirs) return [delivery];
      const { sdp_stream_metadata: _, ...content } = message.content;
      return [{ ...delivery, message: { ...message, content } }];
    };
    const { clinician, guest } = await pair({
      hub,
      guest: { platform: { screens: paintedScreen().capture } },
    });
    clinician.mesh.allowRemote(true);
    await guest.mesh.openMedia();
    await guest.mesh.screen.start();
    const { screenOn, screen, stream } = view(clinician, guest);
    await until(() => screenOn.value, 'they say that they show one');
    const answered = () =>
      hub.delivered.some(
        ({ message }) => message.type === 'm.call.negotiate' && message.content.description.type === 'answer',
      );
    await until(answered, 'the two have agreed on it');
    return [screen.getTracks().length, stream.getTracks().length];
  });
  expect(seen).toEqual([0, 2]);
});

test('a screen is there again after the other side has reloaded the page', async () => {
  const moves = await page().evaluate(async () => {
    const { pair, person, view, until, paints, paintedScreen } = window.callLab;
    const { hub, clinician, guest } = await pair({
      clinician: { platform: { screens: paintedScreen().capture } },
    });
    await clinician.mesh.openMedia();
    await clinician.mesh.screen.start();
    await until(() => view(guest, clinician).screenOn.value, 'it is shown');
    hub.forget(guest.participant);
    const again = await person(hub, 'guest');
    again.mesh.allowRemote(true);
    again.mesh.connect(clinician.participant);
    const { screen, screenOn } = view(again, clinician);
    await until(() => screenOn.value && screen.getTracks().length === 2, 'it is there again');
    return paints(screen);
  });
  expect(moves).toBe(true);
});
