import { describe, expect, it } from 'vitest';
import { type QuickExitParts, quickExit } from './quick-exit.ts';

function hurry(change: Partial<QuickExitParts> = {}) {
  const did: string[] = [];
  const body = { hidden: false } as HTMLElement;
  const page = { body, title: 'Gespräch · Praxis' };
  const done = quickExit({
    target: undefined,
    fallSilent: () => void did.push(`silent, page ${body.hidden ? 'empty' : 'shown'}`),
    keep: async () => void did.push('kept'),
    end: async () => void did.push('ended'),
    page,
    place: { replace: (address) => void did.push(`gone to ${address}`) },
    wait: () => new Promise(() => undefined),
    ...change,
  });
  return { did, page, done };
}

describe('leaving in a hurry', () => {
  it('empties the screen and stops the camera before anything is waited for', () => {
    const { did, page } = hurry({ keep: () => new Promise(() => undefined) });
    expect(page.body.hidden).toBe(true);
    expect(page.title).toBe('');
    expect(did).toEqual(['silent, page empty']);
  });

  it('asks no host for anything unless the practice has named one', async () => {
    const { did, done } = hurry();
    await done;
    expect(did.at(-2)).toBe('gone to about:blank');
  });

  it('leads to the page the practice has chosen', async () => {
    const { did, done } = hurry({ target: 'https://wetter.example/' });
    await done;
    expect(did.at(-2)).toBe('gone to https://wetter.example/');
  });

  it('never runs what a server sends in place of an address', async () => {
    for (const target of ['javascript:alert(1)', 'http://wetter.example/', 'data:text/html,x', 'https']) {
      const { did, done } = hurry({ target });
      await done;
      expect(did.at(-2)).toBe('gone to about:blank');
    }
  });

  it('does not hang on a storage that does not answer', async () => {
    const { did, done } = hurry({ keep: () => new Promise(() => undefined), wait: async () => undefined });
    await done;
    expect(did.at(-2)).toBe('gone to about:blank');
  });

  it('goes although everything else fails', async () => {
    const { did, done } = hurry({
      fallSilent: () => {
        throw new Error('no camera');
      },
    });
    await done;
    expect(did).toEqual(['gone to about:blank', 'ended']);
  });

  it('ends what still runs when the sign has left and not before, however long the next page is in coming', async () => {
    let keep = () => {};
    const kept = new Promise<void>((resolve) => {
      keep = resolve;
    });
    const { did, done } = hurry({ target: 'https://silent.example/', keep: () => kept });
    await new Promise((resolve) => setImmediate(resolve));
    expect(did).toEqual(['silent, page empty']);
    keep();
    await done;
    expect(did).toEqual(['silent, page empty', 'gone to https://silent.example/', 'ended']);
  });

  it('ends what still runs although nothing could be kept', async () => {
    const { did, done } = hurry({ keep: () => Promise.reject(new Error('no storage')) });
    await done;
    expect(did).toEqual(['silent, page empty', 'gone to about:blank', 'ended']);
  });
});
