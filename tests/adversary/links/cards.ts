/** What the desk shows of whoever waits. */

import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Clinician } from '../../e2e/people.ts';

/** Cards by what the desk knows of who it is. */
export function cards({ page }: Clinician, trust: string): Locator {
  return page.locator(`[data-testid="patient-card"][data-trust="${trust}"]`);
}

/** Nobody can be let in from any card. */
export async function expectNobodyAdmissible({ page }: Clinician): Promise<void> {
  expect(await page.locator('[data-testid="admit"][aria-disabled="false"]').count()).toBe(0);
}

/** Lets in whoever this is. */
export async function letIn({ page }: Clinician, card: Locator): Promise<void> {
  await card.locator('[data-testid="admit"][aria-disabled="false"]').click({ timeout: 30_000 });
  await page.getByTestId('conversation').waitFor();
}

/** Ends and turns away whoever is there, so that the next attack begins with nobody waiting. */
export async function clearDesk(clinician: Clinician): Promise<void> {
  const { page } = clinician;
  if (await page.getByTestId('end-visit').isVisible()) await clinician.end();
  const waiting = page.getByTestId('patient-card');
  // In one look: a visit that has just been ended may be gone with the next.
  const visits = () => waiting.evaluateAll((all) => all.map((card) => card.getAttribute('data-visit') ?? ''));
  for (let [next] = await visits(); next !== undefined; [next] = await visits())
    await turnAway(clinician, next);
}

/** Gone already is as good. */
async function turnAway({ page }: Clinician, visit: string): Promise<void> {
  const card = page.locator(`[data-visit="${visit}"]`);
  const confirm = page.getByTestId('confirm-yes');
  const step = async () => {
    if (await confirm.isVisible()) await confirm.click({ timeout: 5_000 });
    else if (await card.isVisible()) await card.getByTestId('decline').click({ timeout: 5_000 });
  };
  await expect
    .poll(
      () =>
        step().then(
          () => card.count(),
          () => card.count(),
        ),
      { timeout: 30_000, interval: 200 },
    )
    .toBe(0);
}
