/** What the two are told of recording and of being overheard, and where. No server needed. */

import { expect, it } from 'vitest';
import { previewPages } from './testing/preview-page.ts';

const preview = previewPages({ width: 390, height: 844 });
const patienceMs = 30_000;

const read = (testId: string) => preview.page.getByTestId(testId).innerText({ timeout: patienceMs });
const openConnection = async (scene: string, language: 'de' | 'en') => {
  await preview.show(scene, language);
  await preview.page.locator(`[data-scene="${scene}"]`).waitFor({ state: 'attached', timeout: patienceMs });
  await preview.press('connection');
};

it.each([
  {
    language: 'de',
    forbidden: 'Aufnehmen ist nicht erlaubt, weder Ihnen noch',
    none: 'wird nicht aufgezeichnet',
    practice: 'der Praxis.',
  },
  {
    language: 'en',
    forbidden: 'Recording is not permitted, neither to you nor to',
    none: 'is not recorded',
    practice: 'the practice.',
  },
] as const)(
  'both sides read that neither may record, and that nothing here does ($language)',
  async ({ language, forbidden, none, practice }) => {
    await preview.show('patient-name', language);
    const agreed = await read('name');
    expect(agreed).toContain(`${forbidden} ${practice}`);
    expect(agreed).toContain(none);
    await openConnection('patient-talk', language);
    expect(await read('connection-recording')).toContain(`${forbidden} Dr. Mira Sommerfeld.`);
    await openConnection('desk-talk', language);
    const atDesk = await read('connection-recording');
    expect(atDesk).toContain(`${forbidden} Paar Donnerstag.`);
    expect(atDesk).toContain(none);
  },
);

it('whoever may be overheard, or hears an echo, reads that headphones help', async () => {
  await preview.show('patient-mirror');
  expect(await read('mirror')).toContain('With headphones nobody else hears what Dr. Mira Sommerfeld says.');
  await preview.show('patient-question-company');
  expect(await read('question-company')).toContain('With headphones nobody else hears');
  await openConnection('patient-talk', 'en');
  expect(await read('sound-section')).toMatch(/twice\? Headphones/);
});
