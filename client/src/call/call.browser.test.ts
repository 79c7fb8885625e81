import { expect, test } from 'vitest';
import { withPage } from './testing/with-page.ts';

const page = withPage();

test('while a guest waits the two are connected and nothing is captured', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, view } = window.callLab;
    const { clinician, guest } = await pair();
    return {
      captured: [clinician, guest].map(({ media }) => media.stream.value),
      shown: view(clinician, guest).stream.getTracks().length,
    };
  });
  expect(seen).toEqual({ captured: [undefined, undefined], shown: 0 });
});

test('both see each other move and hear each other once the door is open, and nothing is renegotiated', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, view, paints, energy } = window.callLab;
    const { hub, clinician, guest } = await pair();
    const before = hub.delivered.length;
    for (const { mesh } of [clinician, guest]) mesh.allowRemote(true);
    await Promise.all([clinician.mesh.openMedia(), guest.mesh.openMedia()]);
    const streams = [view(clinician, guest).stream, view(guest, clinician).stream];
    return {
      moves: await Promise.all(streams.map(paints)),
      loud: await Promise.all(streams.map((stream) => energy(stream))),
      negotiated: hub.delivered.slice(before).filter(({ message }) => message.type === 'm.call.negotiate')
        .length,
    };
  });
  expect(seen.moves).toEqual([true, true]);
  for (const level of seen.loud) expect(level).toBeGreaterThan(0.01);
  expect(seen.negotiated).toBe(0);
});

test('route and encryption are shown as both sides measured them', async () => {
  const routes = await page().evaluate(async () => {
    const { pair, view, until } = window.callLab;
    const { clinician, guest } = await pair();
    const views = [view(clinician, guest), view(guest, clinician)];
    await until(() => views.every(({ route }) => route.value?.path === 'direct'), 'both agree on the route');
    return views.map(({ route }) => route.value);
  });
  for (const route of routes) {
    expect(route).toMatchObject({ path: 'direct', dtlsState: 'connected', fingerprint: 'verified' });
    expect(['host', 'srflx', 'prflx']).toContain(route?.localCandidate);
    expect(['host', 'srflx', 'prflx']).toContain(route?.remoteCandidate);
    expect(route?.dtlsCipher).toMatch(/GCM|CHACHA20/);
    expect(route?.srtpCipher).toMatch(/AES/);
  }
});

test('both sides look at the same list of words: that of the clinician, also when they switch', async () => {
  const lists = await page().evaluate(async () => {
    const { pair, view, until, signal } = window.callLab;
    const wordList = signal<'de' | 'en'>('en');
    const { clinician, guest } = await pair({
      clinician: { wordList },
      guest: { wordList: signal<'de' | 'en'>('de') },
    });
    const both = [view(clinician, guest).words, view(guest, clinician).words];
    const lists = () => both.map(({ value }) => value?.list).join();
    await until(() => lists() === 'en,en', 'both have the English list');
    wordList.value = 'de';
    await until(() => lists() === 'de,de', 'both have the German list');
    return lists();
  });
  expect(lists).toBe('de,de');
});

test('words that differ end the connection at once, on both sides, and it does not come back', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, view, until } = window.callLab;
    const { clinician, guest } = await pair();
    for (const { mesh } of [clinician, guest]) {
      mesh.allowRemote(true);
      await mesh.openMedia();
    }
    const [theirs, ours] = [view(clinician, guest), view(guest, clinician)];
    await until(() => [theirs, ours].every(({ words }) => words.value), 'there are words');
    theirs.compared('same');
    const noted = [theirs.wordsAreSame.value, ours.wordsAreSame.value];
    ours.compared('differ');
    const atOnce = {
      state: ours.state.value,
      shown: ours.stream.getTracks().length,
      alarm: guest.mesh.alarm.value,
    };
    await until(() => theirs.state.value !== 'connected', 'the other side is disconnected too');
    guest.mesh.restartIce();
    clinician.mesh.restartIce();
    return { noted, atOnce, after: ours.state.value, shownThere: theirs.stream.getTracks().length };
  });
  expect(seen).toEqual({
    noted: [true, false],
    atOnce: { state: 'failed', shown: 0, alarm: { kind: 'words-differ' } },
    after: 'failed',
    shownThere: 0,
  });
});

test('both sides read the same four words', async () => {
  const words = await page().evaluate(async () => {
    const { pair, view, until } = window.callLab;
    const { clinician, guest } = await pair();
    const both = [view(clinician, guest).words, view(guest, clinician).words];
    await until(() => both.every(({ value }) => value), 'there are words');
    return both.map(({ value }) => value);
  });
  expect(words[0]).toMatchObject({ list: 'de', indexes: { length: 4 } });
  expect(words[1]).toEqual(words[0]);
});

test('sound and picture that come before the door is open are not shown', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, view, paints } = window.callLab;
    const { clinician, guest } = await pair();
    await guest.mesh.openMedia();
    const { stream } = view(clinician, guest);
    const before = stream.getTracks().length;
    clinician.mesh.allowRemote(true);
    const moves = await paints(stream);
    clinician.mesh.allowRemote(false);
    return { before, moves, after: stream.getTracks().length };
  });
  expect(seen).toEqual({ before: 0, moves: true, after: 0 });
});

