/** The clinician writes with another Matrix client: matrix-nio, whose encryption is libolm and none of ours. */

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { lookOnFailure } from '../e2e/last-look.ts';
import { Clinician, Patient, say } from '../e2e/people.ts';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { crossSignWithRecoveryKey } from './nio/element-in-node.ts';
import { type NioClient, startNio } from './nio/nio-client.ts';

let practice: PracticeStack;
let browser: Browser;
let nio: NioClient;

beforeAll(async () => {
  [practice, browser, nio] = await Promise.all([startPracticeStack(), launchBrowser(), startNio()]);
});

afterAll(async () => {
  await nio?.stop();
  await browser?.close();
  await practice?.stop();
});

describe('a Matrix client of another make on the clinician’s account', () => {
  it('reads and says nothing before the clinician has signed it, and both ways once they have', async () => {
    const { userId, password } = practice.clinician;
    const account = { homeserver: practice.homeserverUrl, user: userId, password };
    const clinician = await Clinician.arrive(await newPerson(browser), practice.publicUrl);
    const recoveryKey = await clinician.signInFirstTime(userId, password);
    const { device } = await nio.signIn(account);

    const link = await clinician.makeLink('Etikett-Nio', { kind: 'chat' });
    const patient = await Patient.open(await newPerson(browser), link);
    lookOnFailure({ clinician: clinician.page, patient: patient.page });
    await patient.page.getByTestId('door-enter').click();
    await patient.page.getByTestId('name-input').fill('Wilhelmine');
    await patient.page.getByTestId('enter-waiting-room').click();
    await patient.expectKnown();
    await clinician.admit('Wilhelmine');
    const { roomId, guestUserId } = await practice.onlyVisit();
    const withPatient = patient.page.getByTestId('chat-message');

    // Unsigned: the server shows it among the clinician's devices, and that is all.
    await say(patient.page, clinician.page, 'Nur fuer Sie');
    await nio.hears('unreadable', ({ sender, room }) => sender === guestUserId && room === roomId);
    await nio.write(roomId, 'Das bin nicht ich');
    await withPatient.and(patient.page.locator('[data-state="withheld"]')).waitFor();
    await say(clinician.page, patient.page, 'Ich hoere Sie');
    expect(await withPatient.filter({ hasText: 'Das bin nicht ich' }).count()).toBe(0);
    await nio.hears('unreadable', ({ sender }) => sender === userId);
    expect(bodiesReadBy(nio)).toEqual(['Das bin nicht ich']);

    // Signed: as good as the desk.
    await crossSignWithRecoveryKey(account, recoveryKey, device);
    // The guest's browser learns of the signature from the server, in its own time; and for the moment in which the
    // device that signed was there itself, unconfirmed, it stood still.
    let tries = 0;
    await vi.waitFor(
      async () => {
        tries += 1;
        await say(patient.page, clinician.page, `Lesen Sie das auch dort ${tries}`);
        expect(bodiesReadBy(nio)).toContain(`Lesen Sie das auch dort ${tries}`);
      },
      { timeout: 120_000, interval: 250 },
    );
    await nio.write(roomId, 'Ja, auch von hier');
    await withPatient.filter({ hasText: 'Ja, auch von hier' }).waitFor({ timeout: 30_000 });
    await say(patient.page, clinician.page, 'Schoen');
    expect(await nio.hears('read', ({ body }) => body === 'Schoen')).toMatchObject({
      sender: guestUserId,
      encrypted: true,
    });
    // What it was not given then, it is not given later.
    expect(bodiesReadBy(nio)).not.toContain('Nur fuer Sie');
  });
});

function bodiesReadBy({ told }: NioClient): readonly string[] {
  return told.flatMap((one) => (one.event === 'read' ? [one.body] : []));
}
