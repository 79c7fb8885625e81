/** What the server could say about visits, to the desk and to the door. Each attack with its control. */

import { afterAll, beforeAll, expect } from 'vitest';
import { type Clinician, expectConversation, type Patient, say } from '../e2e/people.ts';
import { linkAttacks } from './attacks/links.ts';
import { cards, clearDesk, expectNobodyAdmissible, letIn } from './links/cards.ts';
import { takeLists } from './links/lists.ts';
import { handleOf, lieAboutVisits, readOwn, writeOwn } from './links/means.ts';
import { confine, makeRoomAsBot } from './links/rooms.ts';
import { type Adversary, startAdversary } from './stack/adversary.ts';
import { attackTest } from './stack/attack-test.ts';
import { connectionsMade } from './stack/evidence.ts';
import { answeringWith, askingFor, type Json, readJson, textOf } from './stack/json.ts';
import type { Scene } from './stack/scene.ts';

let adversary: Adversary;

beforeAll(async () => {
  adversary = await startAdversary({ clinicians: 6 });
});

afterAll(async () => {
  await adversary?.close();
});

interface Two {
  readonly clinician: Clinician;
  readonly ada: Patient;
  readonly berta: Patient;
}

/** Two patients with a link each, both proven. */
async function twoWait(
  scene: Scene,
  before: (links: readonly string[]) => Promise<void> = async () => undefined,
): Promise<Two> {
  const { clinician } = await scene.desk();
  const links = [await clinician.makeLink('Ada, vormittags'), await clinician.makeLink('Berta, nachmittags')];
  await before(links);
  const [ada, berta] = await Promise.all(links.map((link) => scene.patient(link)));
  if (!ada || !berta) throw new Error('two links, two patients');
  await ada.enterAndWait('Ada Lund');
  await berta.enterAndWait('Berta Kahl');
  for (const name of ['Ada Lund', 'Berta Kahl'])
    await clinician.patientCard(name).and(cards(clinician, 'proven')).waitFor({ timeout: 30_000 });
  return { clinician, ada, berta };
}

/** The card of each says what the clinician calls them. */
async function expectRightLabels(clinician: Clinician): Promise<void> {
  const ada = await clinician.patientCard('Ada Lund').innerText();
  expect(ada).toMatch(/Ada, vormittags/);
  expect(ada).not.toMatch(/Berta, nachmittags/);
}

attackTest(linkAttacks.attacks.swappedLinks, () => adversary, {
  attempt: (scene) =>
    twoWait(scene, async (links) => {
      const [one = '', other = ''] = await Promise.all(links.map(handleOf));
      const hashOf = (id: string) =>
        readOwn(scene, 'SELECT redeem_hash AS value FROM invitations WHERE id = ?', id);
      const [hashOfOne, hashOfOther] = [hashOf(one), hashOf(other)];
      writeOwn(scene, 'UPDATE invitations SET redeem_hash = ? WHERE id = ?', hashOfOther, one);
      writeOwn(scene, 'UPDATE invitations SET redeem_hash = ? WHERE id = ?', hashOfOne, other);
      scene.proxy.intercept({ method: 'POST', path: /^\/api\/v1\/(?:door|redeem)$/ }, (asked, pass) => {
        const body = readJson(asked);
        return pass(askingFor(asked, { ...body, id: body['id'] === one ? other : one }));
      });
    }),
  async fails({ clinician, ada }) {
    await expectRightLabels(clinician);
    await letIn(clinician, clinician.patientCard('Ada Lund'));
    await expectConversation(clinician.page, ada.page);
    await clearDesk(clinician);
  },
  async succeeds({ clinician }) {
    await clinician.patientCard('Ada Lund').filter({ hasText: 'Berta, nachmittags' }).waitFor();
    await clearDesk(clinician);
  },
});

attackTest(linkAttacks.attacks.wrongLabel, () => adversary, {
  async attempt(scene) {
    const two = await twoWait(scene);
    lieAboutVisits(scene, (visits) => {
      const [one, other, ...rest] = visits;
      return one && other ? [named(one, other), named(other, one), ...rest] : visits;
    });
    await two.clinician.page.reload();
    await two.clinician.patientCard('Ada Lund').waitFor({ timeout: 30_000 });
    return two;
  },
  async fails({ clinician }) {
    await expectRightLabels(clinician);
    await clearDesk(clinician);
  },
  async succeeds({ clinician }) {
    await clinician.patientCard('Ada Lund').filter({ hasText: 'Berta, nachmittags' }).waitFor();
    await clearDesk(clinician);
  },
});

