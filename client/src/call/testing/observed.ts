/** A browser whose measurements are counted and can be falsified, and whose clock stands still. */

import { randomBytes } from '@sprechzimmer/protocol';
import { measureCertificates } from '../fingerprint.ts';
import type { Platform } from '../platform.ts';
import { FakeClock } from './fake-clock.ts';

export interface Observed {
  readonly platform: Partial<Platform>;
  /** How often the certificates were looked at. */
  measured(): number;
  /** Nothing was measured since this was last asked, and everything is settled. */
  isQuiet(): boolean;
  /** Asks for a new round of offer and answer. */
  renegotiate(): void;
  /** From now on another certificate is in use at the other end. */
  showOther(): void;
  /** From now on this browser tells no certificates. */
  showNone(): void;
  /** What is said on the data channel about the route; undefined says nothing. */
  say(change: (text: string) => string | undefined): void;
}

export function observed(): Observed {
  let shows: 'real' | 'other' | 'none' = 'real';
  let measured = 0;
  let seenBefore = -1;
  let change: (text: string) => string | undefined = (text) => text;
  const open: RTCPeerConnection[] = [];
  return {
    platform: {
      clock: new FakeClock(),
      openConnection: (config) => {
        const pc = new RTCPeerConnection(config);
        open.push(pc);
        const create = pc.createDataChannel.bind(pc);
        pc.createDataChannel = (...args) => rewriting(create(...args), (text) => change(text));
        return pc;
      },
      measureCertificates: async (pc) => {
        measured += 1;
        const real = await measureCertificates(pc);
        if (shows === 'none') return { local: [], remote: [] };
        return shows === 'other' ? { ...real, remote: [randomBytes(32)] } : real;
      },
    },
    measured: () => measured,
    isQuiet: () => {
      const settled = open.every(
        ({ signalingState, iceConnectionState }) =>
          signalingState === 'stable' && /^(?:connected|completed|closed)$/.test(iceConnectionState),
      );
      const quiet = settled && measured === seenBefore;
      seenBefore = measured;
      return quiet;
    },
    renegotiate: () => {
      for (const pc of open) pc.dispatchEvent(new Event('negotiationneeded'));
    },
    showOther: () => {
      shows = 'other';
    },
    showNone: () => {
      shows = 'none';
    },
    say: (wanted) => {
      change = wanted;
    },
  };
}

function rewriting(channel: RTCDataChannel, change: (text: string) => string | undefined): RTCDataChannel {
  const send = channel.send.bind(channel);
  const isRoute = (data: unknown): data is string =>
    typeof data === 'string' && data.includes('"type":"route"');
  Object.defineProperty(channel, 'send', {
    value: (data: string) => {
      const said = isRoute(data) ? change(data) : data;
      if (said !== undefined) send(said);
    },
  });
  return channel;
}
