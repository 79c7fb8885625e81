/**
 * `npm run bench`: each figure beside its floor, measured in the same run on the same machine.
 *
 * `--json FILE` writes the figures, `--runs N` takes N samples of each (at least seven count as a result).
 */

import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { fromBase64 } from '@sprechzimmer/protocol';
import { dataPaths } from '../../appservice/src/setup/paths.ts';
import { readSecrets } from '../../appservice/src/setup/secrets.ts';
import { launchBrowser } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { ensureSystemPackages } from '../stack/system-packages.ts';
import type { BareHomeserver } from './bare-visit.ts';
import { type Figure, json, table } from './figures.ts';
import { bareProvisionedPerSecond, provisionedPerSecond } from './provisioning.ts';
import { measureStartup } from './startup.ts';
import { measureVisits } from './visits.ts';

const { values } = parseArgs({
  options: { json: { type: 'string' }, runs: { type: 'string', default: '7' } },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  console.error('--runs takes a whole number from 1 on.');
  process.exit(2);
}

/** A bench is not a patient: it comes as often as it likes. */
const roomy = {
  doorPerMinute: 100_000,
  redeemPerMinute: 100_000,
  guestPerMinute: 100_000,
  clinicianPerMinute: 100_000,
};

await ensureSystemPackages();
const figures = await measure();
console.log(`\n${table(figures)}`);
if (values.json) await writeFile(values.json, `${JSON.stringify(json(figures), null, 2)}\n`);

async function measure(): Promise<readonly Figure[]> {
  console.log('Starting a practice');
  const practice = await startPracticeStack({ limits: roomy });
  const browser = await launchBrowser();
  try {
    const homeserver = await bareHomeserver(practice);
    console.log('Visits in two browsers');
    const visits = await measureVisits(browser, practice, homeserver, runs);
    console.log('Provisioning');
    const provisioner = { publicUrl: practice.publicUrl, homeserver };
    const [ours, floor]: [number[], number[]] = [[], []];
    for (let run = 0; run < runs; run += 1) {
      ours.push(await provisionedPerSecond(provisioner));
      floor.push(await bareProvisionedPerSecond(provisioner));
    }
    console.log('Second start');
    await browser.close();
    await practice.stopServers();
    const startup = await measureStartup(runs);
    return [
      {
        key: 'admitToFirstFrame.ratio',
        what: 'admit to first frame on both sides, patient looked at first',
        unit: 'ms',
        ours: visits.admitToFirstFrame,
        floor: visits.barePair,
        aim: '≤ 1.0',
        met: (ratio) => ratio <= 1,
      },
      {
        key: 'admitToFirstFrameBesideSmallCamera.ratio',
        what: 'the same, beside a bare pair with a 640×480 camera',
        unit: 'ms',
        ours: visits.admitToFirstFrame,
        floor: visits.smallBarePair,
        aim: 'shown',
        met: () => true,
      },
      {
        key: 'coldAdmitToFirstFrame.ratio',
        what: 'the same, admitted at once: cameras cold',
        unit: 'ms',
        ours: visits.coldAdmitToFirstFrame,
        floor: visits.barePair,
        aim: '≤ 2.0',
        met: (ratio) => ratio <= 2,
      },
      {
        key: 'redeemToWaiting.ratio',
        what: 'button to waiting room, proof sent',
        unit: 'ms',
        ours: visits.redeemToWaiting,
        floor: visits.bareArrival,
        aim: '≤ 1.5',
        met: (ratio) => ratio <= 1.5,
      },
      {
        key: 'provisioning.ratio',
        what: 'visits provisioned',
        unit: '1/s',
        ours,
        floor,
        aim: '≥ 0.9',
        met: (ratio) => ratio >= 0.9,
      },
      {
        key: 'wire.landingBytes',
        what: 'script until the door can be used',
        unit: 'B',
        ours: visits.landingScriptBytes,
        aim: '≤ 100 kB',
        met: (bytes) => bytes <= 100_000,
      },
      {
        key: 'wire.waitingBytes',
        what: 'everything until waiting',
        unit: 'B',
        ours: visits.waitingBytes,
        aim: '≤ 2 MB',
        met: (bytes) => bytes <= 2_000_000,
      },
      {
        key: 'startup.secondStartMs',
        what: 'second start until the desk answers',
        unit: 'ms',
        ours: startup.second,
        aim: 'shown',
        met: () => true,
      },
      {
        key: 'startup.homeserverAloneMs',
        what: 'the homeserver alone',
        unit: 'ms',
        ours: startup.homeserverAlone,
        aim: 'shown',
        met: () => true,
      },
    ];
  } finally {
    await browser.close();
    await practice.stop();
  }
}

async function bareHomeserver(practice: PracticeStack): Promise<BareHomeserver> {
  const secrets = await readSecrets(dataPaths(practice.dataDir).secrets);
  const [, server = ''] = /^@[^:]+:(.+)$/.exec(practice.clinician.userId) ?? [];
  return {
    url: practice.homeserverUrl,
    botUserId: `@sprechzimmer:${server}`,
    asToken: secrets.asToken,
    voucherKey: fromBase64(secrets.voucherKey),
    stewardKey: fromBase64(secrets.stewardKey),
    clinician: { userId: practice.clinician.userId, accessToken: await practice.signInScript() },
  };
}
