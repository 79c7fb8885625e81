/** What stays in a browser, what can be read there, and that it goes. */

import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { withPage } from '../call/testing/with-page.ts';
// Only for the type of `window.storageLab`; the page itself is bundled and served by the lab.
import type {} from './testing/page.ts';

const fresh = withPage({ script: new URL('./testing/page.ts', import.meta.url) });
let page: Page;
beforeEach(() => {
  page = fresh();
});

describe('a visit', () => {
  test('is found again after a reload, with every change', async () => {
    const id = await page.evaluate(async () => {
      const { keepVisit, newRecord } = window.storageLab;
      const keeper = await keepVisit(await newRecord('Erika'));
      await Promise.all([keeper.change({ name: 'Erika M.' }), keeper.change({ redeem: undefined })]);
      return keeper.record.id;
    });
    await page.reload();
    const found = await page.evaluate(async (wanted) => {
      const { record } = (await window.storageLab.findVisit(wanted)) ?? {};
      return { name: record?.name, redeem: record?.redeem ?? 'forgotten' };
    }, id);
    expect(found).toEqual({ name: 'Erika M.', redeem: 'forgotten' });
  });

  test('that was the last one is resumed by a page without a link', async () => {
    const found = await page.evaluate(async () => {
      const { keepVisit, newRecord, findLastVisit } = window.storageLab;
      await keepVisit({ ...(await newRecord('Old')), savedAtMs: 1 });
      await keepVisit({ ...(await newRecord('New')), savedAtMs: 2 });
      return (await findLastVisit())?.record.name;
    });
    expect(found).toBe('New');
  });

  test('cannot be read in a stolen profile: no name, no token, no key that could be taken out', async () => {
    const { stored, secrets } = await page.evaluate(async () => {
      const { everythingStored, keepVisit, newRecord } = window.storageLab;
      const keeper = await keepVisit(await newRecord('Zephyrine Quastenflosser'));
      const { claim, key, cryptoKey, name, clinicianKey } = keeper.record;
      return { stored: await everythingStored(), secrets: [claim, key, cryptoKey, name, clinicianKey] };
    });
    for (const secret of secrets) expect(stored).not.toContain(secret);
    expect(stored).toContain('extractable: false');
  });

  test('leaves no database behind when it ends, crypto store included', async () => {
    const left = await page.evaluate(async () => {
      const { cryptoDatabases, keepVisit, names, newRecord, promised } = window.storageLab;
      const keeper = await keepVisit(await newRecord('Erika'));
      for (const name of cryptoDatabases(keeper.record.cryptoPrefix))
        (await promised(indexedDB.open(name))).close();
      const before = (await names()).length;
      await keeper.wipe();
      await keeper.change({ name: 'too late' });
      return { before, after: await names() };
    });
    expect(left).toEqual({ before: 3, after: [] });
  });

  test('whose window is long over is not resumed, whatever the server would say, and nothing of it is kept', async () => {
    const left = await page.evaluate(async () => {
      const {
        cryptoDatabases,
        findLastVisit,
        keepVisit,
        names,
        newRecord,
        promised,
        sweepOrphans,
        visitUntil,
      } = window.storageLab;
      const hourSeconds = 3600;
      const nowSeconds = Math.floor(Date.now() / 1000);
      const keep = async (name: string, notAfter: number) => {
        const record = { ...(await newRecord(name)), visit: visitUntil(notAfter) };
        await keepVisit(record);
        for (const name of cryptoDatabases(record.cryptoPrefix))
          (await promised(indexedDB.open(name))).close();
      };
      await keep('Yesterday', nowSeconds - 13 * hourSeconds);
      const found = [(await findLastVisit())?.record.name ?? 'none', (await names()).length];
      await keep('Last week', nowSeconds - 7 * 24 * hourSeconds);
      await keep('Running over', nowSeconds - 11 * hourSeconds);
      await sweepOrphans([]);
      return [...found, (await names()).length, (await findLastVisit())?.record.name ?? 'none'];
    });
    expect(left).toEqual(['none', 0, 3, 'Running over']);
  });

  test('that was left is not resumed, and is gone, although the page was closed before everything was deleted', async () => {
    const id = await page.evaluate(async () => {
      const { cryptoDatabases, keepVisit, newRecord, promised } = window.storageLab;
      const keeper = await keepVisit(await newRecord('Erika'));
      for (const name of cryptoDatabases(keeper.record.cryptoPrefix))
        (await promised(indexedDB.open(name))).close();
      await keeper.bury();
      await keeper.change({ name: 'too late' });
      return keeper.record.id;
    });
    await page.reload();
    const left = await page.evaluate(async (id) => {
      const { findLastVisit, findVisit, names } = window.storageLab;
      const found = [await findVisit(id), await findLastVisit()];
      return { found: found.some(Boolean), after: await names() };
    }, id);
    expect(left).toEqual({ found: false, after: [] });
  });

  test('that the browser did not delete at once is deleted when a page of ours is opened next', async () => {
    const holder = await page.context().newPage();
    await holder.goto(page.url());
    const id = await page.evaluate(async () => {
      const { keepVisit, newRecord } = window.storageLab;
      const keeper = await keepVisit(await newRecord('Erika'));
      Object.assign(window, { keeper });
      return { id: keeper.record.id, prefix: keeper.record.cryptoPrefix };
    });
    await holder.evaluate(async ({ prefix }) => {
      const { cryptoDatabases, promised } = window.storageLab;
      for (const name of cryptoDatabases(prefix))
        Object.assign(window, { [name]: await promised(indexedDB.open(name)) });
    }, id);
    await page.evaluate(() => (window as unknown as { keeper: { wipe(): Promise<void> } }).keeper.wipe());
    expect(await page.evaluate(() => window.storageLab.names())).toContain(`sprechzimmer-visit-${id.id}`);
    await holder.close();
    const after = await page.evaluate(async () => {
      const { names, sweepOrphans } = window.storageLab;
      await sweepOrphans([]);
      return names();
    });
    expect(after).toEqual([]);
  });

  test('that never began leaves nothing for the next page', async () => {
    const left = await page.evaluate(async () => {
      const { cryptoDatabases, findVisit, names, newRecord, prepareVisit, promised, sweepOrphans } =
        window.storageLab;
      const record = await newRecord('');
      (await prepareVisit(record.id)).close();
      for (const name of cryptoDatabases(record.cryptoPrefix)) (await promised(indexedDB.open(name))).close();
      const found = await findVisit(record.id);
      await sweepOrphans([]);
      return { found: found?.record.id ?? 'none', after: await names() };
    });
    expect(left).toEqual({ found: 'none', after: [] });
  });
});

