/** An operator who speaks into the call itself, in somebody else's name. Each attack with its control. */

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { callTypes } from '@sprechzimmer/protocol';
import { afterAll, beforeAll, expect } from 'vitest';
import { expectConversation, say } from '../e2e/people.ts';
import { ownAddress } from '../stack/own-address.ts';
import { callAttacks } from './attacks/call.ts';
import { openAttackerPeer } from './call/attacker-peer.ts';
import { freshName, inConversation, waitingTogether } from './call/conversation.ts';
import {
  forgedAnswer,
  forgedCandidate,
  forgedInvite,
  forgedNewSession,
  guessedSecrets,
  secretsForReply,
  secretsOfSender,
} from './call/forged.ts';
import { standInTheMiddle } from './call/in-the-middle.ts';
import { type Knowledge, knowledgeOf } from './call/knowledge.ts';
import { carryPlain, deliver } from './call/plain-post.ts';
import { type Adversary, startAdversary } from './stack/adversary.ts';
import { attackTest } from './stack/attack-test.ts';
import { connectionsMade } from './stack/evidence.ts';
import { jsonAnswer, textOf } from './stack/json.ts';

let adversary: Adversary;

beforeAll(async () => {
  adversary = await startAdversary();
});

afterAll(async () => {
  await adversary?.close();
});

attackTest(callAttacks.attacks.swapFingerprints, () => adversary, {
  async attempt(scene) {
    const middle = await standInTheMiddle(scene);
    const talk = await waitingTogether(scene);
    await talk.desk.clinician.admit(talk.name);
    await talk.patient.page.getByTestId('conversation').waitFor();
    return { ...talk, middle };
  },
  async fails({ desk, patient, middle }) {
    await expectConversation(desk.clinician.page, patient.page);
    expect(middle.descriptionsRead()).toBe(0);
    expect(await middle.framesSeen()).toEqual({ ofClinician: 0, ofGuest: 0 });
  },
  async succeeds({ middle }) {
    await expect
      .poll(async () => (await middle.framesSeen()).ofClinician, { timeout: 20_000 })
      .toBeGreaterThan(5);
    await expect
      .poll(async () => (await middle.framesSeen()).ofGuest, { timeout: 20_000 })
      .toBeGreaterThan(5);
  },
});

attackTest(callAttacks.attacks.plainInvite, () => adversary, {
  async attempt(scene) {
    const attacker = await openAttackerPeer(scene);
    let hijacked = false;
    carryPlain(scene, async (message) => {
      if (!hijacked) return [message];
      if (message.type === callTypes.answer) await attacker.accept(sdpOf(message.content['answer']));
      return [];
    });
    const talk = await inConversation(scene);
    const knowledge = await knowledgeOf(scene, talk.desk.account.userId);
    const before = await connectionsMade(talk.patient.page);
    hijacked = true;
    deliver(scene, [forgedInvite(knowledge, 'clinician', await attacker.offer())]);
    return { ...talk, attacker, before };
  },
  async fails({ desk, patient, attacker, before }) {
    await say(desk.clinician.page, patient.page, 'Das kam später an als die falsche Einladung');
    expect(await connectionsMade(patient.page)).toBe(before);
    expect(await attacker.framesSeen()).toBe(0);
    await expectConversation(desk.clinician.page, patient.page);
  },
  async succeeds({ attacker }) {
    await expect.poll(() => attacker.framesSeen(), { timeout: 20_000 }).toBeGreaterThan(5);
  },
});

