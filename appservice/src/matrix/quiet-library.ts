/** Makes the bridge library silent: what it would print holds addresses, user ids, rooms and whole error bodies. */

import { Logger } from 'matrix-appservice-bridge';

/** For the whole process, before the library is used. Its Matrix client prints to the console otherwise. */
export function quietLibrary(): void {
  Logger.configure({ console: 'off' });
}
