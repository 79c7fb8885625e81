/** A TURN server of the attacker's, who keeps a copy of every packet on its way to it and back. */

import { startTurn } from '../../stack/turn.ts';
import { tapUdp } from '../../stack/wire-tap.ts';

export interface TappedRelay {
  /** What the homeserver would answer a browser that asks for a relay. */
  readonly answer: {
    readonly uris: readonly string[];
    readonly username: string;
    readonly password: string;
    readonly ttl: number;
  };
  /** Everything that has passed, in both directions. */
  readonly packets: readonly Buffer[];
  stop(): Promise<void>;
}

export async function startTappedRelay(): Promise<TappedRelay> {
  const turn = await startTurn();
  const tap = await tapUdp(turn.host);
  tap.leadTo(turn.host, turn.port);
  const { username, credential } = turn.server;
  return {
    answer: {
      uris: [`turn:${turn.host}:${tap.port}?transport=udp`],
      username,
      password: credential,
      ttl: 3_600,
    },
    packets: tap.packets,
    async stop() {
      await tap.stop();
      await turn.stop();
    },
  };
}
