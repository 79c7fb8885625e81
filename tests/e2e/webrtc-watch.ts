/**
 * Looks at what the browser really does: frames, sound, route, cipher. Reads only; the page is not told.
 * Peer connections are found by wrapping their constructor before any script of the page runs.
 */

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { keepConnections, pictureMoves, soundHeard } from './webrtc-inside.ts';

/** Call before the page is opened. */
export async function watchWebRtc(page: Page): Promise<void> {
  await page.addInitScript(keepConnections);
}

/** What `getStats` says of the connections that are up. */
export interface WireFacts {
  readonly connections: number;
  readonly dtlsState: string | undefined;
  readonly dtlsCipher: string | undefined;
  readonly srtpCipher: string | undefined;
  readonly tlsVersion: string | undefined;
  readonly localCandidate: string | undefined;
  readonly remoteCandidate: string | undefined;
  readonly soundEnergyReceived: number;
  readonly soundBytesSent: number;
  readonly framesReceived: number;
  readonly framesSent: number;
}

export function wireFacts(page: Page): Promise<WireFacts> {
  return page.evaluate(async () => {
    const alive = (window.watchedConnections ?? []).filter((pc) => pc.connectionState === 'connected');
    // Members of statistics differ by type; each is read by name.
    const all: Readonly<Record<string, unknown>>[] = [];
    for (const connection of alive)
      for (const entry of (await connection.getStats()).values()) all.push(entry);
    const text = (entry: Readonly<Record<string, unknown>> | undefined, member: string) => {
      const value = entry?.[member];
      return typeof value === 'string' ? value : undefined;
    };
    const withId = (id: string | undefined) => all.find((entry) => entry['id'] === id);
    const transport = all.find((entry) => entry['type'] === 'transport');
    const pair = withId(text(transport, 'selectedCandidatePairId'));
    const sum = (type: string, kind: string, member: string) =>
      all
        .filter((entry) => entry['type'] === type && entry['kind'] === kind)
        .reduce((total, entry) => total + Number(entry[member] ?? 0), 0);
    return {
      connections: alive.length,
      dtlsState: text(transport, 'dtlsState'),
      dtlsCipher: text(transport, 'dtlsCipher'),
      srtpCipher: text(transport, 'srtpCipher'),
      tlsVersion: text(transport, 'tlsVersion'),
      localCandidate: text(withId(text(pair, 'localCandidateId')), 'candidateType'),
      remoteCandidate: text(withId(text(pair, 'remoteCandidateId')), 'candidateType'),
      soundEnergyReceived: sum('inbound-rtp', 'audio', 'totalAudioEnergy'),
      soundBytesSent: sum('outbound-rtp', 'audio', 'bytesSent'),
      framesReceived: sum('inbound-rtp', 'video', 'framesDecoded'),
      framesSent: sum('outbound-rtp', 'video', 'framesSent'),
    };
  });
}

/** Waits until two painted frames of a video differ. Fails by timeout when the picture stands still or stays black. */
export async function expectMovingPicture(page: Page, testId: string): Promise<void> {
  const moving = page
    .getByTestId(testId)
    .waitFor({ state: 'attached' })
    .then(() => page.evaluate(pictureMoves, testId));
  await within(20_000, moving, `${testId} is black or does not move`);
}

/** Waits until sound energy arrives and rises. */
export async function expectSound(page: Page): Promise<void> {
  const before = await page.evaluate(soundHeard);
  await expect.poll(() => page.evaluate(soundHeard), { timeout: 20_000 }).toBeGreaterThan(before);
}

/** How often the pages opened from now on in this tab have asked for camera or microphone. Once for each tab. */
export async function countCaptures(page: Page): Promise<() => number> {
  let count = 0;
  await page.exposeFunction('reportCapture', () => {
    count += 1;
  });
  await page.addInitScript(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (constraints) => {
      (window as unknown as { reportCapture(): void }).reportCapture();
      return ask(constraints);
    };
  });
  return () => count;
}

async function within<T>(limitMs: number, work: Promise<T>, complaint: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(complaint)), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
