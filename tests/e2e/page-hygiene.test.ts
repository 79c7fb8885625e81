/** That the watch over all tests of this folder sees what it is there for: pages that do what ours must not. */

import { createServer, type Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { keptInClear, takeForeignOrigins, takePolicyStops } from '../stack/page-hygiene.ts';

let browser: Browser;
let practice: Server;
let other: Server;

beforeAll(async () => {
  browser = await launchBrowser();
  [practice, other] = await Promise.all([serve({}), serve({})]);
});

afterAll(async () => {
  await browser?.close();
  practice?.close();
  other?.close();
});

it('a request to another host does not stay unnoticed, however it is made', async () => {
  const { page } = await newPerson(browser);
  await page.goto(addressOf(practice));
  await page.evaluate((address) => fetch(address, { mode: 'no-cors' }), addressOf(other));
  expect(takeForeignOrigins()).toEqual([addressOf(other)]);
  await page.evaluate((address) => {
    document.body.append(Object.assign(new Image(), { src: `${address}/pixel` }));
  }, addressOf(other));
  await expect.poll(takeForeignOrigins).toEqual([addressOf(other)]);
  await page.goto(addressOf(other));
  expect(takeForeignOrigins()).toContain(addressOf(other));
  await page.context().close();
});

it('what a page keeps in clear does not stay unnoticed', async () => {
  const { page } = await newPerson(browser);
  await page.goto(addressOf(practice));
  await page.evaluate(() => {
    localStorage.setItem('name', 'Erika');
    sessionStorage.setItem('token', 'secret');
    sessionStorage.setItem('language', 'Erika');
    // biome-ignore lint/suspicious/noDocumentCookie: what must be noticed
    document.cookie = 'session=1';
  });
  expect([...(await keptInClear())].sort()).toEqual([
    'cookie session',
    'localStorage name',
    'sessionStorage language',
    'sessionStorage token',
  ]);
  await page.context().close();
  expect(await keptInClear()).toEqual([]);
});

it('what the content security policy has to stop does not stay unnoticed', async () => {
  const strict = await serve({ 'content-security-policy': "require-trusted-types-for 'script'" });
  const { page } = await newPerson(browser);
  await page.goto(addressOf(strict));
  await page.evaluate(() => {
    try {
      document.body.innerHTML = '<b>text that becomes code</b>';
    } catch {
      // Stopped, and said so.
    }
  });
  await expect.poll(() => takePolicyStops().length).toBeGreaterThan(0);
  await page.context().close();
  strict.close();
});

function serve(headers: Record<string, string>): Promise<Server> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', ...headers });
    response.end('<!doctype html><link rel="icon" href="data:,"><body>page</body>');
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function addressOf(server: Server): string {
  const place = server.address();
  return `http://127.0.0.1:${typeof place === 'object' ? place?.port : ''}`;
}
