/** What `npm run bench` measures, part by part: each with its figures, their floors and their aims. */

import { fromBase64 } from '@sprechzimmer/protocol';
import type { Browser } from 'playwright-core';
import { dataPaths } from '../../appservice/src/setup/paths.ts';
import { readSecrets } from '../../appservice/src/setup/secrets.ts';
import { launchBrowser } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import type { BareHomeserver } from './bare-visit.ts';
import type { Figure } from './figures.ts';
import { bareProvisionedPerSecond, provisionedPerSecond } from './provisioning.ts';
import { measureSlowPhone } from './slow-phone.ts';
import { measureStartup } from './startup.ts';
import { measureVisits } from './visits.ts';

/** @param runs samples of each figure */
export type Part = (runs: number) => Promise<readonly Figure[]>;

export const parts = {
  visits: (runs) => atPractice((practice, browser) => visits(practice, browser, runs)),
  provisioning: (runs) => atPractice((practice) => provisioning(practice, runs)),
  phone: (runs) => atPractice((practice, browser) => phone(practice, browser, runs)),
  startup,
} as const satisfies Readonly<Record<string, Part>>;

async function visits(practice: PracticeStack, browser: Browser, runs: number): Promise<readonly Figure[]> {
  const samples = await measureVisits(browser, practice, await bareHomeserver(practice), runs);
  return [
    {
      key: 'admitToFirstFrame.ratio',
      what: 'admit to first frame on both sides, patient looked at first',
      unit: 'ms',
      ours: samples.admitToFirstFrame,
      floor: samples.barePair,
      aim: '≤ 1.0',
      met: (ratio) => ratio <= 1,
    },
    {
      key: 'admitToFirstFrameBesideSmallCamera.ratio',
      what: 'the same, beside a bare pair with a 640×480 camera',
      unit: 'ms',
      ours: samples.admitToFirstFrame,
      floor: samples.smallBarePair,
      aim: 'shown',
      met: () => true,
    },
    {
      key: 'coldAdmitToFirstFrame.ratio',
      what: 'the same, admitted at once: cameras cold',
      unit: 'ms',
      ours: samples.coldAdmitToFirstFrame,
      floor: samples.barePair,
      aim: '≤ 2.0',
      met: (ratio) => ratio <= 2,
    },
    {
      key: 'redeemToWaiting.ratio',
      what: 'button to waiting room, proof sent',
      unit: 'ms',
      ours: samples.redeemToWaiting,
      floor: samples.bareArrival,
      aim: '≤ 1.5',
      met: (ratio) => ratio <= 1.5,
    },
    {
      key: 'wire.landingBytes',
      what: 'script until the door can be used',
      unit: 'B',
      ours: samples.landingScriptBytes,
      aim: '≤ 100 kB',
      met: (bytes) => bytes <= 100_000,
    },
    {
      key: 'wire.waitingBytes',
      what: 'everything until waiting',
      unit: 'B',
      ours: samples.waitingBytes,
      aim: '≤ 2 MB',
      met: (bytes) => bytes <= 2_000_000,
    },
  ];
}

async function provisioning(practice: PracticeStack, runs: number): Promise<readonly Figure[]> {
  const provisioner = { publicUrl: practice.publicUrl, homeserver: await bareHomeserver(practice) };
  const [ours, floor]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    ours.push(await provisionedPerSecond(provisioner));
    floor.push(await bareProvisionedPerSecond(provisioner));
  }
  return [
    {
      key: 'provisioning.ratio',
      what: 'visits provisioned',
      unit: '1/s',
      ours,
      floor,
      aim: '≥ 0.9',
      met: (ratio) => ratio >= 0.9,
    },
  ];
}

async function phone(practice: PracticeStack, browser: Browser, runs: number): Promise<readonly Figure[]> {
  const samples = await measureSlowPhone(browser, practice, runs);
  return [
    {
      key: 'interaction.slowestMs',
      what: 'slowest press of a patient to the next frame, phone four times slower',
      unit: 'ms',
      ours: samples.press,
      floor: samples.barePress,
      judged: 'ours',
      aim: '< 200 ms',
      met: (ms) => ms < 200,
    },
    {
      key: 'layoutShift.patient',
      what: 'moved by itself on the patient’s whole way',
      unit: '',
      ours: samples.patientMoved,
      aim: '≤ 0.1',
      met: (sum) => sum <= 0.1,
    },
    {
      key: 'layoutShift.desk',
      what: 'the same at the desk',
      unit: '',
      ours: samples.deskMoved,
      aim: '≤ 0.1',
      met: (sum) => sum <= 0.1,
    },
    {
      key: 'longestTask.ms',
      what: 'longest task in the conversation, the same phone',
      unit: 'ms',
      ours: samples.task,
      floor: samples.bareTask,
      judged: 'ours',
      aim: 'shown',
      met: () => true,
    },
    {
      key: 'longTasks.count',
      what: 'tasks of 50 ms and more in it',
      unit: '',
      ours: samples.tasks,
      aim: 'shown',
      met: () => true,
    },
  ];
}

async function startup(runs: number): Promise<readonly Figure[]> {
  const samples = await measureStartup(runs);
  return [
    {
      key: 'startup.secondStartMs',
      what: 'second start until the desk answers',
      unit: 'ms',
      ours: samples.second,
      aim: 'shown',
      met: () => true,
    },
    {
      key: 'startup.homeserverAloneMs',
      what: 'the homeserver alone',
      unit: 'ms',
      ours: samples.homeserverAlone,
      aim: 'shown',
      met: () => true,
    },
  ];
}

/** A bench is not a patient: it comes as often as it likes. */
const roomy = {
  doorPerMinute: 100_000,
  redeemPerMinute: 100_000,
  guestPerMinute: 100_000,
  clinicianPerMinute: 100_000,
};

async function atPractice(
  work: (practice: PracticeStack, browser: Browser) => Promise<readonly Figure[]>,
): Promise<readonly Figure[]> {
  const practice = await startPracticeStack({ limits: roomy });
  try {
    const browser = await launchBrowser();
    try {
      return await work(practice, browser);
    } finally {
      await browser.close();
    }
  } finally {
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
