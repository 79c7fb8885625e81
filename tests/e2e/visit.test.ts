/** The main job, once, whole: from making the link to the purged room, on a real homeserver, in two browsers. */

import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { Clinician, Patient, say } from './people.ts';
import { columnsHolding, filesHolding } from './traces.ts';
import { expectMovingPicture, expectSound, wireFacts } from './webrtc-watch.ts';

/** Texts that must never be found on a server. Long and odd enough not to occur by chance. */
const canary = {
  name: 'Zephyrine Quastenflosser',
  label: 'Xerxes Donnerstagspaar',
  fromPatient: 'Mein-Kanarienvogel-heisst-Wolframit-7391',
  fromClinician: 'Die-Antwort-darauf-lautet-Ypsilanti-4826',
};

/** What is known to stay in Synapse, each with its reason in `docs/reference/steward.md`. No content, no name, no time. */
const knownTraces = new Set([
  'users.name',
  'erased_users.user_id',
  'device_lists_stream.user_id',
  'device_lists_changes_in_room.user_id',
  'device_lists_changes_in_room.room_id',
  'device_lists_changes_converted_stream_position.room_id',
  'user_signature_stream.from_user_id',
  'user_signature_stream.user_ids',
  'current_state_delta_stream.room_id',
  'current_state_delta_stream.state_key',
  'sprechzimmer_guests.user_id',
]);

let practice: PracticeStack;
let browser: Browser;

beforeAll(async () => {
  [practice, browser] = await Promise.all([startPracticeStack(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await practice?.stop();
});

describe('a patient and a clinician meet', () => {
  it('through one link, waiting, admission, conversation, chat and end, and leave nothing behind', async () => {
    const foreignHosts: string[] = [];
    const [clinicianSeat, patientSeat] = await Promise.all([newPerson(browser), newPerson(browser)]);
    for (const { context } of [clinicianSeat, patientSeat])
      context.on('request', (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith('http') && url.origin !== practice.publicUrl)
          foreignHosts.push(url.origin);
      });

    lookOnFailure({ clinician: clinicianSeat.page, patient: patientSeat.page });

    // The clinician makes an invitation.
    const clinician = await Clinician.arrive(clinicianSeat, practice.publicUrl);
    await clinician.signInFirstTime(practice.clinician.user, practice.clinician.password);
    const link = await clinician.makeLink(canary.label);
    expect(link).toMatch(/\/j\/#1[A-Za-z0-9_-]{90}z$/);

    // The patient opens it, and the secret is out of the address bar before anything can be pressed.
    const patient = await Patient.open(patientSeat, link);
    await patient.page.getByTestId('door-enter').waitFor();
    expect(patient.page.url()).not.toContain('#1');
    await patient.enterAndWait(canary.name);

    // The desk shows who it is: name and label from end-to-end encrypted sources, proven.
    await clinician.patientCard(canary.name).waitFor({ timeout: 30_000 });
    await clinician.patientCard(canary.label).waitFor();
    await patient.page.getByTestId('clinician-knows').waitFor({ timeout: 20_000 });
    const facts = await practice.onlyVisit();

    // While they wait they are connected, and nothing is captured or sent.
    await clinician
      .patientCard(canary.name)
      .and(clinician.page.locator('[data-connected="true"]'))
      .waitFor({ timeout: 20_000 });
    const waiting = await wireFacts(patient.page);
    expect(waiting).toMatchObject({
      connections: 1,
      dtlsState: 'connected',
      framesSent: 0,
      soundBytesSent: 0,
    });

    // Admission: they see, hear and write to each other.
    await clinician.admit(canary.name);
    await patient.page.getByTestId('conversation').waitFor({ timeout: 20_000 });
    for (const { page } of [clinician, patient]) {
      await expectMovingPicture(page, 'remote-video');
      await expectSound(page);
      const wire = await wireFacts(page);
      expect(wire.dtlsState).toBe('connected');
      expect(wire.tlsVersion).toMatch(/^FEF[DC]$/); // DTLS 1.2 or 1.3
      expect(wire.dtlsCipher).toMatch(/GCM|CHACHA20/);
      expect(wire.srtpCipher).toMatch(/AEAD_AES_(128|256)_GCM|AES128_CM_HMAC_SHA1_80/);
      expect(['host', 'srflx', 'prflx']).toContain(wire.localCandidate);
      expect(['host', 'srflx', 'prflx']).toContain(wire.remoteCandidate);
      expect(wire.connections).toBe(1); // R1: exactly one peer connection, nobody in between
    }
    await say(patient.page, clinician.page, canary.fromPatient);
    await say(clinician.page, patient.page, canary.fromClinician);

    // The link is used up: another browser gets a plain refusal and the visit goes on.
    const thief = await Patient.open(await newPerson(browser), link);
    await thief.enter('Somebody Else');
    await thief.expectStopped(/another browser|anderen Browser/);
    await expectMovingPicture(clinician.page, 'remote-video');

    // The end: nothing left in the patient's browser, on the homeserver, in our database or in any log.
    await clinician.end();
    await patient.page.getByTestId('ended').waitFor({ timeout: 20_000 });
    await expect
      .poll(() => patient.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)), {
        timeout: 20_000,
      })
      .toEqual([]);
    expect(await patient.page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);

    await expect
      .poll(() => practice.roomStatus(facts.roomId), { timeout: 60_000, interval: 500 })
      .toMatch(/^(403|404)$/);
    const newTraces = (id: string) =>
      columnsHolding(practice.synapseDatabase, id).filter((column) => !knownTraces.has(column));
    await expect.poll(() => newTraces(facts.roomId), { timeout: 60_000, interval: 500 }).toEqual([]);
    await expect.poll(() => newTraces(facts.guestUserId), { timeout: 60_000, interval: 500 }).toEqual([]);
    await expect
      .poll(() => practice.isDeactivated(facts.guestUserId), { timeout: 30_000, interval: 500 })
      .toBe(true);
    await expect.poll(() => practice.openIntentions(), { timeout: 30_000 }).toBe(0);

    expect(foreignHosts).toEqual([]);
    await practice.stopServers();
    expect(await filesHolding(practice.dataDir, Object.values(canary))).toEqual([]);
    // The search itself works: what the servers may know is found.
    expect(await filesHolding(join(practice.dataDir), [practice.clinician.user])).not.toEqual([]);
  });
});
