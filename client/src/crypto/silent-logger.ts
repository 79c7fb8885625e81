/** The SDK's log lines carry user ids, room ids and device ids. None of them is written anywhere. */

import type { Logger } from 'matrix-js-sdk/lib/logger.js';
import { logger as sdkLogger } from 'matrix-js-sdk/lib/logger.js';

const nothing = () => undefined;

export const silentLogger: Logger = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  getChild: () => silentLogger,
};

/** Parts of the SDK write to its own global logger whatever the client was given. */
export function silenceSdk(): void {
  Object.assign(sdkLogger, silentLogger, { log: nothing });
}
