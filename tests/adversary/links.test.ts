/** Whoever wants to come in by a link that is not theirs. Each attack with its control. */

import { randomBytes, redeemHash, toHex } from '@sprechzimmer/protocol';
import { afterAll, beforeAll, expect } from 'vitest';
import { expectConversation, Patient } from '../e2e/people.ts';
import { linkAttacks } from './attacks/links.ts';
import { cards, clearDesk, expectNobodyAdmissible, letIn } from './links/cards.ts';
import { askApi, handleOf, linkOutsideNotebook, makeUpLink, readOwn, writeOwn } from './links/means.ts';
import { reflectProofs } from './links/reflect.ts';
import { type Adversary, startAdversary } from './stack/adversary.ts';
import { attackTest } from './stack/attack-test.ts';
import { askingFor, readJson } from './stack/json.ts';

let adversary: Adversary;

beforeAll(async () => {
  adversary = await startAdversary({ clinicians: 5 });
});

afterAll(async () => {
  await adversary?.close();
});

attackTest(linkAttacks.attacks.forgedSession, () => adversary, {
  async attempt(scene) {
    const { clinician, account } = await scene.desk();
    const link = await linkOutsideNotebook(scene, account.userId);
    const mallory = await scene.patient(link.url);
    await mallory.enterAndWait('Mallory');
    return { clinician, mallory };
  },
  async fails({ clinician, mallory }) {
    await cards(clinician, 'uncompared').waitFor({ timeout: 30_000 });
    expect(await cards(clinician, 'uncompared').innerText()).toMatch(/Not compared yet/);
    await expectNobodyAdmissible(clinician);
    expect(await mallory.page.getByTestId('clinician-knows').count()).toBe(0);
    await clearDesk(clinician);
  },
  async succeeds({ clinician, mallory }) {
    await letIn(clinician, cards(clinician, 'proven'));
    await expectConversation(clinician.page, mallory.page);
    await clearDesk(clinician);
  },
});

attackTest(linkAttacks.attacks.redeemedWithout, () => adversary, {
  async attempt(scene) {
    const { clinician, account } = await scene.desk();
    const link = await clinician.makeLink('Ada, vormittags');
    const id = await handleOf(link);
    const own = await makeUpLink(scene, account.userId);
    const change = 'UPDATE invitations SET redeem_hash = ? WHERE id = ?';
    const kept = readOwn(scene, 'SELECT redeem_hash AS value FROM invitations WHERE id = ?', id);
    writeOwn(scene, change, await redeemHash(own.keys.redeem), id);
    const seat = await scene.seat();
    // The attacker's own browser says whatever they like: here, the handle of somebody else's link.
    await seat.page.addInitScript(pretendHandle, id);
    const mallory = await Patient.open(seat, own.url);
    await mallory.enterAndWait('Mallory');
    writeOwn(scene, change, kept, id);
    const ada = await scene.patient(link);
    await ada.enter('Ada');
    return { clinician, mallory, ada };
  },
  async fails({ clinician, mallory, ada }) {
    await cards(clinician, 'failed').waitFor({ timeout: 30_000 });
    expect(await cards(clinician, 'failed').innerText()).toMatch(/Could not prove who they are/);
    await expectNobodyAdmissible(clinician);
    expect(await mallory.page.getByTestId('clinician-knows').count()).toBe(0);
    await ada.expectStopped(/another browser/);
    await clearDesk(clinician);
  },
  async succeeds({ clinician, mallory }) {
    await letIn(clinician, cards(clinician, 'proven').filter({ hasText: 'Ada, vormittags' }));
    await expectConversation(clinician.page, mallory.page);
    await clearDesk(clinician);
  },
});

