import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { previewPages } from './testing/preview-page.ts';

const preview = previewPages({ width: 360, height: 740 });
let page: Page;
beforeEach(() => {
  page = preview.page;
});
const { show, press, calls } = preview;

describe('the patient', () => {
  it('comes from the door to the waiting room with three presses and a name', async () => {
    await show('patient-door');
    await press('door-enter');
    await press('mirror-next');
    await page.getByTestId('name-input').fill('  Kim ');
    await press('enter-waiting-room');
    await page.getByTestId('waiting').waitFor();
    expect(await calls()).toEqual(['preload', 'enter Kim']);
  });

  it('is asked for a name before anything is used up', async () => {
    await show('patient-name');
    await press('enter-waiting-room');
    await page.getByText('Please write what').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('name-input');
    expect(await calls()).toEqual([]);
  });

  it('who is early is let in when the time has come, without touching anything', async () => {
    await page.clock.install();
    await show('patient-early');
    await page.getByTestId('early').waitFor();
    await page.clock.fastForward('12:00');
    await page.getByTestId('early').waitFor();
    await page.clock.fastForward('01:00');
    await page.getByTestId('door-enter').waitFor();
  });

  it('does not lose a visit to one wrong press: leaving asks, Escape stays, and the focus comes back', async () => {
    await show('patient-talk');
    await press('hang-up');
    await page.getByTestId('confirm').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('confirm').waitFor({ state: 'detached' });
    expect(await calls()).toEqual([]);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('hang-up');
    await press('hang-up');
    await press('confirm-yes');
    await page.getByTestId('ended').waitFor();
    expect(await calls()).toEqual(['leave']);
  });

  it('is not offered to hide behind a relay that is not there, and can take back what was wished before', async () => {
    const choice = page.getByTestId('hide-address');
    await show('patient-name-no-relay');
    await page.locator('[data-scene="patient-name-no-relay"]').getByTestId('name-input').waitFor();
    expect(await choice.count()).toBe(0);
    expect(await page.getByTestId('address-fold').count()).toBe(0);
    await show('patient-name-address-hidden');
    await page.locator('[data-scene="patient-name-address-hidden"]').getByTestId('name-input').waitFor();
    await choice.uncheck();
    expect(await calls()).toEqual(['hide false']);
  });

  it('finds how to hide the network address behind one plain line, beside what is to be done', async () => {
    await show('patient-name');
    const choice = page.getByTestId('hide-address');
    await page.getByTestId('address-fold').waitFor();
    expect(await choice.isVisible()).toBe(false);
    await press('address-fold');
    await choice.check();
    expect(await calls()).toEqual(['hide true']);
    // It does not close under the finger.
    expect(await choice.isVisible()).toBe(true);
  });

  it.each(['patient-halted-unconfirmed-device', 'patient-halted-identity-changed'])(
    'does not lose a visit that was stopped to one wrong press (%s), and can leave in a hurry without being asked',
    async (scene) => {
      await show(scene);
      await press('leave');
      await page.getByTestId('confirm').waitFor();
      await press('confirm-stay');
      await page.getByTestId('confirm').waitFor({ state: 'detached' });
      expect(await calls()).toEqual([]);
      await press('leave');
      await press('confirm-yes');
      await page.getByTestId('ended').waitFor();
      expect(await calls()).toEqual(['leave']);
      await page.reload();
      await press('quick-exit');
      await expect.poll(calls).toEqual(['leaveQuickly']);
    },
  );

  it('is asked to wait, and not to leave, where a stopped visit goes on later', async () => {
    const lookOf = async (scene: string) => {
      await show(scene);
      return page.locator(`[data-scene="${scene}"]`).getByTestId('leave').getAttribute('class');
    };
    expect(await lookOf('patient-halted-unconfirmed-device')).toContain('button-quiet');
    expect(await lookOf('patient-halted-stranger')).toContain('button-quiet');
    expect(await lookOf('patient-halted-identity-changed')).toContain('button-primary');
  });

  it('reads on the connection page who is there and what was measured', async () => {
    await show('patient-talk');
    await press('connection');
    // What only specialists ask for is folded away, and there.
    expect(await page.getByTestId('connection-cipher').isVisible()).toBe(false);
    await page.getByText('For specialists').click();
    const text = await page.getByTestId('connection-page').innerText();
    for (const words of [
      'Only you and Dr. Mira Sommerfeld',
      'key in your link',
      'Directly',
      'DTLS 1.3',
      '23 ms',
    ])
      expect(text.replace('milliseconds', 'ms')).toContain(words);
    expect(await violations()).toEqual([]);
  });

  it('sends with Enter, writes a new line with Shift and Enter, and never sends nothing', async () => {
    await show('patient-talk');
    await press('chat-toggle');
    const input = page.getByTestId('chat-input');
    await input.press('Enter');
    await input.fill('one');
    await input.press('Shift+Enter');
    await input.pressSequentially('two');
    await input.press('Enter');
    const last = page.getByTestId('chat-message').last();
    await last.getByText('one').waitFor();
    expect(await last.locator('.message-text').textContent()).toBe('one\ntwo');
    expect(await input.inputValue()).toBe('');
    expect(await page.getByTestId('chat-message').count()).toBe(6);
  });

  it('sees the picture and is offered the sound where the browser holds sound back', async () => {
    // Opened anew, without a press: as after a reload in the middle of a conversation.
    await show('patient-talk');
    const video = page.getByTestId('remote-video');
    await page.getByRole('button', { name: 'Switch the sound on' }).waitFor();
    expect(await video.evaluate((element: HTMLVideoElement) => element.muted)).toBe(true);
    await page.getByRole('button', { name: 'Switch the sound on' }).click();
    await page.getByRole('button', { name: 'Switch the sound on' }).waitFor({ state: 'detached' });
    expect(await video.evaluate((element: HTMLVideoElement) => !element.muted && !element.paused)).toBe(true);
  });
});

