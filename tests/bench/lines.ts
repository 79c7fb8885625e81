/**
 * Weak lines: what was sent over them and what arrived. Two people in one browser; all that they send to each other
 * passes a line that loses, delays or squeezes packets, the same in both directions.
 *
 * `npm run bench -- lines` prints the table of docs/performance.md.
 */

import type { Browser } from 'playwright-core';
import { openLab } from '../../client/src/call/testing/lab.ts';
// Only for the type of `window.callLab`; the page itself is bundled and served by the lab.
import type {} from '../../client/src/call/testing/page.ts';
import { newPerson } from '../stack/browser.ts';
import { type Impairment, impairedLine } from '../stack/impaired-line.ts';
import { ownAddress } from '../stack/own-address.ts';

export interface LineResult {
  readonly line: string;
  /** Of the picture: which rung it stood on in the end. */
  readonly rung: string;
  readonly sent: Flow;
  readonly arrived: Flow & {
    /** Share of what was heard that was made up, because what belonged there had not come. */
    readonly concealed: number;
  };
  /** Share of the packets that the line let through. */
  readonly passed: number;
}

export interface Flow {
  readonly soundBps: number;
  readonly pictureBps: number;
  readonly lines: number;
  readonly framesPerSecond: number;
}

const weakLines: readonly (readonly [string, Impairment])[] = [
  ['good', {}],
  ['15 % lost', { loss: 0.15 }],
  ['35 % lost', { loss: 0.35 }],
  ['300 ms each way', { delayMs: 300 }],
  ['300 kbit/s', { rateBps: 300_000 }],
  ['70 kbit/s', { rateBps: 70_000 }],
];

/** Long enough for the ladder to come down from the top. */
const SETTLE_MS = 18_000;
const MEASURE_MS = 6_000;

export async function measureLines(browser: Browser): Promise<readonly LineResult[]> {
  const lab = await openLab();
  try {
    const results: LineResult[] = [];
    for (const [name, impairment] of weakLines)
      results.push(await measureLine(browser, lab.url, name, impairment));
    return results;
  } finally {
    await lab.close();
  }
}

/** As it stands in the documentation. */
export function lineTable(results: readonly LineResult[]): string {
  const head = '| line | rung | sent: sound | picture | arrived: sound | made up | picture |';
  const rows = results.map(({ line, rung, sent, arrived }) =>
    [
      '',
      line,
      rung,
      kilobits(sent.soundBps),
      picture(sent),
      kilobits(arrived.soundBps),
      `${(arrived.concealed * 100).toFixed(1)} %`,
      picture(arrived),
      '',
    ]
      .join(' | ')
      .trim(),
  );
  return [head, '|---|---|---|---|---|---|---|', ...rows].join('\n');
}

async function measureLine(
  browser: Browser,
  url: string,
  name: string,
  impairment: Impairment,
): Promise<LineResult> {
  const host = ownAddress();
  const line = await impairedLine(host);
  const somebody = await newPerson(browser);
  try {
    await somebody.page.exposeFunction('leadTo', (port: number) => line.leadTo(host, port));
    await somebody.page.exposeFunction('impair', () => line.impair(impairment));
    await somebody.page.goto(url);
    const before = { ...line.back };
    const measured = await somebody.page.evaluate(talkOver, {
      port: line.port,
      settleMs: SETTLE_MS,
      measureMs: MEASURE_MS,
    });
    const passed =
      (line.back.packetsOut - before.packetsOut) / Math.max(1, line.back.packetsIn - before.packetsIn);
    return { line: name, passed, ...measured };
  } finally {
    await somebody.close();
    await line.stop();
  }
}

/** Runs in the page: what the guest sends and the clinician gets. */
async function talkOver(wish: { port: number; settleMs: number; measureMs: number }) {
  const { MemoryHub, pair, view, paints } = window.callLab;
  const { leadTo, impair } = window as unknown as {
    leadTo(port: number): Promise<void>;
    impair(): Promise<void>;
  };
  const hub = new MemoryHub();
  hub.detour('guest', wish.port, (found) => void leadTo(found));
  const connections: RTCPeerConnection[] = [];
  const openConnection = (config: RTCConfiguration) => {
    const pc = new RTCPeerConnection(config);
    connections.push(pc);
    return pc;
  };
  const { clinician, guest } = await pair({
    hub,
    clinician: { platform: { openConnection } },
    guest: { platform: { openConnection } },
  });
  for (const { mesh } of [clinician, guest]) {
    mesh.allowRemote(true);
    await mesh.openMedia();
  }
  await paints(view(clinician, guest).stream);
  await impair();
  await new Promise((resolve) => setTimeout(resolve, wish.settleMs));
  const guestSends = async () => {
    const sums = {
      sound: 0,
      picture: 0,
      frames: 0,
      lines: 0,
      soundIn: 0,
      pictureIn: 0,
      framesIn: 0,
      linesIn: 0,
    };
    const heard = { concealed: 0, samples: 0 };
    for (const pc of connections) {
      // The guest is the one who was called: their description is an answer.
      const isGuest = pc.localDescription?.type === 'answer';
      (await pc.getStats()).forEach((entry: Record<string, unknown>) => {
        const value = (member: string) => Number(entry[member] ?? 0);
        const kind = entry['kind'];
        if (isGuest && entry['type'] === 'outbound-rtp') {
          if (kind === 'audio') sums.sound += value('bytesSent');
          else {
            sums.picture += value('bytesSent');
            sums.frames += value('framesSent');
            sums.lines = value('frameHeight');
          }
        }
        if (!isGuest && entry['type'] === 'inbound-rtp') {
          if (kind === 'audio') {
            sums.soundIn += value('bytesReceived');
            heard.concealed += value('concealedSamples') - value('silentConcealedSamples');
            heard.samples += value('totalSamplesReceived');
          } else {
            sums.pictureIn += value('bytesReceived');
            sums.framesIn += value('framesDecoded');
            sums.linesIn = value('frameHeight');
          }
        }
      });
    }
    return { ...sums, ...heard, atMs: performance.now() };
  };
  const before = await guestSends();
  await new Promise((resolve) => setTimeout(resolve, wish.measureMs));
  const after = await guestSends();
  const seconds = (after.atMs - before.atMs) / 1_000;
  const rate = (member: 'sound' | 'picture' | 'frames' | 'soundIn' | 'pictureIn' | 'framesIn') =>
    (after[member] - before[member]) / seconds;
  const isHeld = view(guest, clinician).line.ownPictureHeld.value;
  const samples = after.samples - before.samples;
  return {
    rung: isHeld ? 'off' : (view(guest, clinician).line.rung.value ?? 'unknown'),
    sent: {
      soundBps: rate('sound') * 8,
      pictureBps: rate('picture') * 8,
      lines: isHeld ? 0 : after.lines,
      framesPerSecond: rate('frames'),
    },
    arrived: {
      soundBps: rate('soundIn') * 8,
      pictureBps: rate('pictureIn') * 8,
      lines: isHeld ? 0 : after.linesIn,
      framesPerSecond: rate('framesIn'),
      concealed: samples > 0 ? (after.concealed - before.concealed) / samples : 0,
    },
  };
}

function kilobits(bps: number): string {
  return `${Math.round(bps / 1_000)} kbit/s`;
}

function picture({ lines, framesPerSecond, pictureBps }: Flow): string {
  if (framesPerSecond < 0.5) return 'none';
  return `${lines} lines, ${Math.round(framesPerSecond)}/s, ${kilobits(pictureBps)}`;
}
