/** An operator who cannot read the call, and repeats, mixes up, keeps back, loses and misdirects it. */

import { callMemberType, callStateType, callTypes, DeviceIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { afterAll, beforeAll, expect } from 'vitest';
import { randomId } from '../../client/src/call/envelope.ts';
import { expectConversation, say } from '../e2e/people.ts';
import { wireFacts } from '../e2e/webrtc-watch.ts';
import { callAttacks } from './attacks/call.ts';
import { openAttackerPeer } from './call/attacker-peer.ts';
import { freshName, inConversation, waitingTogether } from './call/conversation.ts';
import { forgedAnswer, secretsForReply } from './call/forged.ts';
import { knowledgeOf } from './call/knowledge.ts';
import { carryPlain } from './call/plain-post.ts';
import { type Adversary, startAdversary } from './stack/adversary.ts';
import { attackTest } from './stack/attack-test.ts';
import { connectionsMade, gatheringDone, signallingTaken, tracksSent } from './stack/evidence.ts';
import { askingFor, type Json, jsonAnswer, objectOf, readJson, textOf } from './stack/json.ts';
import { type ToDeviceEvent, toDeviceEvents, type Victim, withToDevice } from './stack/sync-power.ts';

let adversary: Adversary;

beforeAll(async () => {
  adversary = await startAdversary();
});

afterAll(async () => {
  await adversary?.close();
});

attackTest(callAttacks.attacks.replay, () => adversary, {
  async attempt(scene) {
    carryPlain(scene);
    const delivered: { readonly victim: Victim; readonly events: readonly ToDeviceEvent[] }[] = [];
    const stopRecording = scene.sync.edit((sync, victim) => {
      delivered.push({ victim, events: toDeviceEvents(sync).map(eventOf) });
      return sync;
    });
    const talk = await inConversation(scene);
    const pages = [talk.desk.clinician.page, talk.patient.page] as const;
    await Promise.all(pages.map(gatheringDone));
    await say(pages[0], pages[1], 'eins');
    await say(pages[1], pages[0], 'zwei');
    const before = await Promise.all(pages.map(signallingTaken));
    stopRecording();
    for (const { victim, events } of delivered)
      if (events.length > 0) await scene.sync.insertToDevice(victim, events);
    const repeated = delivered.flatMap(({ events }) => events).length;
    return { pages, before, repeated, taken: () => Promise.all(pages.map(signallingTaken)) };
  },
  async fails({ pages, before, repeated, taken }) {
    expect(repeated).toBeGreaterThan(5);
    await say(pages[0], pages[1], 'drei');
    await say(pages[1], pages[0], 'vier');
    expect(await taken()).toEqual(before);
    expect(await connectionsMade(pages[0])).toBe(1);
    await expectConversation(...pages);
  },
  async succeeds({ before, taken }) {
    const candidates = (all: typeof before) => all.reduce((sum, one) => sum + one.candidates, 0);
    await expect
      .poll(async () => candidates(await taken()), { timeout: 20_000 })
      .toBeGreaterThan(candidates(before));
  },
});

attackTest(callAttacks.attacks.earlierCall, () => adversary, {
  async attempt(scene) {
    carryPlain(scene);
    const delivered: { readonly victim: Victim; readonly events: readonly ToDeviceEvent[] }[] = [];
    const stopRecording = scene.sync.edit((sync, victim) => {
      delivered.push({ victim, events: toDeviceEvents(sync).map(eventOf) });
      return sync;
    });
    const { desk, patient } = await inConversation(scene);
    await say(desk.clinician.page, patient.page, 'eins');
    const { guest } = await knowledgeOf(scene, desk.account.userId);
    stopRecording();
    await patient.page.reload();
    await expectConversation(desk.clinician.page, patient.page);
    const before = await connectionsMade(patient.page);
    const old = delivered.flatMap(({ victim, events }) => (victim.userId === guest.userId ? events : []));
    await scene.sync.insertToDevice(guest, old);
    return { desk, patient, before, old };
  },
  async fails({ desk, patient, before, old }) {
    expect(old.length).toBeGreaterThan(2);
    await say(desk.clinician.page, patient.page, 'zwei');
    expect(await connectionsMade(patient.page)).toBe(before);
    await expectConversation(desk.clinician.page, patient.page);
  },
  async succeeds({ patient, before }) {
    await expect.poll(() => connectionsMade(patient.page), { timeout: 20_000 }).toBeGreaterThan(before);
  },
});

attackTest(callAttacks.attacks.reorder, () => adversary, {
  async attempt(scene) {
    const talk = await inConversation(scene);
    const pages = [talk.desk.clinician.page, talk.patient.page] as const;
    await Promise.all(pages.map(gatheringDone));
    await say(pages[0], pages[1], 'eins');
    const { guest, clinician } = await knowledgeOf(scene, talk.desk.account.userId);
    const before = await signallingTaken(pages[1]);
    let first: Json | undefined;
    let swapped = false;
    scene.sync.edit((sync, victim) => {
      if (victim.userId !== guest.userId) return sync;
      const out: Json[] = [];
      for (const event of toDeviceEvents(sync)) {
        if (event['sender'] !== clinician.userId) out.push(event);
        else if (!first) first = event;
        else if (!swapped) {
          out.push(event, first);
          swapped = true;
        }
        // What is said again because nobody answers is not let through: only the late message counts.
      }
      return withToDevice(sync, out);
    });
    await pages[0].evaluate(() => void window.dispatchEvent(new Event('online')));
    await expect.poll(() => swapped, { timeout: 20_000 }).toBe(true);
    return { pages, before, taken: () => signallingTaken(pages[1]) };
  },
  async fails({ pages, before, taken }) {
    await say(pages[0], pages[1], 'zwei');
    expect((await taken()).descriptions).toBe(before.descriptions);
    await expectConversation(...pages);
  },
  async succeeds({ before, taken }) {
    await expect
      .poll(async () => (await taken()).descriptions, { timeout: 20_000 })
      .toBeGreaterThan(before.descriptions);
  },
});

attackTest(callAttacks.attacks.delayAdmission, () => adversary, {
  async attempt(scene) {
    const talk = await waitingTogether(scene);
    const { desk, patient } = talk;
    const { guest } = await knowledgeOf(scene, desk.account.userId);
    const held: ToDeviceEvent[] = [];
    const release = scene.sync.edit((sync, victim) => {
      if (victim.userId !== guest.userId) return sync;
      held.push(...toDeviceEvents(sync).map(eventOf));
      return withToDevice(sync, []);
    });
    const said: string[] = [];
    scene.proxy.intercept({ method: 'PUT', path: /\/sendToDevice\// }, async (asked, pass) => {
      if (scene.operator.whose(asked.token)?.userId === desk.account.userId)
        said.push(...ciphertexts(String(asked.body)));
      return pass(asked);
    });
    /** All that the desk has told them in this while, which is more than the word of the door. */
    const isKept = () => {
      const kept = new Set(held.flatMap(({ content }) => ciphertexts(JSON.stringify(content))));
      return said.length > 0 && said.every((each) => kept.has(each));
    };
    // The word also goes on the connection, where nobody can keep it back.
    await desk.clinician.admit(talk.name);
    await expectConversation(desk.clinician.page, patient.page);
    await expect.poll(isKept, { timeout: 20_000 }).toBe(true);
    const kept = held.length;
    said.length = 0;
    await desk.clinician.sendBack();
    await patient.page.getByTestId('waiting').waitFor();
    await expect.poll(() => tracksSent(patient.page), { timeout: 20_000 }).toBe(0);
    // The word that sends back is kept, too: after the one that lets in it would undo it.
    await expect.poll(isKept, { timeout: 20_000 }).toBe(true);
    release();
    await scene.sync.insertToDevice(guest, held.slice(0, kept));
    return { patient, afterwards: () => scene.sync.insertToDevice(guest, held.slice(kept)) };
  },
  async fails({ patient, afterwards }) {
    await afterwards();
    expect(await patient.page.getByTestId('waiting').isVisible()).toBe(true);
    expect(await tracksSent(patient.page)).toBe(0);
  },
  async succeeds({ patient }) {
    await expect.poll(() => tracksSent(patient.page), { timeout: 20_000 }).toBeGreaterThan(0);
  },
});

attackTest(callAttacks.attacks.dropSendBack, () => adversary, {
  async attempt(scene) {
    const talk = await inConversation(scene);
    const { account, clinician } = talk.desk;
    scene.proxy.intercept({ method: 'PUT', path: /\/sendToDevice\// }, async (asked, pass) =>
      scene.operator.whose(asked.token)?.userId === account.userId ? jsonAnswer({}) : pass(asked),
    );
    await clinician.sendBack();
    return talk;
  },
  async fails({ patient }) {
    await patient.page.getByTestId('waiting').waitFor();
    await expect.poll(() => tracksSent(patient.page), { timeout: 20_000 }).toBe(0);
  },
  async succeeds({ patient }) {
    // The desk is at its overview, and the guest's pictures still leave.
    const sent = (await wireFacts(patient.page)).framesSent;
    await expect
      .poll(async () => (await wireFacts(patient.page)).framesSent, { timeout: 20_000 })
      .toBeGreaterThan(sent + 10);
    expect(await patient.page.getByTestId('conversation').isVisible()).toBe(true);
  },
});

attackTest(callAttacks.attacks.readdress, () => adversary, {
  async attempt(scene) {
    let other: Required<Victim> | undefined;
    carryPlain(scene, (message) =>
      other === undefined || message.from !== desk.account.userId || message.to.userId === other.userId
        ? [message]
        : [message, { ...message, to: other }],
    );
    const { desk, patient: bert, name: bertsName } = await waitingTogether(scene);
    const bertsDevice = (await knowledgeOf(scene, desk.account.userId)).guest;
    other = bertsDevice;
    const before = await connectionsMade(bert.page);
    let copied = 0;
    scene.proxy.intercept({ method: 'PUT', path: /\/sendToDevice\/m\.room\.encrypted\// }, (asked, pass) => {
      if (scene.operator.whose(asked.token)?.userId !== desk.account.userId) return pass(asked);
      const messages = objectOf(readJson(asked)['messages']);
      const [content] = Object.entries(messages)
        .filter(([user]) => user !== bertsDevice.userId)
        .flatMap(([, devices]) => Object.values(objectOf(devices)));
      if (content === undefined) return pass(asked);
      copied += 1;
      const both = { ...messages, [bertsDevice.userId]: { [bertsDevice.deviceId]: content } };
      return pass(askingFor(asked, { messages: both }));
    });
    const ada = await scene.patient(await desk.clinician.makeLink('Ada, nachmittags'));
    const adasName = freshName('Ada');
    await ada.enterAndWait(adasName);
    await desk.clinician.expectConnected(adasName);
    return { desk, bert, bertsName, before, copied: () => copied };
  },
  async fails({ desk, bert, bertsName, before, copied }) {
    expect(copied()).toBeGreaterThan(2);
    await desk.clinician.admit(bertsName);
    await expectConversation(desk.clinician.page, bert.page);
    await say(desk.clinician.page, bert.page, 'Guten Tag');
    expect(await connectionsMade(bert.page)).toBe(before);
  },
  async succeeds({ bert, before }) {
    await expect.poll(() => connectionsMade(bert.page), { timeout: 20_000 }).toBeGreaterThan(before);
  },
});

attackTest(callAttacks.attacks.forgedState, () => adversary, {
  async attempt(scene) {
    const attacker = await openAttackerPeer(scene);
    const attackersDevice = v.parse(DeviceIdSchema, 'ATTACKER01');
    let knowledge: Awaited<ReturnType<typeof knowledgeOf>> | undefined;
    carryPlain(scene, async (message) => {
      if (message.to.deviceId !== attackersDevice) return [message];
      if (message.type !== callTypes.invite || !knowledge) return [];
      const answer = await attacker.answer(textOf(objectOf(message.content['offer'])['sdp']));
      const guest = { ...knowledge.guest, deviceId: attackersDevice };
      return [forgedAnswer({ ...knowledge, guest }, 'guest', secretsForReply(message), answer)];
    });
    const talk = await inConversation(scene);
    knowledge = await knowledgeOf(scene, talk.desk.account.userId);
    const { roomId, clinician, guest, confId } = knowledge;
    const before = await connectionsMade(talk.desk.clinician.page);
    const state = (type: string, sender: string, key: string, content: Json): Json => ({
      type,
      sender,
      state_key: key,
      content,
      event_id: `$${randomId()}`,
      origin_server_ts: Date.now(),
    });
    const ended = { 'm.intent': 'm.room', 'm.type': 'm.video', 'm.terminated': 'call_ended' };
    const events = [
      state(callStateType, clinician.userId, confId, ended),
      state(callMemberType, guest.userId, guest.userId, {
        'm.calls': [
          {
            'm.call_id': confId,
            'm.devices': [
              {
                device_id: attackersDevice,
                session_id: randomId(),
                expires_ts: Date.now() + 3_600_000,
                feeds: [],
              },
            ],
          },
        ],
      }),
    ];
    for (const victim of [clinician, guest])
      await scene.sync.insert(victim, { rooms: { join: { [roomId]: { timeline: { events } } } } });
    return { ...talk, attacker, before };
  },
  async fails({ desk, patient, attacker, before }) {
    await say(patient.page, desk.clinician.page, 'noch da');
    expect(await connectionsMade(desk.clinician.page)).toBe(before);
    expect(await attacker.framesSeen()).toBe(0);
    await expectConversation(desk.clinician.page, patient.page);
  },
  async succeeds({ attacker }) {
    await expect.poll(() => attacker.framesSeen(), { timeout: 20_000 }).toBeGreaterThan(5);
  },
});

/** Of Olm messages, as they stand in a request and in what is handed over of it. */
function ciphertexts(json: string): string[] {
  return [...json.matchAll(/"body":"([^"]+)"/g)].flatMap(([, body]) => body ?? []);
}

function eventOf(event: Json): ToDeviceEvent {
  return { type: textOf(event['type']), sender: textOf(event['sender']), content: event['content'] };
}