test('the first picture is small so that it comes at once, and grows to what the camera gives', async () => {
  const scales = await page().evaluate(async () => {
    const { pair, view, paints, until } = window.callLab;
    const connections: RTCPeerConnection[] = [];
    const openConnection = (config: RTCConfiguration) => {
      const pc = new RTCPeerConnection(config);
      connections.push(pc);
      return pc;
    };
    const { clinician, guest } = await pair({ guest: { platform: { openConnection } } });
    clinician.mesh.allowRemote(true);
    await guest.mesh.openMedia();
    const sender = connections[0]?.getSenders().find(({ track }) => track?.kind === 'video');
    const scale = () => sender?.getParameters().encodings[0]?.scaleResolutionDownBy ?? 1;
    const first = scale();
    await until(() => scale() === 1, 'the picture is as large as it can be');
    return { first, moves: await paints(view(clinician, guest).stream) };
  });
  expect(scales).toEqual({ first: 2, moves: true });
});

test('a muted microphone is silent for the other, who is told', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, view, until, energy } = window.callLab;
    const { clinician, guest } = await pair();
    clinician.mesh.allowRemote(true);
    await guest.mesh.openMedia();
    const { stream, microphoneOn } = view(clinician, guest);
    await until(() => microphoneOn.value, 'the microphone is on');
    const loud = await energy(stream);
    await guest.media.setMicrophone(false);
    await until(() => !microphoneOn.value, 'the microphone is off');
    await energy(stream, 500);
    const muted = await energy(stream);
    await guest.media.setMicrophone(true);
    await until(() => microphoneOn.value, 'the microphone is on again');
    return { loud, muted, again: await energy(stream, 2_500) };
  });
  expect(seen.loud).toBeGreaterThan(0.01);
  expect(seen.muted).toBeLessThan(0.001);
  expect(seen.again).toBeGreaterThan(0.01);
});

test('a camera that is switched off is really off, and comes back', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, view, until, paints } = window.callLab;
    const { clinician, guest } = await pair();
    clinician.mesh.allowRemote(true);
    await guest.mesh.openMedia();
    const { stream, cameraOn } = view(clinician, guest);
    await paints(stream);
    const camera = guest.media.videoTrack.value;
    await guest.media.setCamera(false);
    await until(() => !cameraOn.value, 'the camera is off');
    const off = { state: camera?.readyState, still: guest.media.stream.value?.getVideoTracks().length };
    await guest.media.setCamera(true);
    await until(() => cameraOn.value, 'the camera is on again');
    return { off, moves: await paints(stream) };
  });
  expect(seen).toEqual({ off: { state: 'ended', still: 0 }, moves: true });
});

test('sent back to the waiting room nothing is sent any more, and admission works again', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, view, paints, until } = window.callLab;
    const connections: RTCPeerConnection[] = [];
    const openConnection = (config: RTCConfiguration) => {
      const pc = new RTCPeerConnection(config);
      connections.push(pc);
      return pc;
    };
    const { clinician, guest } = await pair({ guest: { platform: { openConnection } } });
    clinician.mesh.allowRemote(true);
    await guest.mesh.openMedia();
    await paints(view(clinician, guest).stream);
    await guest.mesh.closeMedia();
    const tracks = connections[0]?.getSenders().map(({ track }) => track);
    const { cameraOn, state } = view(clinician, guest);
    await until(() => !cameraOn.value, 'the clinician is told');
    await guest.mesh.openMedia();
    return { tracks, state: state.value, moves: await paints(view(clinician, guest).stream) };
  });
  expect(seen).toEqual({ tracks: [null, null], state: 'connected', moves: true });
});

test('a change of networks is followed without a gap', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, view, paints, until } = window.callLab;
    const { hub, clinician, guest } = await pair();
    clinician.mesh.allowRemote(true);
    await guest.mesh.openMedia();
    const before = hub.delivered.length;
    window.dispatchEvent(new Event('online'));
    await until(
      () =>
        hub.delivered.slice(before).filter(({ message }) => message.type === 'm.call.negotiate').length >= 2,
      'ICE has been restarted',
    );
    const user = (sdp: string) => /a=ice-ufrag:(\S+)/.exec(sdp)?.[1];
    const sdps = hub.delivered.flatMap(({ message }) =>
      message.type === 'm.call.invite'
        ? [message.content.offer.sdp]
        : message.type === 'm.call.negotiate' && message.content.description.type === 'offer'
          ? [message.content.description.sdp]
          : [],
    );
    return {
      restarted: new Set(sdps.map(user)).size > 1,
      moves: await paints(view(clinician, guest).stream),
      state: view(clinician, guest).state.value,
    };
  });
  expect(seen).toEqual({ restarted: true, moves: true, state: 'connected' });
});

