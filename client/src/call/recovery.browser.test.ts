/** A network that goes away and comes back, and what is said about it in the wrong order. */

import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ImpairedLine, impairedLine } from '../../../tests/stack/impaired-line.ts';
import { ownAddress } from '../../../tests/stack/own-address.ts';
import { withPage } from './testing/with-page.ts';

/** Back in the conversation within this time of the network's return. */
const BACK_WITHIN_MS = 10_000;

const page = withPage();
const host = ownAddress();
let line: ImpairedLine;

beforeEach(async () => {
  line = await impairedLine(host);
});
afterEach(() => line?.stop());

/** Two who talk over the line, as functions of the page. */
async function overTheLine() {
  const there = page();
  await there.exposeFunction('leadTo', (port: number) => line.leadTo(host, port));
  await there.exposeFunction('cut', (isCut: boolean) => line.impair({ isCut }));
}

declare global {
  interface Window {
    leadTo(port: number): Promise<void>;
    cut(isCut: boolean): Promise<void>;
  }
}

test.each([
  ['ten seconds', 1, 10_000],
  ['a minute, and the connection has been given up meanwhile', 10, 6_000],
  ['fifty minutes', 200, 15_000],
] as const)(
  'away for %s, back within ten seconds without a click, though no browser says that the network is back',
  async (_, haste, cutForMs) => {
    await overTheLine();
    const seen = await page().evaluate(
      async ({ port, haste, cutForMs }) => {
        const { MemoryHub, HastyClock, pair, view, until, paints, energy } = window.callLab;
        const hub = new MemoryHub();
        const clock = new HastyClock();
        hub.detour('guest', port, (found) => void window.leadTo(found));
        const platform = { clock, page: new EventTarget() };
        const { clinician, guest } = await pair({ hub, clinician: { platform }, guest: { platform } });
        for (const { mesh } of [clinician, guest]) {
          mesh.allowRemote(true);
          await mesh.openMedia();
        }
        const views = [view(clinician, guest), view(guest, clinician)];
        await paints(views[0]?.stream ?? new MediaStream());

        await window.cut(true);
        hub.cutOff(guest.participant);
        await until(() => views.every(({ state }) => state.value !== 'connected'), 'both notice');
        const noticed = views.map(({ state }) => state.value);
        clock.hurry(haste);
        await new Promise((resolve) => setTimeout(resolve, cutForMs));
        clock.hurry(1);
        await window.cut(false);
        hub.restore(guest.participant);
        const backAtMs = performance.now();
        await until(() => views.every(({ state }) => state.value === 'connected'), 'both are back', 45_000);
        const tookMs = performance.now() - backAtMs;
        const streams = views.map(({ stream }) => stream);
        return {
          noticed,
          tookMs,
          moves: await Promise.all(streams.map(paints)),
          loud: await Promise.all(streams.map((stream) => energy(stream))),
        };
      },
      { port: line.port, haste, cutForMs },
    );
    process.stdout.write(`back after ${seen.tookMs.toFixed(0)} ms\n`);
    expect(seen.noticed).toEqual(['reconnecting', 'reconnecting']);
    expect(seen.moves).toEqual([true, true]);
    for (const level of seen.loud) expect(level).toBeGreaterThan(0.01);
    expect(seen.tookMs).toBeLessThan(BACK_WITHIN_MS);
  },
);

test('an offer that came too late to count is made good', async () => {
  const seen = await page().evaluate(async () => {
    const { MemoryHub, pair, view, until } = window.callLab;
    const hub = new MemoryHub();
    const page = new EventTarget();
    const { clinician, guest } = await pair({ hub, clinician: { platform: { page } } });
    const isOffer = (message: (typeof hub.delivered)[number]['message']) =>
      message.type === 'm.call.negotiate' && message.content.description.type === 'offer';
    const isAnswer = (message: (typeof hub.delivered)[number]['message']) =>
      message.type === 'm.call.negotiate' && message.content.description.type === 'answer';
    // The first offer is handed over only after what was said later.
    let late: (typeof hub.delivered)[number] | undefined;
    hub.onTheWay = (delivery) => {
      if (!late && isOffer(delivery.message)) {
        late = delivery;
        return [];
      }
      const before = late;
      if (before && delivery.from === before.from && hub.onTheWay !== straight) {
        hub.onTheWay = straight;
        return [delivery, before];
      }
      return [delivery];
    };
    const straight = (delivery: (typeof hub.delivered)[number]) => [delivery];
    page.dispatchEvent(new Event('online'));
    await until(() => guest.mesh.drops.stale > 0, 'the late offer is dropped');
    const startMs = performance.now();
    await until(
      () => hub.delivered.some(({ message }) => isAnswer(message)),
      'it is answered after all',
      20_000,
    );
    return {
      tookMs: performance.now() - startMs,
      states: [view(clinician, guest), view(guest, clinician)].map(({ state }) => state.value),
    };
  });
  expect(seen.states).toEqual(['connected', 'connected']);
  expect(seen.tookMs).toBeLessThan(8_000);
});

test('who was called asks for an offer until there is one, and makes none: a browser that takes one back may freeze a face', async () => {
  const seen = await page().evaluate(async () => {
    const { MemoryHub, pair, until } = window.callLab;
    const hub = new MemoryHub();
    const page = new EventTarget();
    const { guest } = await pair({ hub, guest: { platform: { page } } });
    const before = hub.delivered.length;
    // The first time nobody hears it.
    let lost = 0;
    hub.onTheWay = (delivery) => {
      if (delivery.message.type !== 'de.sprechzimmer.call.restart' || lost > 0) return [delivery];
      lost += 1;
      return [];
    };
    page.dispatchEvent(new Event('online'));
    const offersBy = () =>
      hub.delivered
        .slice(before)
        .flatMap(({ from, message }) =>
          message.type === 'm.call.negotiate' && message.content.description.type === 'offer'
            ? [from.userId]
            : [],
        );
    await until(() => offersBy().length > 0, 'there is an offer', 20_000);
    return { lost, offersBy: [...new Set(offersBy())], state: guest.mesh.participants.value[0]?.state.value };
  });
  expect(seen).toEqual({ lost: 1, offersBy: ['@clinician:practice.test'], state: 'connected' });
});