attackTest(linkAttacks.attacks.openedByThief, () => adversary, {
  async attempt(scene) {
    const { clinician } = await scene.desk();
    let registered = { body: {}, bearer: '' };
    scene.proxy.intercept({ method: 'POST', path: /^\/api\/v1\/invitations$/ }, (asked, pass) => {
      registered = { body: readJson(asked), bearer: asked.token ?? '' };
      return pass(asked);
    });
    const link = await clinician.makeLink('Ada, vormittags');
    const id = await handleOf(link);
    // A second invitation with the same redeem token: each browser finds one of its own.
    const second = toHex(randomBytes(16));
    await askApi(scene, '/invitations', { ...registered.body, id: second }, registered.bearer);
    let isThief = true;
    scene.proxy.intercept({ method: 'POST', path: /^\/api\/v1\/(?:door|redeem)$/ }, (asked, pass) => {
      const body = readJson(asked);
      return pass(isThief && body['id'] === id ? askingFor(asked, { ...body, id: second }) : asked);
    });
    const thief = await scene.patient(link);
    await thief.enterAndWait('Mallory');
    isThief = false;
    const ada = await scene.patient(link);
    await ada.enterAndWait('Ada');
    return { clinician, thief, ada };
  },
  async fails({ clinician, ada }) {
    await expect.poll(() => cards(clinician, 'two-proofs').count(), { timeout: 30_000 }).toBe(2);
    expect(await cards(clinician, 'two-proofs').first().innerText()).toMatch(/opened on two devices/);
    await expectNobodyAdmissible(clinician);
    expect(await ada.page.getByTestId('clinician-knows').count()).toBe(0);
    // Only the clinician settles it, by turning one of them away.
    await cards(clinician, 'two-proofs').filter({ hasText: 'Mallory' }).getByTestId('decline').click();
    await clinician.page.getByTestId('confirm-yes').click();
    await ada.expectKnown();
    await clinician.patientCard('Ada').and(cards(clinician, 'proven')).waitFor({ timeout: 30_000 });
    await clearDesk(clinician);
  },
  async succeeds({ clinician, thief }) {
    await expect.poll(() => cards(clinician, 'proven').count(), { timeout: 30_000 }).toBe(2);
    await letIn(clinician, clinician.patientCard('Mallory'));
    await expectConversation(clinician.page, thief.page);
    await clearDesk(clinician);
  },
});

attackTest(linkAttacks.attacks.reportedAndReopened, () => adversary, {
  async attempt(scene) {
    const { clinician } = await scene.desk();
    const link = await clinician.makeLink('Ada, vormittags');
    const ada = await scene.patient(link.replace('#', '%23'));
    await ada.page.locator('[data-report="told"]').waitFor({ timeout: 30_000 });
    const blocked = clinician.page.getByTestId('exposed-link').filter({ hasText: 'Ada, vormittags' });
    await blocked.waitFor({ timeout: 30_000 });
    const reopen =
      "UPDATE visits SET phase = 'invited', outcome = NULL, closed_ms = NULL WHERE invitation_id = ?";
    writeOwn(scene, reopen, await handleOf(link));
    const mallory = await scene.patient(link);
    await mallory.enterAndWait('Mallory');
    return { clinician, ada, mallory };
  },
  async fails({ clinician, ada, mallory }) {
    await cards(clinician, 'failed').waitFor({ timeout: 30_000 });
    expect(await cards(clinician, 'failed').innerText()).toMatch(/Could not prove who they are/);
    await expectNobodyAdmissible(clinician);
    expect(await mallory.page.getByTestId('clinician-knows').count()).toBe(0);
    await ada.expectStopped(/no longer safe/);
    await ada.expectStopped(/has been notified/);
    await clearDesk(clinician);
  },
  async succeeds({ clinician, mallory }) {
    await letIn(clinician, cards(clinician, 'proven'));
    await expectConversation(clinician.page, mallory.page);
    await clearDesk(clinician);
  },
});

attackTest(linkAttacks.attacks.reflectedTag, () => adversary, {
  async attempt(scene) {
    const { clinician, account } = await scene.desk({ burns: true });
    const link = await clinician.makeLink('Ada, vormittags');
    await clinician.page.close();
    const device = await reflectProofs(scene, account.userId);
    const ada = await scene.patient(link);
    await ada.enterAndWait('Ada');
    return { ada, device };
  },
  async fails({ ada, device }) {
    // Both are in the room, and everything on the way has been heard: the chat is open.
    await ada.page.getByTestId('chat-toggle').waitFor({ timeout: 30_000 });
    await ada.page.getByTestId('practice-notified').waitFor();
    expect(await ada.page.getByTestId('clinician-knows').count()).toBe(0);
    expect(device.proofs()).toBe(0);
    device.stop();
  },
  async succeeds({ ada, device }) {
    await ada.expectKnown();
    expect(device.proofs()).toBeGreaterThan(0);
    device.stop();
  },
});

/** Runs in the attacker's page: the handle is another than the one that follows from the secret. */
function pretendHandle(id: string): void {
  const handle = Uint8Array.from(id.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  const derive = crypto.subtle.deriveBits.bind(crypto.subtle);
  crypto.subtle.deriveBits = async (algorithm, key, length) => {
    const info = typeof algorithm === 'object' && 'info' in algorithm ? algorithm.info : undefined;
    const isHandle = info instanceof Uint8Array && new TextDecoder().decode(info) === 'sprechzimmer/1 id';
    return isHandle ? handle.slice().buffer : derive(algorithm, key, length);
  };
}
