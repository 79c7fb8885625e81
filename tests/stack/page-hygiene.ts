/**
 * What every page of every test must leave alone: no request to any host but the practice's, nothing in cookies or in
 * storage that is kept in clear, nothing that the content security policy had to stop. Watched for each person from the
 * beginning; asked for after each test.
 */

import type { BrowserContext, Page } from 'playwright-core';

/** Chosen in this tab, kept in clear, and saying nothing of a person: the language, and the size of letters. */
const harmless: readonly (readonly [key: string, value: RegExp])[] = [
  ['language', /^(?:de|en)$/],
  ['text-size', /^(?:18|22|27|32)$/],
];

const watched = new Set<BrowserContext>();
const foreign: string[] = [];
const stopped: string[] = [];

/** The practice is whatever the person opens first; every other origin is foreign from then on. */
export function watchHygiene(context: BrowserContext): void {
  watched.add(context);
  context.on('close', () => watched.delete(context));
  let own: string | undefined;
  const meet = (address: string) => {
    const { protocol, origin } = new URL(address);
    if (!['http:', 'https:', 'ws:', 'wss:'].includes(protocol)) return;
    own ??= origin;
    if (origin !== own) foreign.push(origin);
  };
  context.on('request', (request) => meet(request.url()));
  context.on('page', (page) => page.on('websocket', (socket) => meet(socket.url())));
  context.on('console', (message) => {
    if (/Content Security Policy|Trusted ?(?:Type|HTML|Script)/i.test(message.text()))
      stopped.push(message.text());
  });
}

/** Origins that were asked since the last call, and were not the practice. */
export function takeForeignOrigins(): readonly string[] {
  return foreign.splice(0);
}

/** What the browser said since the last call about things the content security policy has stopped. */
export function takePolicyStops(): readonly string[] {
  return stopped.splice(0);
}

/** What open pages keep in clear, as `place key`. Empty when all is well. */
export async function keptInClear(): Promise<readonly string[]> {
  const pages = [...watched].flatMap((context) => context.pages());
  const cookies = await Promise.all([...watched].map((context) => context.cookies()));
  const stored = await Promise.all(pages.map(storedIn));
  return [...cookies.flat().map(({ name }) => `cookie ${name}`), ...stored.flat()];
}

async function storedIn(page: Page): Promise<readonly string[]> {
  while (!page.isClosed() && page.url().startsWith('http'))
    try {
      return await keptBy(page);
    } catch (error) {
      // On its way to another document: that one is asked.
      if (!/context was destroyed|has been closed|navigat/i.test(String(error))) throw error;
    }
  return [];
}

async function keptBy(page: Page): Promise<readonly string[]> {
  const found = await page.evaluate(() => [
    ...Object.keys(localStorage).map((key) => ({
      place: 'localStorage',
      key,
      value: localStorage.getItem(key),
    })),
    ...Object.keys(sessionStorage).map((key) => ({
      place: 'sessionStorage',
      key,
      value: sessionStorage.getItem(key),
    })),
  ]);
  const isHarmless = ({ place, key, value }: (typeof found)[number]) =>
    place === 'sessionStorage' && harmless.some(([known, of]) => key === known && of.test(value ?? ''));
  return found.filter((each) => !isHarmless(each)).map(({ place, key }) => `${place} ${key}`);
}
