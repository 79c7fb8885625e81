/** What somebody in between, or a participant gone bad, may try. Each is dropped and counted, or ends the leg. */

import { describe, expect, test } from 'vitest';
import { withPage } from './testing/with-page.ts';

const page = withPage();

describe('somebody between the connections', () => {
  test('is found out by measuring, and nothing is sent to them', async () => {
    const seen = await page().evaluate(async () => {
      const { MemoryHub, person, mallory, view, until } = window.callLab;
      const hub = new MemoryHub();
      const openConnection = mallory();
      const clinician = await person(hub, 'clinician', { platform: { openConnection } });
      const guest = await person(hub, 'guest');
      hub.isolate(guest.participant);
      guest.mesh.connect(clinician.participant);
      clinician.mesh.connect(guest.participant);
      await clinician.mesh.openMedia();
      await until(() => clinician.mesh.alarm.value !== undefined, 'there is an alarm');
      const { state, stream } = view(clinician, guest);
      clinician.mesh.allowRemote(true);
      return { alarm: clinician.mesh.alarm.value, state: state.value, shown: stream.getTracks().length };
    });
    expect(seen).toEqual({ alarm: { kind: 'fingerprint-differs' }, state: 'failed', shown: 0 });
  });

  test('would have been connected without it (control)', async () => {
    const seen = await page().evaluate(async () => {
      const { MemoryHub, person, mallory, view, until } = window.callLab;
      const hub = new MemoryHub();
      const blind = async () => ({ local: [], remote: [] });
      const clinician = await person(hub, 'clinician', {
        platform: { openConnection: mallory(), measureCertificates: blind },
      });
      const guest = await person(hub, 'guest');
      hub.isolate(guest.participant);
      guest.mesh.connect(clinician.participant);
      clinician.mesh.connect(guest.participant);
      const { state, route } = view(clinician, guest);
      await until(() => state.value === 'connected' && route.value !== undefined, 'Mallory is connected');
      return { alarm: clinician.mesh.alarm.value, fingerprint: route.value?.fingerprint };
    });
    expect(seen).toEqual({ alarm: undefined, fingerprint: 'not-measurable' });
  });
});

describe('a description that is not what it was', () => {
  test('ends the leg when its fingerprint changes during the call', async () => {
    const seen = await page().evaluate(async () => {
      const { pair, until, view } = window.callLab;
      const { hub, clinician, guest } = await pair();
      hub.onTheWay = (delivery) => {
        const { message } = delivery;
        if (message.type !== 'm.call.negotiate') return [delivery];
        const { description } = message.content;
        const sdp = description.sdp.replaceAll(/(a=fingerprint:sha-256 )\S\S/g, '$100');
        const content = { ...message.content, description: { ...description, sdp } };
        return [{ ...delivery, message: { ...message, content } }];
      };
      clinician.mesh.restartIce();
      await until(() => guest.mesh.alarm.value !== undefined, 'there is an alarm');
      return { alarm: guest.mesh.alarm.value, state: view(guest, clinician).state.value };
    });
    expect(seen).toEqual({ alarm: { kind: 'fingerprint-differs' }, state: 'failed' });
  });

  test('never reaches the browser when it has two fingerprints', async () => {
    const seen = await page().evaluate(async () => {
      const { MemoryHub, person, until } = window.callLab;
      const hub = new MemoryHub();
      hub.onTheWay = (delivery) => {
        const { message } = delivery;
        if (message.type !== 'm.call.invite') return [delivery];
        const line = `a=fingerprint:sha-256 ${Array(32).fill('AB').join(':')}\r\n`;
        const offer = { ...message.content.offer, sdp: `${message.content.offer.sdp}${line}` };
        return [{ ...delivery, message: { ...message, content: { ...message.content, offer } } }];
      };
      const [clinician, guest] = await Promise.all([person(hub, 'clinician'), person(hub, 'guest')]);
      clinician.mesh.connect(guest.participant);
      guest.mesh.connect(clinician.participant);
      await until(() => guest.mesh.alarm.value !== undefined, 'there is an alarm');
      return {
        alarm: guest.mesh.alarm.value,
        answers: hub.delivered.filter(({ message }) => message.type === 'm.call.answer').length,
      };
    });
    expect(seen).toEqual({ alarm: { kind: 'fingerprint-differs' }, answers: 0 });
  });

  test('ends the leg when the words are opened otherwise than promised', async () => {
    const alarm = await page().evaluate(async () => {
      const { MemoryHub, person, until } = window.callLab;
      const hub = new MemoryHub();
      hub.onTheWay = (delivery) => {
        const { message } = delivery;
        if (message.type !== 'de.sprechzimmer.call.words') return [delivery];
        const content = { ...message.content, words_nonce: '00'.repeat(16) };
        return [{ ...delivery, message: { ...message, content } }];
      };
      const [clinician, guest] = await Promise.all([person(hub, 'clinician'), person(hub, 'guest')]);
      clinician.mesh.connect(guest.participant);
      guest.mesh.connect(clinician.participant);
      await until(() => guest.mesh.alarm.value !== undefined, 'there is an alarm');
      return guest.mesh.alarm.value;
    });
    expect(alarm).toEqual({ kind: 'fingerprint-differs' });
  });
});