attackTest(callAttacks.attacks.plainAnswer, () => adversary, {
  async attempt(scene) {
    const attacker = await openAttackerPeer(scene);
    const desk = await scene.desk();
    let knowledge: Knowledge | undefined;
    // Nothing of the clinician's reaches the guest; what can be read is answered.
    scene.proxy.intercept(
      { method: 'PUT', path: /\/sendToDevice\/m\.room\.encrypted\// },
      async (asked, pass) =>
        scene.operator.whose(asked.token)?.userId === desk.account.userId ? jsonAnswer({}) : pass(asked),
    );
    carryPlain(scene, async (message) => {
      if (message.type !== callTypes.invite || message.from !== desk.account.userId) return [];
      knowledge ??= await knowledgeOf(scene, desk.account.userId);
      const answer = await attacker.answer(sdpOf(message.content['offer']));
      return [forgedAnswer(knowledge, 'guest', secretsForReply(message), answer)];
    });
    const name = freshName('Ada');
    const patient = await scene.patient(await desk.clinician.makeLink(`${name}, vormittags`));
    await patient.enterAndWait(name);
    await desk.clinician
      .patientCard(name)
      .and(desk.clinician.page.locator('[data-trust="proven"]'))
      .waitFor();
    knowledge ??= await knowledgeOf(scene, desk.account.userId);
    // Where the invite cannot be read the answer can only be guessed.
    const blind = await openAttackerPeer(scene);
    deliver(scene, [forgedAnswer(knowledge, 'guest', guessedSecrets(), await blind.offer())]);
    await desk.clinician.admit(name);
    return { desk, patient, attacker };
  },
  async fails({ desk, patient, attacker }) {
    await desk.clinician.page.getByText(/Connecting you with Ada/).waitFor();
    expect(await attacker.framesSeen()).toBe(0);
    expect(await patient.page.getByTestId('clinician-knows').isVisible()).toBe(false);
    expect(await patient.page.getByTestId('waiting').isVisible()).toBe(true);
  },
  async succeeds({ attacker }) {
    await expect.poll(() => attacker.framesSeen(), { timeout: 20_000 }).toBeGreaterThan(5);
  },
});

attackTest(callAttacks.attacks.plainCandidates, () => adversary, {
  async attempt(scene) {
    const seen = carryPlain(scene);
    const talk = await inConversation(scene);
    const knowledge = await knowledgeOf(scene, talk.desk.account.userId);
    const listener = createSocket('udp4').bind(0, ownAddress());
    await once(listener, 'listening');
    let packets = 0;
    listener.on('message', () => {
      packets += 1;
    });
    const last = seen.findLast(({ from }) => from === knowledge.guest.userId);
    const address = { host: ownAddress(), port: listener.address().port };
    deliver(scene, [
      forgedCandidate(knowledge, 'guest', last ? secretsOfSender(last) : guessedSecrets(), address),
    ]);
    return { ...talk, packets: () => packets, close: () => listener.close() };
  },
  async fails({ desk, patient, packets, close }) {
    await say(patient.page, desk.clinician.page, 'Das kam später an als der falsche Weg');
    expect(packets()).toBe(0);
    await expectConversation(desk.clinician.page, patient.page);
    close();
  },
  async succeeds({ packets, close }) {
    await expect.poll(packets, { timeout: 20_000 }).toBeGreaterThan(0);
    close();
  },
});

attackTest(callAttacks.attacks.plainHangup, () => adversary, {
  async attempt(scene) {
    const talk = await inConversation(scene);
    const knowledge = await knowledgeOf(scene, talk.desk.account.userId);
    const before = await connectionsMade(talk.desk.clinician.page);
    deliver(scene, [forgedNewSession(knowledge, 'guest')]);
    return { ...talk, before };
  },
  async fails({ desk, patient, before }) {
    await say(patient.page, desk.clinician.page, 'Das kam später an als das falsche Auflegen');
    expect(await connectionsMade(desk.clinician.page)).toBe(before);
    await expectConversation(desk.clinician.page, patient.page);
  },
  async succeeds({ desk, before }) {
    await expect.poll(() => connectionsMade(desk.clinician.page), { timeout: 20_000 }).toBe(before + 1);
  },
});

function sdpOf(description: unknown): string {
  const isDescription = typeof description === 'object' && description !== null && 'sdp' in description;
  return isDescription ? textOf(description.sdp) : '';
}
