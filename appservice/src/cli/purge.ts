/** `purge`: what is over goes now; and one visit that is named is ended, and goes. */

import { createInterface } from 'node:readline/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { purgeVisits } from '../purge/purge-visits.ts';
import { openHomeserverRows } from '../setup/homeserver-rows.ts';
import { tryLock } from '../setup/lock.ts';
import { nudge } from '../setup/nudge.ts';
import { startPractice } from '../setup/practice.ts';
import { type ExitCode, exitCodes, Trouble } from '../setup/trouble.ts';
import type { VisitLine } from '../store/overview.ts';
import { isClosing } from '../visits/visit.ts';
import type { Wish } from '../visits/wishes.ts';
import { type Options, usage } from './command-line.ts';
import { type OwnPractice, withPractice } from './own-store.ts';
import type { PurgeAnswer } from './purge-answer.ts';
import { beforePurge, purgeText } from './purge-words.ts';
import { tell } from './tell.ts';
import { stepsFor } from './terminal.ts';
import { texts } from './texts.ts';
import { iso, signInName } from './visit-words.ts';

/** @param label `Guest 7Q2`, or `7Q2`; undefined: whatever is over */
export async function purge(label: string | undefined, dataDir: string, options: Options): Promise<ExitCode> {
  const json = await withPractice(dataDir, async (practice): Promise<PurgeAnswer | undefined> => {
    const { visits } = await practice.store.overview();
    const lines = label === undefined ? visits.filter(isOver) : [theOne(visits, label, options.clinician)];
    const wish = label === undefined ? undefined : { evenTalking: options['end-conversation'] === true };
    const [line] = lines;
    if (wish && line && !(await agreed(line, wish, options))) return undefined;
    return carryOut(practice, lines, wish, options);
  });
  if (json === undefined) {
    console.log('Nothing was changed.');
    return exitCodes.done;
  }
  tell('purge', options, { text: purgeText(json, label !== undefined), json });
  return json.ok ? exitCodes.done : exitCodes.notWell;
}

async function carryOut(
  { store, paths, config }: OwnPractice,
  lines: readonly VisitLine[],
  wish: Wish | undefined,
  options: Options,
): Promise<PurgeAnswer> {
  const held = tryLock(paths.lock);
  held?.release();
  const wasRunning = held === undefined;
  const work = lines.length > 0 || (await store.overview()).looseDuties.some(({ attempts }) => attempts > 0);
  const practice =
    wasRunning || !work
      ? undefined
      : await startPractice({
          dataDir: paths.dir,
          front: false,
          steps: stepsFor(options),
          onAccount: (account) => console.error(texts.account(account)),
        });
  const homeserver = await openHomeserverRows(config, paths).catch(() => undefined);
  try {
    const purged = await purgeVisits(
      {
        store,
        homeserver,
        nudge: () => nudge(paths.nudge),
        nowMs: () => Date.now(),
        pause: (ms) => pause(ms),
        patienceMs,
      },
      lines,
      wish,
    );
    const later = (await store.overview()).looseDuties;
    const [first] = later;
    return {
      ok: purged.every(({ outcome, homeserverRows }) => outcome === 'gone' && homeserverRows !== null),
      wasRunning,
      visits: purged.map(({ clinician, ...rest }) => ({ ...rest, clinician: signInName(clinician) })),
      later: later.length,
      laterAt: first === undefined ? null : iso(first.nextTryMs),
    };
  } finally {
    await homeserver?.close();
    await practice?.stop();
  }
}

/** Over, and only what is left of it is still there. A link that was reported stays until its clinician has seen it. */
function isOver({ phase }: VisitLine): boolean {
  return isClosing(phase) && phase !== 'exposed';
}

function theOne(visits: readonly VisitLine[], label: string, clinician: string | undefined): VisitLine {
  const short = (text: string) => text.replace(/^guest\s+/i, '').toLowerCase();
  const meant = visits.filter(
    (line) =>
      short(line.label) === short(label) &&
      (clinician === undefined || signInName(line.clinician) === clinician || line.clinician === clinician),
  );
  const [line] = meant;
  if (line === undefined)
    throw usage(
      `There is no open invitation and no visit called ${label}. What there is: npx sprechzimmer visits.`,
      'purge',
    );
  // One that is being replaced has the name of its successor: it goes by itself.
  const alive = meant.filter((other) => !isOver(other));
  if (alive.length > 1)
    throw usage(
      `Several clinicians have a ${line.label}: ${alive.map((other) => signInName(other.clinician)).join(', ')}. Say which: --clinician NAME.`,
      'purge',
    );
  return alive[0] ?? line;
}

async function agreed(line: VisitLine, { evenTalking }: Wish, options: Options): Promise<boolean> {
  if (line.phase === 'in-session' && !evenTalking)
    throw new Trouble(
      exitCodes.usage,
      `${line.label} is in conversation just now. Whoever really wants to break it off says so: --end-conversation.`,
    );
  if (options.yes === true) return true;
  if (options.json === true || process.stdin.isTTY !== true)
    throw usage('Nobody is there to be asked. In a script, say --yes.', 'purge');
  console.log(beforePurge(line));
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await lines.question(`Type ${line.label} to go on, anything else to stop: `);
    return answer.trim().toLowerCase() === line.label.toLowerCase();
  } finally {
    lines.close();
  }
}

const patienceMs = 60_000;