describe('the clinician', () => {
  it('is three clicks away from a link in the clipboard', async () => {
    await preview.person.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await show('desk-empty');
    await press('new-invitation');
    expect(await violations()).toEqual([]);
    await press('make-link');
    await press('copy-link');
    const link = await page.getByTestId('link-value').inputValue();
    expect(link).toMatch(/\/j\/#1\S+z$/);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
    expect(await violations()).toEqual([]);
  });

  it('cannot go on before the recovery key is kept and its last group copied', async () => {
    await show('desk-new-keys');
    await press('recovery-confirm');
    await page.getByText('Please confirm').waitFor();
    await page.getByTestId('recovery-kept').check();
    await page.getByTestId('recovery-check').fill('7SeF');
    await press('recovery-confirm');
    await page.getByText('This is not the last group').waitFor();
    expect(await calls()).toEqual([]);
    await page.getByTestId('recovery-check').fill('1mNo');
    await press('recovery-confirm');
    await expect.poll(calls).toEqual(['confirmNewKeys']);
  });

  it('warms up only for somebody who has proven themselves, and can let in nobody else', async () => {
    await show('desk-everybody');
    const cards = page.getByTestId('patient-card');
    for (const trust of ['failed', 'two-proofs', 'unproven', 'proven']) {
      const card = cards.and(page.locator(`[data-trust="${trust}"][data-phase]`)).first();
      const admit = card.getByTestId('admit');
      if ((await admit.count()) > 0) await admit.hover({ force: true });
    }
    // These four belong to nobody who may be let in.
    await expect.poll(calls).toContain('prepare 1');
    for (const stranger of [3, 4, 5, 7]) expect(await calls()).not.toContain(`prepare ${stranger}`);
    for (const trust of ['failed', 'two-proofs'])
      expect(
        await cards
          .and(page.locator(`[data-trust="${trust}"]`))
          .getByTestId('admit')
          .count(),
      ).toBe(0);
    const arriving = cards.and(page.locator('[data-trust="unproven"]')).getByTestId('admit');
    expect(await arriving.getAttribute('aria-disabled')).toBe('true');
    await arriving.click({ force: true });
    expect((await calls()).filter((call) => call.startsWith('admit'))).toEqual([]);
  });

  it('can try again at once when something has failed', async () => {
    await show('desk-failing');
    const calledOften = (times: number) => expect.poll(calls).toEqual(Array(times).fill('signIn'));
    await page.getByTestId('desk-user').fill('sommerfeld');
    await page.getByTestId('desk-password').fill('wrong');
    await press('desk-sign-in');
    await page.getByText('too many tries').waitFor();
    await press('desk-sign-in');
    await calledOften(2);
  });

  it('is told that nothing is lost when the server has ended a session, and deletes keys only after being asked', async () => {
    await show('desk-session-ended');
    await page.getByText('Nothing is lost').waitFor();
    expect(await page.getByTestId('desk-user').inputValue()).toBe('@sommerfeld:sprechzimmer.localhost');
    await press('forget-keys');
    await page.getByTestId('confirm').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('confirm').waitFor({ state: 'detached' });
    expect(await calls()).toEqual([]);
    await press('forget-keys');
    await press('confirm-yes');
    await expect.poll(calls).toEqual(['signOut']);
  });

  it('lets in with one click, and ends only after being asked', async () => {
    await show('desk-waiting');
    await press('admit');
    await press('end-visit');
    await press('confirm-stay');
    await press('end-visit');
    await press('confirm-yes');
    await page.getByTestId('new-invitation').waitFor();
    expect((await calls()).filter((call) => !call.startsWith('prepare'))).toEqual(['admit 1', 'end 1']);
  });

  it('who has typed the next appointment is offered to show it, and loses no word by putting the question away', async () => {
    await show('desk-waiting');
    await press('admit');
    await press('end-visit');
    const look = (button: string) => page.getByTestId(button).getAttribute('class');
    expect(await look('confirm-stay')).toContain('primary');
    const field = page.locator('input[data-testid="next-appointment"]');
    await field.fill('Donnerstag, 10 Uhr');
    expect(await look('confirm-yes')).toContain('primary');
    expect(await look('confirm-stay')).not.toContain('primary');
    await press('confirm-stay');
    await press('end-visit');
    expect(await field.inputValue()).toBe('Donnerstag, 10 Uhr');
  });

  it.each(['de', 'en'] as const)(
    'writes into the mail and on the card (%s) when the appointment begins, in words that are right on any day',
    async (language) => {
      await show('desk-empty', language);
      await press('new-invitation');
      const tomorrow = await page.evaluate(() => {
        const day = new Date();
        day.setDate(day.getDate() + 1);
        return {
          date: day.toLocaleDateString('sv-SE'),
          number: new RegExp(`\\b${day.getDate()}\\b`).source,
        };
      });
      await page.getByTestId('invitation-date').fill(tomorrow.date);
      await page.getByTestId('invitation-time').fill('10:00');
      await press('make-link');
      const mail = await page.locator('a[href^="mailto:"]').getAttribute('href');
      const body = new URL(mail ?? '').searchParams.get('body') ?? '';
      const card = (await page.locator('.print-card').textContent()) ?? '';
      for (const text of [body, card]) {
        expect(text).toMatch(/\b10:00\b/);
        expect(text).toMatch(/\b0?9:30\b/);
        expect(text).toMatch(new RegExp(tomorrow.number));
        expect(text).not.toMatch(/heute|morgen|today|tomorrow/i);
      }
    },
  );

  it('prints the card with the link and nothing else of the screen', async () => {
    await show('desk-empty');
    await press('new-invitation');
    await press('make-link');
    await page.getByTestId('link-value').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.print-card').isVisible()).toBe(true);
    expect(await page.getByTestId('desk').isVisible()).toBe(false);
    expect(await page.getByTestId('invitation-dialog').isVisible()).toBe(false);
  });
});

async function violations(): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const found = await (window as unknown as { axe: typeof axe }).axe.run();
    return found.violations.map(
      ({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target).join(', ')}`,
    );
  });
}
