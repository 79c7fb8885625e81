/** When the desk is told who is there: it asks, and its question waits with the server until there is news. */

import { askingFor } from '../stack/json.ts';
import type { Scene } from '../stack/scene.ts';

export interface ListPower {
  /** A list at once, news or not. Resolves when the desk has taken it in and asks for more. */
  tell(): Promise<void>;
}

/** Call it before interceptors that change what the list says: it stands nearer to the server. */
export function takeLists({ proxy }: Scene): ListPower {
  let wanted: readonly (() => void)[] = [];
  let handedOver: readonly (() => void)[] = [];
  const wakers = new Set<() => void>();

  proxy.intercept({ method: 'POST', path: /^\/api\/v1\/desk$/ }, async (asked, pass) => {
    for (const done of handedOver) done();
    handedOver = [];
    if (wanted.length === 0) {
      let wake = () => {};
      const woken = new Promise<undefined>((resolve) => {
        wake = () => resolve(undefined);
      });
      wakers.add(wake);
      const answer = await Promise.race([pass(asked), woken]).finally(() => wakers.delete(wake));
      if (answer !== undefined) return answer;
    }
    // Whoever names nothing that they know already is answered at once.
    const answer = await pass(askingFor(asked, {}));
    handedOver = [...handedOver, ...wanted];
    wanted = [];
    return answer;
  });

  return {
    tell: () =>
      new Promise((done) => {
        wanted = [...wanted, done];
        for (const wake of [...wakers]) wake();
      }),
  };
}
