import { utf8 } from '@sprechzimmer/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type PreparedFile, UnreadablePicture } from '../../files/prepare-file.ts';
import { type DraftTray, draftTray } from './draft-tray.ts';

const letter = new File(['a finding'], 'Befund.pdf');
const photograph = new File(['x'.repeat(50)], 'Foto.jpg', { type: 'image/jpeg' });

let tray: DraftTray;
let prepare: (file: File) => Promise<PreparedFile>;
let living: number;

beforeEach(() => {
  living = 0;
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => `blob:${++living}`);
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => void living--);
  prepare = async ({ name }) => ({ name, bytes: utf8('ready'), type: 'application/octet-stream' });
  tray = draftTray({ largestBytes: () => 20, prepare: (file) => prepare(file) });
});
afterEach(() => vi.restoreAllMocks());

const states = () => tray.drafts.value.map(({ name, state, fault }) => [name, fault ?? state]);

test('nothing leaves before it is asked for, and then once', async () => {
  tray.add([letter]);
  await vi.waitFor(() => expect(states()).toEqual([['Befund.pdf', 'ready']]));
  expect(await tray.take()).toMatchObject([{ name: 'Befund.pdf' }]);
  expect(await tray.take()).toEqual([]);
});

test('what is still being made ready when it is sent leaves as soon as it is', async () => {
  tray.add([letter]);
  expect(states()).toEqual([['Befund.pdf', 'preparing']]);
  expect(await tray.take()).toMatchObject([{ name: 'Befund.pdf' }]);
  expect(states()).toEqual([]);
});

test('what is too large is told at once, but a picture is first made smaller', async () => {
  const painted = utf8('small');
  prepare = async ({ name }) => ({
    name,
    bytes: painted,
    type: 'image/jpeg',
    picture: { width: 1, height: 1 },
  });
  tray.add([new File(['x'.repeat(21)], 'Film.mp4'), photograph]);
  expect(states()).toEqual([
    ['Film.mp4', 'too-large'],
    ['Foto.jpg', 'preparing'],
  ]);
  await vi.waitFor(() => expect(states()[1]).toEqual(['Foto.jpg', 'ready']));
  expect(tray.drafts.value[1]?.sizeBytes).toBe(painted.length);
});

test('a picture that stays too large is not sent', async () => {
  prepare = async ({ name }) => ({ name, bytes: new Uint8Array(21), type: 'image/jpeg' });
  tray.add([photograph]);
  await vi.waitFor(() => expect(states()).toEqual([['Foto.jpg', 'too-large']]));
  expect(await tray.take()).toEqual([]);
});

test('a picture that cannot be cleaned, a folder, and what cannot be read are not sent', async () => {
  prepare = async ({ name }) => {
    throw name === 'Foto.jpg' ? new UnreadablePicture() : new DOMException('gone', 'NotFoundError');
  };
  tray.add([photograph, new File([], 'Ordner'), letter]);
  await vi.waitFor(() =>
    expect(states()).toEqual([
      ['Foto.jpg', 'picture'],
      ['Ordner', 'unreadable'],
      ['Befund.pdf', 'unreadable'],
    ]),
  );
  expect(await tray.take()).toEqual([]);
});

test('what was taken out again is not sent, and no preview stays behind', async () => {
  prepare = async ({ name }) => ({
    name,
    bytes: utf8('p'),
    type: 'image/jpeg',
    picture: { width: 1, height: 1 },
  });
  tray.add([photograph, photograph, photograph]);
  await vi.waitFor(() => expect(living).toBe(3));
  tray.remove(tray.drafts.value[0]?.key ?? 0);
  expect(living).toBe(2);
  expect(await tray.take()).toHaveLength(2);
  expect(living).toBe(0);
  tray.add([photograph]);
  tray.clear();
  await Promise.resolve();
  expect([tray.drafts.value, living]).toEqual([[], 0]);
});