attackTest(linkAttacks.attacks.wrongWindow, () => adversary, {
  async attempt(scene) {
    const { clinician } = await scene.desk();
    const link = await clinician.makeLink('Ada, morgen', { startsAt: new Date(Date.now() + 86_400_000) });
    const now = Math.floor(Date.now() / 1000);
    writeOwn(scene, 'UPDATE invitations SET not_before = ? WHERE id = ?', now - 60, await handleOf(link));
    const early = await scene.patient(link);
    await early.enterAndWait('Mallory');
    return { clinician, early };
  },
  async fails({ clinician, early }) {
    await cards(clinician, 'failed').waitFor({ timeout: 30_000 });
    expect(await cards(clinician, 'failed').innerText()).toMatch(/Could not prove who they are/);
    await expectNobodyAdmissible(clinician);
    expect(await early.page.getByTestId('clinician-knows').count()).toBe(0);
    await clearDesk(clinician);
  },
  async succeeds({ clinician, early }) {
    await letIn(clinician, cards(clinician, 'proven'));
    await expectConversation(clinician.page, early.page);
    await clearDesk(clinician);
  },
});

attackTest(linkAttacks.attacks.wrongKind, () => adversary, {
  async attempt(scene) {
    const { clinician } = await scene.desk();
    const link = await clinician.makeLink('Ada, schriftlich', { kind: 'chat' });
    writeOwn(scene, "UPDATE invitations SET kind = 'video' WHERE id = ?", await handleOf(link));
    const ada = await scene.patient(link);
    await ada.enterAndWait('Ada');
    await letIn(clinician, cards(clinician, 'proven'));
    await ada.page.getByTestId('conversation').waitFor({ timeout: 30_000 });
    return { clinician, ada };
  },
  async fails({ clinician, ada }) {
    await say(ada.page, clinician.page, 'nur geschrieben');
    expect(await connectionsMade(clinician.page)).toBe(0);
    await clearDesk(clinician);
  },
  async succeeds({ clinician }) {
    await expect.poll(() => connectionsMade(clinician.page), { timeout: 20_000 }).toBeGreaterThan(0);
    await clearDesk(clinician);
  },
});

attackTest(linkAttacks.attacks.replayedRoom, () => adversary, {
  async attempt(scene) {
    const { clinician, account } = await scene.desk();
    const ada = await scene.patient(await clinician.makeLink('Ada, vormittags'));
    await ada.enterAndWait('Ada Lund');
    await cards(clinician, 'proven').waitFor({ timeout: 30_000 });
    const room = await makeRoomAsBot(scene, account.userId);
    lieAboutVisits(scene, (visits) => visits.map((visit) => ({ ...visit, roomId: room })));
    await clinician.page.reload();
    await clinician.page.getByTestId('patient-card').waitFor({ timeout: 30_000 });
    return { clinician };
  },
  async fails({ clinician }) {
    await cards(clinician, 'unproven').waitFor();
    expect(await cards(clinician, 'unproven').innerText()).not.toMatch(/Ada/);
    await expectNobodyAdmissible(clinician);
    await clearDesk(clinician);
  },
  async succeeds({ clinician }) {
    await cards(clinician, 'proven').filter({ hasText: 'Ada, vormittags' }).waitFor();
    await clearDesk(clinician);
  },
});

attackTest(linkAttacks.attacks.hiddenVisit, () => adversary, {
  async attempt(scene) {
    const { clinician } = await scene.desk();
    const link = await clinician.makeLink('Ada, vormittags');
    const lists = takeLists(scene);
    const stopHiding = lieAboutVisits(scene, () => []);
    await clinician.page.reload();
    await clinician.page.getByTestId('new-invitation').waitFor({ timeout: 30_000 });
    const ada = await scene.patient(link);
    await ada.enterAndWait('Ada');
    await ada.expectKnown();
    const heardAt = performance.now();
    return { clinician, heardAt, lists, stopHiding };
  },
  async fails({ clinician, lists, stopHiding }) {
    const notice = clinician.page.getByTestId('unlisted');
    const noticed = async () => {
      await lists.tell();
      return notice.count();
    };
    await expect.poll(noticed, { timeout: 60_000 }).toBe(1);
    expect(await notice.innerText()).toMatch(/Ada, vormittags has proven who they are/);
    stopHiding();
    await clinician.page.reload();
    await cards(clinician, 'proven').waitFor({ timeout: 30_000 });
    await clearDesk(clinician);
  },
  async succeeds({ clinician, heardAt, lists, stopHiding }) {
    // A list that is young enough has come, and been read.
    while (performance.now() - heardAt < 11_000) await lists.tell();
    await lists.tell();
    expect(await clinician.page.getByTestId('unlisted').count()).toBe(0);
    expect(await clinician.page.getByTestId('patient-card').count()).toBe(0);
    stopHiding();
    await clinician.page.reload();
    await cards(clinician, 'proven').waitFor({ timeout: 30_000 });
    await clearDesk(clinician);
  },
});