describe('a second link in the same browser leaves alone', () => {
  const startVisit = (holder: Page) =>
    holder.evaluate(async () => {
      const { cryptoDatabases, holdTabLock, keepVisit, newRecord, promised } = window.storageLab;
      const record = await newRecord('Erika');
      await holdTabLock(`sprechzimmer-visit-${record.id}`);
      await keepVisit(record);
      for (const name of cryptoDatabases(record.cryptoPrefix)) (await promised(indexedDB.open(name))).close();
      return record.id;
    });
  const sweepAsAnother = async () => {
    const second = await page.context().newPage();
    await second.goto(page.url());
    return second.evaluate(async () => {
      const { names, sweepOrphans } = window.storageLab;
      await sweepOrphans(['sprechzimmer-guest-of-this-tab']);
      return names();
    });
  };

  test('the keys of a visit that runs in another tab', async () => {
    await startVisit(page);
    expect(await sweepAsAnother()).toHaveLength(3);
  });

  test('what another tab has prepared and not yet begun', async () => {
    const id = await page.evaluate(async () => {
      const { cryptoDatabases, holdTabLock, newRecord, prepareVisit, promised } = window.storageLab;
      const { id, cryptoPrefix } = await newRecord('');
      await holdTabLock(`sprechzimmer-visit-${id}`);
      await prepareVisit(id);
      for (const name of cryptoDatabases(cryptoPrefix)) (await promised(indexedDB.open(name))).close();
      return id;
    });
    expect(await sweepAsAnother()).toHaveLength(3);
    const second = await page.context().newPage();
    await second.goto(page.url());
    await second.evaluate((id) => window.storageLab.findVisit(id), id);
    expect(await page.evaluate(() => window.storageLab.names())).toHaveLength(3);
  });
});

test('a sealed value that was changed, or moved under another name, is as good as none', async () => {
  const read = await page.evaluate(async () => {
    const { openSealedStore, promised } = window.storageLab;
    const store = await openSealedStore('sealed-test');
    await store.put('one', { secret: 1 });
    const database = await promised(indexedDB.open('sealed-test'));
    const all = () => database.transaction('sealed', 'readwrite').objectStore('sealed');
    const sealed: { iv: Uint8Array; data: ArrayBuffer } = await promised(all().get('one'));
    await promised(all().put(sealed, 'two'));
    const moved = await store.get('two');
    new Uint8Array(sealed.data).fill(0, 0, 1);
    await promised(all().put(sealed, 'one'));
    return { moved: moved ?? 'none', changed: (await store.get('one')) ?? 'none' };
  });
  expect(read).toEqual({ moved: 'none', changed: 'none' });
});

