import { expect, test } from 'vitest';
import { watchPage } from './page-watch.ts';

class Network extends EventTarget {
  type = 'wifi';

  becomes(type: string): void {
    this.type = type;
    this.dispatchEvent(new Event('change'));
  }
}

function watched() {
  const page = new EventTarget();
  const network = new Network();
  const heard: string[] = [];
  const note = (what: string) => () => void heard.push(what);
  const stop = watchPage(page, network, {
    networkChanged: note('network'),
    shown: note('shown'),
    left: note('left'),
    returned: note('returned'),
  });
  return { page, network, heard, stop };
}

test('out of the house the telephone leaves the wireless network, and the call follows', () => {
  const { network, heard } = watched();
  network.becomes('cellular');
  expect(heard).toEqual(['network']);
});

test('a browser that guesses anew at the speed of the line disturbs nobody', () => {
  const { network, heard } = watched();
  network.becomes('wifi');
  network.becomes('wifi');
  expect(heard).toEqual([]);
});

test('no network at all is nothing to go to; the next one is', () => {
  const { network, heard } = watched();
  network.becomes('none');
  expect(heard).toEqual([]);
  network.becomes('cellular');
  expect(heard).toEqual(['network']);
});

test('a browser that tells nothing of its network still tells that it is online', () => {
  const page = new EventTarget();
  let changes = 0;
  const nothing = () => undefined;
  const networkChanged = () => {
    changes += 1;
  };
  watchPage(page, undefined, { networkChanged, shown: nothing, left: nothing, returned: nothing });
  page.dispatchEvent(new Event('online'));
  expect(changes).toBe(1);
});

test('after the goodbye nothing is heard any more', () => {
  const { page, network, heard, stop } = watched();
  page.dispatchEvent(new Event('pagehide'));
  stop();
  page.dispatchEvent(new Event('online'));
  network.becomes('cellular');
  expect(heard).toEqual(['left']);
});
