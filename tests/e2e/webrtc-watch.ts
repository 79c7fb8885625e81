/**
 * Looks at what the browser really does: frames, sound, route, cipher. Reads only; the page is not told.
 * Peer connections are found by wrapping their constructor before any script of the page runs.
 */

import type { Page } from 'playwright-core';

declare global {
  interface Window {
    /** Set by `watchWebRtc` in the page under test. */
    watchedConnections?: RTCPeerConnection[];
  }
}

/** Call before the page is opened. */
export async function watchWebRtc(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const Real = window.RTCPeerConnection;
    const watched: RTCPeerConnection[] = [];
    window.watchedConnections = watched;
    window.RTCPeerConnection = new Proxy(Real, {
      construct(target, args: [RTCConfiguration?]) {
        const connection = new target(...args);
        watched.push(connection);
        return connection;
      },
    });
  });
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
  const moving = page.getByTestId(testId).evaluate(async (element) => {
    const video = element instanceof HTMLVideoElement ? element : element.querySelector('video');
    if (!video) throw new Error('no video element');
    const picture = () => {
      const canvas = new OffscreenCanvas(64, 48);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.drawImage(video, 0, 0, 64, 48);
      return Array.from(context.getImageData(0, 0, 64, 48).data);
    };
    const painted = () => new Promise<void>((resolve) => video.requestVideoFrameCallback(() => resolve()));
    const isBlack = (pixels: readonly number[]) =>
      !pixels.some((value, index) => index % 4 !== 3 && value > 16);
    let first: number[];
    // A picture that begins anew may begin with a black frame; one that stays black runs into the limit.
    do {
      await painted();
      first = picture();
    } while (isBlack(first));
    for (;;) {
      await painted();
      if (picture().some((value, index) => Math.abs(value - (first[index] ?? 0)) > 8)) return;
    }
  });
  await within(20_000, moving, `${testId} is black or does not move`);
}

/** Waits until sound energy arrives and rises. */
export async function expectSound(page: Page): Promise<void> {
  const before = (await wireFacts(page)).soundEnergyReceived;
  await page.waitForFunction(
    async (start) => {
      let energy = 0;
      for (const connection of window.watchedConnections ?? [])
        for (const entry of (await connection.getStats()).values())
          if (entry.type === 'inbound-rtp' && entry.kind === 'audio') energy += entry.totalAudioEnergy ?? 0;
      return energy > start;
    },
    before,
    { timeout: 20_000 },
  );
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
