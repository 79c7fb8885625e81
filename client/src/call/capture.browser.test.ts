/**
 * Whoever owns the relay, or taps either of its sides, has packets and nothing else. Written down in front of coturn
 * (browser and relay) and behind it (relay and the other browser); what both hear at their ends is planted.
 */

import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTurn, type Turn } from '../../../tests/stack/turn.ts';
import { turnClient } from '../../../tests/stack/turn-client.ts';
import { kindOf, readable, tapTcp, tapUdp, type WireTap } from '../../../tests/stack/wire-tap.ts';
import { withPage } from './testing/with-page.ts';

/** Stands in every frame of sound that is sent. */
const inSound = 'CANARY-IN-EVERY-FRAME-OF-SOUND';
/** What our data channel carries, and what a session description would hold. */
const planted = [inSound, '"type":"media"', '"type":"words"', 'a=fingerprint', 'm=audio'];

let turn: Turn;
let before: WireTap;
let behind: WireTap;

beforeEach(async () => {
  turn = await startTurn();
  before = await tapUdp(turn.host);
  before.leadTo(turn.host, turn.port);
  behind = await tapUdp(turn.host);
});
afterEach(async () => {
  await before?.stop();
  await behind?.stop();
  await turn?.stop();
});

describe('a recording on either side of the relay', () => {
  const page = withPage();

  test('holds sound and picture encrypted, and none of what was said', async () => {
    await page().exposeFunction('leadTo', (port: number) => behind.leadTo(turn.host, port));
    const heard = await talkThroughRelay(page(), {
      server: { ...turn.server, urls: `turn:${turn.host}:${before.port}?transport=udp` },
      tap: behind.port,
      inSound,
    });
    expect(heard, 'the other side hears it: it was sent').toBe(true);
    for (const { packets } of [before, behind]) {
      const kinds = packets.map(kindOf);
      const count = (kind: string) => kinds.filter((each) => each === kind).length;
      expect(count('unknown')).toBe(0);
      expect(count('dtls')).toBeGreaterThan(4);
      expect(count('srtp')).toBeGreaterThan(100);
      expect(packets.filter((packet) => kindOf(packet) === 'srtp' && packet.length > 800)).not.toEqual([]);
      expect(readable(packets, planted)).toEqual([]);
    }
  });

  test('would hold what is sent in clear (control)', async () => {
    behind.leadTo(turn.host, 9);
    const careless = await turnClient(turn.host, before.port, turn.credentials('careless', 600));
    expect(await careless.allocate()).toBe(0);
    expect(await careless.permit(turn.host)).toBe(0);
    careless.send(turn.host, behind.port, planted.join(' '));
    await expect.poll(() => readable(behind.packets, planted)).toEqual(planted);
    expect(readable(before.packets, planted)).toEqual(planted);
    expect(behind.packets.map(kindOf)).toContain('unknown');
    careless.close();
  });
});

describe('the relay over TLS', () => {
  const page = withPage({ flags: ['--ignore-certificate-errors'] });

  test('carries a whole call, and on its line not even the names of the accounts are to be read', async () => {
    const line = await tapTcp(turn.host);
    line.leadTo(turn.host, turn.tlsPort);
    const paths = await relayedPaths(page(), {
      ...turn.tlsServer,
      urls: `turns:${turn.host}:${line.port}?transport=tcp`,
    });
    expect(paths).toEqual(['relayed', 'relayed']);
    expect(Buffer.concat([...line.packets]).length).toBeGreaterThan(5_000);
    expect(readable(line.packets, [...planted, turn.tlsServer.username])).toEqual([]);
    await line.stop();
  });
});

describe('a relay whose certificate nobody vouches for', () => {
  const page = withPage();

  test('is not used', async () => {
    const errors = await page().evaluate(async ({ username, credential, urls }) => {
      const pc = new RTCPeerConnection({
        iceServers: [{ urls, username, credential }],
        iceTransportPolicy: 'relay',
      });
      const found: string[] = [];
      pc.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate?.candidate) found.push(candidate.candidate);
      });
      pc.createDataChannel('any');
      await pc.setLocalDescription();
      await window.callLab.until(() => pc.iceGatheringState === 'complete', 'gathering is over', 30_000);
      pc.close();
      return found;
    }, turn.tlsServer);
    expect(errors).toEqual([]);
  });
});

interface Line {
  readonly server: { urls: string; username: string; credential: string };
  /** In front of the guest, who does without a relay. */
  readonly tap: number;
  readonly inSound: string;
}

/** The clinician relays, the guest is reached through the tap only. @returns whether the sound arrived whole */
function talkThroughRelay(page: Page, line: Line): Promise<boolean> {
  return page.evaluate(async ({ server, tap, inSound }) => {
    const { MemoryHub, pair, until, view, watchFrames, markedSound } = window.callLab;
    const hub = new MemoryHub();
    const { clinicianSide, guestSide, heard } = markedSound(inSound);
    hub.detour('guest', tap, (port) => {
      void (window as unknown as { leadTo(port: number): Promise<void> }).leadTo(port);
    });
    const { clinician, guest } = await pair({
      hub,
      clinician: { ice: { servers: [server], relayOnly: true }, platform: clinicianSide },
      guest: { platform: guestSide },
    });
    for (const { mesh } of [clinician, guest]) {
      mesh.allowRemote(true);
      await mesh.openMedia();
    }
    const picture = watchFrames(view(guest, clinician).stream);
    await until(() => picture.frames > 30 && heard() > 50, 'sound and picture come', 30_000);
    return heard() > 50;
  }, line);
}

function relayedPaths(page: Page, server: Line['server']): Promise<(string | undefined)[]> {
  return page.evaluate(async (server) => {
    const { pair, view, until, paints } = window.callLab;
    const ice = { servers: [server], relayOnly: true };
    const { clinician, guest } = await pair({ clinician: { ice }, guest: { ice } });
    clinician.mesh.allowRemote(true);
    await guest.mesh.openMedia();
    const views = [view(clinician, guest), view(guest, clinician)];
    await until(() => views.every(({ route }) => route.value?.path === 'relayed'), 'both say so');
    await paints(view(clinician, guest).stream);
    return views.map(({ route }) => route.value?.path);
  }, server);
}
