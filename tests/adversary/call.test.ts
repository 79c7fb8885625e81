/** An operator who goes for the call itself. Each attack with its control. */

import { callTypes } from '@sprechzimmer/protocol';
import { afterAll, beforeAll, expect } from 'vitest';
import { randomId } from '../../client/src/call/envelope.ts';
import { expectConversation, say } from '../e2e/people.ts';
import { callAttacks } from './attacks/call.ts';
import { inConversation } from './call/conversation.ts';
import { connectionsMade } from './call/evidence.ts';
import { knowledgeOf } from './call/knowledge.ts';
import { type Adversary, startAdversary } from './stack/adversary.ts';
import { attackTest } from './stack/attack-test.ts';

let adversary: Adversary;

beforeAll(async () => {
  adversary = await startAdversary();
});

afterAll(async () => {
  await adversary?.close();
});

attackTest(callAttacks.attacks.plainHangup, () => adversary, {
  async attempt(scene) {
    const talk = await inConversation(scene);
    const { clinician, guest, h, confId } = await knowledgeOf(scene, talk.desk.account.userId);
    const before = await connectionsMade(talk.desk.clinician.page);
    const content = {
      v: 1,
      h,
      conf_id: confId,
      call_id: randomId(),
      from_session: randomId(),
      to_session: 'any-session-of-yours',
      seq: 0,
      party_id: guest.deviceId,
      version: '1',
      reason: 'new_session',
    };
    await scene.sync.insertToDevice(clinician, [{ type: callTypes.hangup, sender: guest.userId, content }]);
    return { ...talk, before };
  },
  async fails({ desk, patient, before }) {
    // What the homeserver hands over after it has arrived: so the hangup has been judged.
    await say(patient.page, desk.clinician.page, 'noch da');
    expect(await connectionsMade(desk.clinician.page)).toBe(before);
    await expectConversation(desk.clinician.page, patient.page);
  },
  async succeeds({ desk, before }) {
    await expect.poll(() => connectionsMade(desk.clinician.page), { timeout: 20_000 }).toBe(before + 1);
  },
});