attackTest(linkAttacks.attacks.inventedVisit, () => adversary, {
  async attempt(scene) {
    const { clinician, account } = await scene.desk();
    const link = await clinician.makeLink('Ada, vormittags');
    const room = await makeRoomAsBot(scene, account.userId);
    const invented: Json = {
      visitId: 'A'.repeat(22),
      invitationId: await handleOf(link),
      guestName: 'Guest 7Q2',
      guestUserId: `@guest-${'a'.repeat(20)}:${scene.operator.serverName}`,
      roomId: room,
      phase: 'waiting',
      presence: 'here',
      presenceSinceMs: Date.now(),
      waitingSinceMs: Date.now(),
      otherBrowser: false,
    };
    lieAboutVisits(scene, (visits) => [...visits, invented]);
    await clinician.page.reload();
    await clinician.page.getByTestId('patient-card').waitFor({ timeout: 30_000 });
    return { clinician };
  },
  async fails({ clinician }) {
    const card = cards(clinician, 'unproven');
    expect(await card.innerText()).toMatch(/Proof is being checked/);
    expect(await card.innerText()).not.toMatch(/Ada/);
    await expectNobodyAdmissible(clinician);
  },
  async succeeds({ clinician }) {
    await cards(clinician, 'proven').waitFor();
  },
});

attackTest(linkAttacks.attacks.otherRoom, () => adversary, {
  async attempt(scene) {
    const { clinician } = await scene.desk({ burns: true });
    const link = await clinician.makeLink('Ada, vormittags');
    const ada = await scene.patient(link);
    await ada.enterAndWait('Ada Lund');
    await cards(clinician, 'proven').waitFor({ timeout: 30_000 });
    const roomOf = 'SELECT room_id AS value FROM visits WHERE invitation_id = ?';
    const room = textOf(readOwn(scene, roomOf, await handleOf(link)));
    const root = scene.operator.makeAccount(`root${Date.now()}`, { admin: true });
    const guest = redirect(scene, room, root.token);
    const mallory = await scene.patient(await clinician.makeLink('Mallory'));
    await mallory.enter('Mallory');
    return { clinician, ada, room, guest: await guest };
  },
  async fails({ clinician, ada, room, guest }, scene) {
    await ada.page.getByTestId('halted').waitFor({ timeout: 30_000 });
    await clinician.page.getByTestId('alarm').first().waitFor({ timeout: 30_000 });
    await expectNobodyAdmissible(clinician);
    expect(membership(scene, room, guest)).not.toBe('join');
  },
  async succeeds({ room, guest }, scene) {
    await expect.poll(() => membership(scene, room, guest), { timeout: 30_000 }).toBe('join');
  },
});

/** The next guest is invited into this room, and told that it is theirs. Resolves with who it is, once they are told. */
function redirect(scene: Scene, room: string, admin: string): Promise<string> {
  const { operator, proxy, without } = scene;
  return new Promise((resolve) => {
    let guest = '';
    // The control: whenever this guest wants to go in, the steward has been told that it may.
    proxy.intercept({ method: 'POST', path: /^\/_matrix\/client\/v3\/join\// }, async (asked, pass) => {
      if (without.length > 0 && operator.whose(asked.token)?.userId === guest)
        await confine(scene, guest, room);
      return pass(asked);
    });
    proxy.intercept({ method: 'POST', path: /^\/api\/v1\/redeem$/ }, async (asked, pass) => {
      const answer = await pass(asked);
      guest = textOf(readJson(answer)['guestUserId']);
      const claim = textOf(readJson(asked)['claim']);
      proxy.intercept({ method: 'POST', path: /^\/api\/v1\/visit$/ }, async (question, passOn) => {
        const told = await passOn(question);
        if (told.status !== 200 || question.token !== claim) return told;
        const path = `/_synapse/admin/v1/rooms/${encodeURIComponent(room)}/make_room_admin`;
        await operator.ask(admin, 'POST', path, { user_id: guest });
        resolve(guest);
        return answeringWith(told, { ...readJson(told), roomId: room });
      });
      return answer;
    });
  });
}

function membership({ operator }: Scene, room: string, user: string): string {
  const [row] = operator.rows(
    'SELECT membership FROM local_current_membership WHERE room_id = ? AND user_id = ?',
    room,
    user,
  );
  return textOf(row?.['membership']);
}

function named(visit: Json, as: Json): Json {
  return { ...visit, invitationId: as['invitationId'], guestName: as['guestName'] };
}
