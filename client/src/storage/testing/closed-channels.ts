/** Channels between windows, in tests: an open one would keep the process, and would be heard by the next test. */

import { afterEach, vi } from 'vitest';

/** Every `BroadcastChannel` that is opened from now on is closed after the test that opened it. Once to a file. */
export function closeChannels(): void {
  const opened: BroadcastChannel[] = [];
  const Real = BroadcastChannel;
  vi.stubGlobal(
    'BroadcastChannel',
    class extends Real {
      constructor(name: string) {
        super(name);
        opened.push(this);
      }
    },
  );
  afterEach(() => {
    for (const channel of opened.splice(0)) channel.close();
  });
}
