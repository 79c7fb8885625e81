/** Asks every part of a practice whether it is well, and what to do where it is not. It changes nothing. */

import type { DataPaths } from '../setup/paths.ts';
import type { Check } from './check.ts';
import { appserviceChecks } from './checks/appservice.ts';
import { machineChecks } from './checks/machine.ts';
import { outsideChecks } from './checks/outside.ts';
import { partChecks } from './checks/parts.ts';
import { powerChecks } from './checks/powers.ts';
import { storeChecks } from './checks/store.ts';
import { webChecks } from './checks/web.ts';
import { type Examined, examine } from './examine.ts';
import { lookAround } from './surroundings.ts';

export interface Examination {
  /** Something of the practice answers. */
  readonly running: boolean;
  readonly checks: readonly Examined[];
}

/** In the order in which a person reads them. */
export const allChecks: readonly Check[] = [
  ...partChecks,
  ...machineChecks,
  ...appserviceChecks,
  ...webChecks,
  ...outsideChecks,
  ...storeChecks,
  ...powerChecks,
];

/** Takes some seconds; longer only where something does not answer. Never throws. */
export async function examinePractice(paths: DataPaths): Promise<Examination> {
  const nowMs = Date.now();
  const surroundings = await lookAround(paths, nowMs);
  const checks = await examine(allChecks, { paths, nowMs }, surroundings);
  return { running: surroundings?.running ?? false, checks };
}
