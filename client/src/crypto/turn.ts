/** The practice's own TURN servers, from the homeserver, for a short time each. Nobody else's, ever. */

import { bounded } from '../api/bounded.ts';
import type { IceSettings } from '../call/ice.ts';
import { reaching } from './homeserver-errors.ts';
import type { OpenClient } from './open-client.ts';

export interface TurnAnswer {
  readonly ice: IceSettings;
  /** The homeserver has said so; otherwise it could not be asked. */
  readonly answered: boolean;
  /** After this many milliseconds the credentials are to be renewed; undefined when there are none. */
  readonly renewInMs: number | undefined;
}

const lifeSeconds = { least: 60, most: 86_400, otherwise: 3600 };

/** A failure is an answer without servers: where only a relay is allowed, nothing is connected then. */
export async function askForTurn(open: OpenClient, relayOnly: boolean): Promise<TurnAnswer> {
  try {
    const { uris, username, password, ttl } = await reaching('asking for a relay', () =>
      open.client.turnServer(),
    );
    const usable = Array.isArray(uris) && uris.length > 0;
    const servers = usable ? [{ urls: uris, username, credential: password }] : [];
    return {
      ice: { servers, relayOnly },
      answered: true,
      renewInMs: usable ? (bounded(ttl, lifeSeconds) * 1000) / 2 : undefined,
    };
  } catch {
    return { ice: { servers: [], relayOnly }, answered: false, renewInMs: undefined };
  }
}
