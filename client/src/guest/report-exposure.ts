/** Telling the practice that the secret of this link has stood in a path, for as long as the page is open. */

import type { Signal } from '@preact/signals';
import { deriveLinkKeys, type ProblemCode, readExposedPath, toBase64Url } from '@sprechzimmer/protocol';
import { ApiProblem } from '../api/call-api.ts';
import { reportExposed } from '../api/public-api.ts';
import { type RetryOptions, retrying } from '../api/retry.ts';

/**
 * `told`: the server has it, the link is closed. `over`: it had been worth nothing before. `untold`: not now, or not at
 * all; the practice has to hear of it by telephone.
 */
export type ExposureReport = 'telling' | 'told' | 'over' | 'untold';

/**
 * Never throws. What it derives from the secret stays in memory, and only until the report has been made.
 * @param path as the page was opened with it
 */
export async function reportExposure(
  path: string,
  report: Signal<ExposureReport | undefined>,
  options: Pick<RetryOptions, 'pause'> = {},
): Promise<void> {
  report.value = 'telling';
  try {
    const request = await requestOf(path);
    if (!request) {
      report.value = 'untold';
      return;
    }
    await retrying(() => reportExposed(request), {
      ...options,
      onReachable: (is) => {
        if (!is) report.value = 'untold';
      },
    });
    report.value = 'told';
  } catch (error) {
    report.value = error instanceof ApiProblem && isOver(error.code) ? 'over' : 'untold';
  }
}

async function requestOf(path: string) {
  const link = await readExposedPath(path);
  if (!link) return undefined;
  const { id, redeem, guestKey, clinicianKey } = await deriveLinkKeys(link);
  const request = { id, redeem: toBase64Url(redeem) };
  for (const bytes of [link.secret, redeem, guestKey, clinicianKey]) bytes.fill(0);
  return request;
}

function isOver(code: ProblemCode): boolean {
  return code === 'ended' || code === 'cancelled' || code === 'too-late';
}
