/** Everything a page is told by the servers, to be searched for what it should never be told. */

import type { Page, Response } from 'playwright-core';

export interface WhatArrived {
  /** Answers that hold this text, as `path`. */
  holding(text: string): Promise<readonly string[]>;
  /** How many answers were recorded: a search in nothing proves nothing. */
  count(): number;
}

/** Call before the page is opened. Bodies that could not be had, because the page moved on, are searched by nobody. */
export function recordWhatArrives(page: Page): WhatArrived {
  const answers: Promise<{ path: string; body: string }>[] = [];
  page.on('response', (response) => {
    if (isOurs(response)) answers.push(bodyOf(response));
  });
  return {
    count: () => answers.length,
    holding: async (text) =>
      (await Promise.all(answers)).filter(({ body }) => body.includes(text)).map(({ path }) => path),
  };
}

function isOurs(response: Response): boolean {
  const { pathname } = new URL(response.url());
  return ['/_matrix/', '/_synapse/', '/api/'].some((prefix) => pathname.startsWith(prefix));
}

async function bodyOf(response: Response): Promise<{ path: string; body: string }> {
  const body = await response.text().catch(() => '');
  const headers = JSON.stringify(response.headers());
  return { path: new URL(response.url()).pathname, body: `${headers}\n${body}` };
}