test('two who renegotiate at the same time, again and again, stay connected', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, allSay, until, view, paints } = window.callLab;
    const connections: RTCPeerConnection[] = [];
    const openConnection = (config: RTCConfiguration) => {
      const pc = new RTCPeerConnection(config);
      connections.push(pc);
      return pc;
    };
    const { hub, clinician, guest } = await pair({
      clinician: { platform: { openConnection } },
      guest: { platform: { openConnection } },
    });
    clinician.mesh.allowRemote(true);
    await guest.mesh.openMedia();
    const before = hub.delivered.length;
    for (let round = 0; round < 10; round += 1) {
      clinician.mesh.restartIce();
      guest.mesh.restartIce();
      await new Promise((resolve) => setTimeout(resolve, round * 3));
    }
    const settled = () =>
      connections.every((pc) => pc.signalingState === 'stable' && pc.connectionState === 'connected');
    await until(settled, 'both have settled');
    await allSay('connected', clinician, guest);
    const offers = hub.delivered
      .slice(before)
      .filter(
        ({ message }) => message.type === 'm.call.negotiate' && message.content.description.type === 'offer',
      );
    return {
      offering: new Set(offers.map(({ from }) => from.userId)).size,
      moves: await paints(view(clinician, guest).stream),
      alarms: [clinician.mesh.alarm.value, guest.mesh.alarm.value],
    };
  });
  // Only the side that calls offers; the other asks for it.
  expect(seen).toEqual({ offering: 1, moves: true, alarms: [undefined, undefined] });
});

test('whoever leaves is gone for the other at once, and their camera is off', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, view, paints, until } = window.callLab;
    const { hub, clinician, guest } = await pair();
    clinician.mesh.allowRemote(true);
    await guest.mesh.openMedia();
    await paints(view(clinician, guest).stream);
    const announced = hub.announced.size;
    const tracks = guest.media.stream.value?.getTracks() ?? [];
    await Promise.all([guest.mesh.leave(), guest.mesh.leave()]);
    await guest.mesh.leave();
    const other = view(clinician, guest);
    await until(() => other.state.value === 'connecting', 'the clinician notices');
    return {
      announced: [announced, hub.announced.size],
      tracks: tracks.map(({ readyState }) => readyState),
      shown: other.stream.getTracks().length,
      left: guest.mesh.participants.value.length,
      hangups: hub.delivered.filter(
        ({ message }) => message.type === 'm.call.hangup' && message.content.reason === 'user_hangup',
      ).length,
    };
  });
  expect(seen).toEqual({ announced: [1, 0], tracks: ['ended', 'ended'], shown: 0, left: 0, hangups: 1 });
});

test('whoever talks with one device of two is neither seen nor heard by the other, until that one takes over', async () => {
  const seen = await page().evaluate(async () => {
    const { MemoryHub, person, view, paints, until } = window.callLab;
    const hub = new MemoryHub();
    const [guest, first, second] = await Promise.all(
      ['guest', 'clinician-one', 'clinician-two'].map((name) => person(hub, name)),
    );
    if (!guest || !first || !second) throw new Error('somebody is missing');
    for (const desk of [first, second]) {
      desk.mesh.allowRemote(true);
      desk.mesh.connect(guest.participant);
      guest.mesh.connect(desk.participant);
      await desk.mesh.openMedia();
    }
    guest.mesh.allowRemote(true);
    const looks = (desk: typeof first) => ({
      camera: view(desk, guest).cameraOn.value,
      shown: view(guest, desk).stream.getTracks().length,
      sends: view(desk, guest).microphoneOn.value,
    });
    await until(
      () => [first, second].every((desk) => view(desk, guest).state.value === 'connected'),
      'both desks are connected',
    );
    guest.mesh.talkWith(second.participant);
    await guest.mesh.openMedia();
    const atSecond = await paints(view(second, guest).stream);
    const before = [looks(first), looks(second)];
    guest.mesh.talkWith(first.participant);
    const atFirst = await paints(view(first, guest).stream);
    await until(() => !view(second, guest).cameraOn.value, 'the second desk is told');
    return { atSecond, atFirst, before, after: [looks(first), looks(second)] };
  });
  const silent = { camera: false, shown: 0, sends: false };
  const talking = { camera: true, shown: 2, sends: true };
  expect(seen).toEqual({
    atSecond: true,
    atFirst: true,
    before: [silent, talking],
    after: [talking, silent],
  });
});

test('three people all see each other', async () => {
  const moves = await page().evaluate(async () => {
    const { MemoryHub, person, allSay, view, paints } = window.callLab;
    const hub = new MemoryHub();
    const people = await Promise.all(
      ['clinician', 'guest-one', 'guest-two'].map((name) => person(hub, name)),
    );
    for (const one of people) {
      one.mesh.allowRemote(true);
      for (const other of people) if (other !== one) one.mesh.connect(other.participant);
    }
    await allSay('connected', ...people);
    await Promise.all(people.map(({ mesh }) => mesh.openMedia()));
    const streams = people.flatMap((one) =>
      people.filter((other) => other !== one).map((other) => view(one, other).stream),
    );
    return Promise.all(streams.map(paints));
  });
  expect(moves).toEqual(Array(6).fill(true));
});
