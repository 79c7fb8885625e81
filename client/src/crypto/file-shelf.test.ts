import { concat, fromHex, utf8 } from '@sprechzimmer/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PreparedFile } from '../files/prepare-file.ts';
import { readFileContent } from './file-content.ts';
import { Cancelled, type FileShelf, fileShelf } from './file-shelf.ts';
import type { ChatFile } from './files-view.ts';
import { type FileServer, fileServer } from './testing/file-server.ts';

const letter: PreparedFile = {
  name: 'Befund.pdf',
  bytes: utf8('what nobody else may read'),
  type: 'application/octet-stream',
};
const picture: PreparedFile = {
  name: 'Bild.png',
  bytes: concat(fromHex('89504e470d0a1a0a0000000d'), utf8('IHDR'), fromHex('000000020000000108020000')),
  type: 'image/png',
  picture: { width: 2, height: 1 },
};

let server: FileServer;
let patient: FileShelf;
let clinician: FileShelf;
/** Object URLs that lead to something. */
let living: Set<string>;

beforeEach(() => {
  server = fileServer();
  patient = fileShelf(server);
  clinician = fileShelf(server);
  living = new Set();
  const make = URL.createObjectURL.bind(URL);
  const giveBack = URL.revokeObjectURL.bind(URL);
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const url = make(blob);
    living.add(url);
    return url;
  });
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => {
    living.delete(url);
    giveBack(url);
  });
});
afterEach(() => {
  patient.close();
  clinician.close();
  vi.restoreAllMocks();
});

/** From one side to the other, up to where it is offered. */
const bring = async (prepared: PreparedFile, change: (message: object) => object = (same) => same) => {
  const own = patient.leaving(prepared);
  const message = await patient.upload(own);
  patient.sent(own);
  const content = readFileContent(change(JSON.parse(JSON.stringify(message))), 'practice.test');
  if (!content) throw new Error('the message does not bring a file');
  return { own, theirs: clinician.offered(content) };
};
const blobAt = async ({ state: { value } }: ChatFile) => {
  if (value.step !== 'here') throw new Error(`the file is not here: ${value.step}`);
  return (await fetch(value.url)).blob();
};

test('a file comes over whole, and the server has had ciphertext', async () => {
  const { theirs } = await bring(letter);
  expect(theirs).toMatchObject({ name: 'Befund.pdf', sizeBytes: 25, isPicture: false });
  await clinician.fetch(theirs);
  expect(await (await blobAt(theirs)).text()).toBe('what nobody else may read');
  expect(theirs.state.value).toMatchObject({ as: 'file' });
  const [ciphertext] = server.kept.values();
  expect(Buffer.from(ciphertext ?? []).toString('latin1')).not.toContain('nobody');
});

test('a picture is shown to both, as the kind its bytes are', async () => {
  const { own, theirs } = await bring(picture);
  await clinician.fetch(theirs);
  for (const file of [own, theirs]) {
    expect(file.state.value).toMatchObject({ step: 'here', as: 'picture' });
    expect((await blobAt(file)).type).toBe('image/png');
  }
});

describe('nothing active is ever shown', () => {
  test.each([
    ['a page', '<script>alert(1)</script>'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ])('%s that was sent as a picture is a file to be saved, of no type', async (_what, text) => {
    const { theirs } = await bring({ ...picture, bytes: utf8(text), type: 'image/svg+xml' });
    await clinician.fetch(theirs);
    expect(theirs.state.value).toMatchObject({ as: 'file' });
    expect((await blobAt(theirs)).type).toBe('application/octet-stream');
  });
});

test('one changed bit at the server: nothing is made of it, and the reason is said', async () => {
  const { own, theirs } = await bring(letter);
  patient.close();
  for (const bytes of server.kept.values()) bytes[3] = (bytes[3] ?? 0) ^ 4;
  await clinician.fetch(theirs);
  expect(theirs.state.value).toEqual({ step: 'failed', fault: 'not-as-sent' });
  expect(living.size).toBe(0);
  expect(own.state.value.step).toBe('failed');
});

test('a file that was deleted is said to be gone', async () => {
  const { theirs } = await bring(letter);
  server.kept.clear();
  await clinician.fetch(theirs);
  expect(theirs.state.value).toEqual({ step: 'failed', fault: 'gone' });
});

test('when the visit ends nothing can be opened any more, and nothing goes on', async () => {
  const { own, theirs } = await bring(picture);
  const { theirs: later } = await bring(letter);
  await clinician.fetch(theirs);
  expect(living.size).toBe(3);
  server.stall();
  const fetching = clinician.fetch(later);
  const sending = patient.upload(patient.leaving(letter));
  await vi.waitFor(() => expect(later.state.value).toEqual({ step: 'moving', share: 0.5 }));
  patient.close();
  clinician.close();
  await Promise.all([fetching, expect(sending).rejects.toThrow(Cancelled)]);
  expect(living.size).toBe(0);
  for (const file of [own, theirs, later]) expect(file.state.value.step).toBe('failed');
});

test('a file that is on its way can be stopped, in both directions', async () => {
  const { theirs } = await bring(letter);
  server.stall();
  const own = patient.leaving(letter);
  const sending = patient.upload(own);
  const fetching = clinician.fetch(theirs);
  await vi.waitFor(() => expect(own.state.value).toMatchObject({ share: 0.5 }));
  expect(patient.cancel(own)).toBe(true);
  expect(clinician.cancel(theirs)).toBe(false);
  await expect(sending).rejects.toThrow(Cancelled);
  await fetching;
  expect(theirs.state.value).toEqual({ step: 'offered' });
});

test('what has been uploaded is not uploaded again when only its message did not get through', async () => {
  const own = patient.leaving(letter);
  await patient.upload(own);
  patient.failed(own, new TypeError('no network'));
  expect(own.state.value).toEqual({ step: 'failed', fault: 'offline' });
  await patient.upload(own);
  expect(server.kept.size).toBe(1);
});

test('a name that hides its ending is shown with it', async () => {
  const { theirs } = await bring(letter, (message) => ({ ...message, filename: 'Rechnung\u202Efdp.exe' }));
  expect(theirs.name).toBe('Rechnungfdp.exe');
});