test('what is kept last is what a reload finds, whichever encryption is done first and whichever fails', async () => {
  const found = await page.evaluate(async () => {
    const { openSealedStore } = window.storageLab;
    const store = await openSealedStore('sealed-test');
    const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
    const slow = Promise.withResolvers<void>();
    let encryptions = 0;
    crypto.subtle.encrypt = async (...of: Parameters<typeof encrypt>) => {
      encryptions += 1;
      if (encryptions === 1) await slow.promise;
      if (encryptions === 3) throw new Error('refused');
      return encrypt(...of);
    };
    const links = ['first'];
    const first = store.put('links', links);
    links.push('second');
    const second = store.put('links', links);
    links.push('not kept');
    const refused = store.put('links', ['refused']).then(
      () => 'kept',
      () => 'refused',
    );
    const last = Promise.all([second, refused, store.put('other', 'after it')]);
    // Turns enough for the second to overtake the first, if it could.
    let early: unknown;
    for (let turns = 0; early === undefined && turns < 100; turns += 1) early = await store.get('links');
    slow.resolve();
    await first;
    const [, became] = await last;
    return {
      early: early ?? 'none',
      became,
      links: await store.get('links'),
      other: await store.get('other'),
    };
  });
  expect(found).toEqual({ early: 'none', became: 'refused', links: ['first', 'second'], other: 'after it' });
});

test('the same visit in a second tab is noticed, and free again when the first is closed', async () => {
  await page.evaluate(() => window.storageLab.holdTabLock('visit'));
  const second = await page.context().newPage();
  await second.goto(page.url());
  const hold = () =>
    second.evaluate(async () => (await window.storageLab.holdTabLock('visit')) !== undefined);
  expect(await hold()).toBe(false);
  await page.close();
  expect(await hold()).toBe(true);
});

test('signing out leaves nothing of a clinician’s device', async () => {
  const left = await page.evaluate(async () => {
    const { names, openDeskKeeper } = window.storageLab;
    const keeper = await openDeskKeeper();
    await keeper.keepProven([]);
    const before = await names();
    await keeper.wipe();
    return { before, after: await names() };
  });
  expect(left).toEqual({ before: ['sprechzimmer-desk'], after: [] });
});

test('a link closed at this desk is still closed after a reload, and one that was called exposed remembered', async () => {
  const id = await page.evaluate(async () => {
    const { newRecord, openDeskKeeper } = window.storageLab;
    const keeper = await openDeskKeeper();
    const [{ id }, { id: old }] = [await newRecord(''), await newRecord('')];
    const nowSeconds = Date.now() / 1000;
    await Promise.all([keeper.keepClosed(old, nowSeconds - 3 * 86_400), keeper.keepClosed(id, nowSeconds)]);
    await Promise.all([keeper.keepExposed(old, nowSeconds - 3 * 86_400), keeper.keepExposed(id, nowSeconds)]);
    return { id, old };
  });
  await page.reload();
  const closed = await page.evaluate(async ({ id, old }) => {
    const keeper = await window.storageLab.openDeskKeeper();
    const found = [keeper.isClosed(id), keeper.isClosed(old), keeper.isExposed(id), keeper.isExposed(old)];
    await keeper.wipe();
    return [...found, keeper.isClosed(id), keeper.isExposed(id)];
  }, id);
  expect(closed).toEqual([true, false, true, false, false, false]);
});

test('which text a version of the consent was is still known after a reload, until this device is signed out', async () => {
  const seen = [{ version: '2026-11', language: 'de', hash: 'ab'.repeat(32) }] as const;
  await page.evaluate(async (seen) => {
    const keeper = await window.storageLab.openDeskKeeper();
    await keeper.keepSeenConsents(seen);
  }, seen);
  await page.reload();
  const found = await page.evaluate(async () => {
    const keeper = await window.storageLab.openDeskKeeper();
    const kept = keeper.seenConsents;
    await keeper.wipe();
    return [kept, keeper.seenConsents];
  });
  expect(found).toEqual([seen, []]);
});
