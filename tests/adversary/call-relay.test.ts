/** An operator who decides by which way two browsers meet. The practice allows relays only. */

import { afterAll, beforeAll, expect } from 'vitest';
import { expectConversation } from '../e2e/people.ts';
import { wireFacts } from '../e2e/webrtc-watch.ts';
import { kindOf, readable } from '../stack/wire-tap.ts';
import { callAttacks } from './attacks/call.ts';
import { freshName, waitingTogether } from './call/conversation.ts';
import { standInTheMiddle } from './call/in-the-middle.ts';
import { startTappedRelay, type TappedRelay } from './call/tapped-relay.ts';
import { type Adversary, startAdversary } from './stack/adversary.ts';
import { attackTest } from './stack/attack-test.ts';
import { connectionsMade } from './stack/evidence.ts';
import { jsonAnswer } from './stack/json.ts';

const asksForRelay = { method: 'GET', path: /^\/_matrix\/client\/v3\/voip\/turnServer$/ };

/** The practice's own, which nobody gets to. */
const ownRelay = 'turn:turn.sprechzimmer.localhost:3478?transport=udp';

let adversary: Adversary;
let relay: TappedRelay;

beforeAll(async () => {
  [adversary, relay] = await Promise.all([
    startAdversary({ config: { call: { route: 'relay' }, turn: { uris: [ownRelay] } } }),
    startTappedRelay(),
  ]);
});

afterAll(async () => {
  await adversary?.close();
  await relay?.stop();
});

attackTest(callAttacks.attacks.relayOfAttacker, () => adversary, {
  async attempt(scene) {
    scene.proxy.intercept(asksForRelay, async () => jsonAnswer(relay.answer));
    const middle = await standInTheMiddle(scene);
    const talk = await waitingTogether(scene);
    await talk.desk.clinician.admit(talk.name);
    await talk.patient.page.getByTestId('conversation').waitFor();
    return { ...talk, middle };
  },
  async fails({ desk, patient, middle }) {
    const pages = [desk.clinician.page, patient.page] as const;
    await expectConversation(...pages);
    expect(relay.packets.filter((packet) => kindOf(packet) === 'srtp').length).toBeGreaterThan(50);
    expect(relay.packets.map(kindOf)).not.toContain('unknown');
    expect(await middle.framesSeen()).toEqual({ ofClinician: 0, ofGuest: 0 });
    for (const page of pages) {
      const wire = await wireFacts(page);
      expect(wire).toMatchObject({ connections: 1, localCandidate: 'relay', dtlsState: 'connected' });
      expect(wire.srtpCipher).toMatch(/AEAD_AES_(128|256)_GCM|AES128_CM_HMAC_SHA1_80/);
      await page.getByText('Encrypted, relayed').first().waitFor();
    }
    // What the two tell each other on the connection is JSON; none of it can be read at the relay.
    expect(readable(relay.packets, ['"type"', '"media"'])).toEqual([]);
  },
  async succeeds({ middle }) {
    await expect
      .poll(async () => (await middle.framesSeen()).ofClinician, { timeout: 40_000 })
      .toBeGreaterThan(5);
    await expect
      .poll(async () => (await middle.framesSeen()).ofGuest, { timeout: 40_000 })
      .toBeGreaterThan(5);
  },
});

attackTest(callAttacks.attacks.noRelay, () => adversary, {
  async attempt(scene) {
    scene.proxy.intercept(asksForRelay, async () => jsonAnswer({}));
    const desk = await scene.desk();
    const name = freshName('Ada');
    const patient = await scene.patient(await desk.clinician.makeLink(`${name}, vormittags`));
    await patient.enter(name);
    return { desk, name, patient };
  },
  async fails({ desk, patient }) {
    await desk.clinician.page
      .getByText(/relay server is required, and it cannot be reached/)
      .first()
      .waitFor();
    // Whoever waits sends nothing anyway, and is not startled.
    await patient.expectKnown();
    expect(await connectionsMade(desk.clinician.page)).toBe(0);
    expect(await connectionsMade(patient.page)).toBe(0);
  },
  async succeeds({ desk, name, patient }) {
    await desk.clinician.expectConnected(name);
    expect((await wireFacts(patient.page)).localCandidate).not.toBe('relay');
  },
});