describe('a message that does not belong here', () => {
  test('changes nothing: repeated, late, foreign or from a stranger', async () => {
    const seen = await page().evaluate(async () => {
      const { pair, person, view, until, allSay } = window.callLab;
      const { hub, clinician, guest } = await pair();
      const stranger = await person(hub, 'guest-stranger');
      const from = { from: guest.participant, to: clinician.participant };
      const last = [...hub.delivered]
        .reverse()
        .find(
          ({ from: { userId }, message }) =>
            userId === guest.participant.userId && message.type === 'm.call.candidates',
        );
      if (last?.message.type !== 'm.call.candidates') throw new Error('no candidates');
      const { content } = last.message;
      const hangup = (changes: Partial<typeof content>, sender = from.from) =>
        hub.deliver({
          from: sender,
          to: clinician.participant,
          message: {
            type: 'm.call.hangup',
            content: {
              v: 1,
              version: '1',
              h: content.h,
              conf_id: content.conf_id,
              call_id: content.call_id,
              from_session: content.from_session,
              to_session: content.to_session,
              seq: 1_000,
              party_id: content.party_id,
              reason: 'user_hangup',
              ...changes,
            },
          },
        });
      hub.deliver(last);
      hangup({ seq: content.seq });
      hangup({ seq: 0 });
      hangup({ from_session: 'somebody-elses-page' });
      hangup({ to_session: 'an-older-page-of-ours' });
      hangup({ call_id: 'another-call' });
      hangup({ conf_id: 'another-conference' });
      hangup({ h: 'cd'.repeat(32) });
      hangup({ party_id: clinician.participant.deviceId });
      hangup({ conf_id: 'another-conference' }, stranger.participant);
      await until(() => clinician.mesh.drops['foreign-conference'] === 2, 'the last has arrived');
      await allSay('connected', clinician, guest);
      const { state } = view(clinician, guest);
      const untouched = state.value;
      hangup({});
      await until(() => state.value === 'connecting', 'a real hangup does hang up (control)');
      return { untouched, drops: clinician.mesh.drops };
    });
    expect(seen).toEqual({
      untouched: 'connected',
      drops: {
        'not-on-roster': 0,
        'foreign-device': 1,
        'foreign-proof': 1,
        'foreign-conference': 2,
        'foreign-session': 2,
        'foreign-call': 1,
        stale: 3,
        'out-of-place': 0,
        malformed: 0,
      },
    });
  });

  test('from a stranger never makes a connection', async () => {
    const seen = await page().evaluate(async () => {
      const { MemoryHub, person, until } = window.callLab;
      const hub = new MemoryHub();
      const [clinician, guest] = await Promise.all([person(hub, 'clinician'), person(hub, 'guest')]);
      clinician.mesh.connect(guest.participant);
      await until(() => hub.delivered.length >= 1, 'the invite is there');
      return {
        participants: guest.mesh.participants.value.length,
        answers: hub.delivered.filter(({ from }) => from.userId === guest.participant.userId).length,
      };
    });
    expect(seen).toEqual({ participants: 0, answers: 0 });
  });
});

describe('whoever asked for relay only', () => {
  test('is told that there is none, and nobody is called', async () => {
    const seen = await page().evaluate(async () => {
      const { MemoryHub, person } = window.callLab;
      const hub = new MemoryHub();
      const clinician = await person(hub, 'clinician', { ice: { servers: [], relayOnly: true } });
      const guest = await person(hub, 'guest');
      clinician.mesh.connect(guest.participant);
      return {
        alarm: clinician.mesh.alarm.value,
        participants: clinician.mesh.participants.value.length,
        sent: hub.delivered.length,
      };
    });
    expect(seen).toEqual({ alarm: { kind: 'no-relay' }, participants: 0, sent: 0 });
  });

  test('never shows an address of their own', async () => {
    const candidates = await page().evaluate(async () => {
      const { MemoryHub, person, until } = window.callLab;
      const hub = new MemoryHub();
      const relay = { urls: 'turn:127.0.0.1:9?transport=tcp', username: 'u', credential: 'c' };
      const [clinician, guest] = await Promise.all([
        person(hub, 'clinician', { ice: { servers: [relay], relayOnly: true } }),
        person(hub, 'guest'),
      ]);
      guest.mesh.connect(clinician.participant);
      clinician.mesh.connect(guest.participant);
      const ours = () => hub.delivered.filter(({ from }) => from.userId === clinician.participant.userId);
      await until(
        () =>
          ours().some(
            ({ message }) => message.type === 'm.call.candidates' && message.content.candidates.length === 0,
          ),
        'gathering is over',
      );
      return JSON.stringify(ours()).match(/candidate:\S+ \d \S+ \d+ \S+/g) ?? [];
    });
    expect(candidates).toEqual([]);
  });
});
