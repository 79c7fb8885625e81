import {
  EncryptionSettings,
  RoomId as RustRoomId,
  UserId as RustUserId,
} from '@matrix-org/matrix-sdk-crypto-wasm';
import { RoomIdSchema, utf8 } from '@sprechzimmer/protocol';
import { EventStatus, MatrixEvent, Room, RoomEvent } from 'matrix-js-sdk';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { lockFile } from '../files/attachment.ts';
import { type Chat, openChat } from './chat.ts';
import { fileContent } from './file-content.ts';
import type { ChatFile } from './files-view.ts';
import { followDevices, signMasterKey } from './identity.ts';
import type { OpenClient } from './open-client.ts';
import { publishIdentity } from './publish-identity.ts';
import { type FileServer, fileServer } from './testing/file-server.ts';
import { clinicianId, guestId, intruderId, type PaperPeople, paperPeople } from './testing/paper-people.ts';

const roomId = v.parse(RoomIdSchema, '!visit:practice.test');
const WireSchema = v.record(v.string(), v.unknown());

let people: PaperPeople;
let desk: OpenClient;
let guest: OpenClient;
/** Another patient of the practice, verified by the same clinician. */
let other: OpenClient;
let room: Room;
let chat: Chat;
let server: FileServer;
/** The last content that was sent. */
let sent: object;

beforeEach(async () => {
  people = paperPeople();
  desk = await people.person(clinicianId, 'DESK', 'clinician');
  guest = await people.person(guestId, 'GUEST', 'guest');
  other = await people.person(intruderId, 'OTHER', 'guest');
  await publishIdentity(desk);
  for (const patient of [guest, other]) {
    const key = await publishIdentity(patient);
    await Promise.all([followDevices(desk, patient.userId), followDevices(patient, clinicianId)]);
    await signMasterKey(desk, patient.userId, key);
  }
  await desk.start();
  room = new Room(roomId, desk.client, clinicianId);
  const sender = {
    send: async (_type: string, content: object) => {
      sent = content;
      return '$own';
    },
  };
  server = fileServer();
  chat = openChat(desk, roomId, sender, new Set([clinicianId, guestId]), server);
});
afterEach(() => {
  chat.close();
  people.end();
});

/** Encrypted for the clinician, with the room key on its way to them. */
const write = (from: OpenClient, body: string) => writeContent(from, { msgtype: 'm.text', body });
const writeContent = async (from: OpenClient, said: object) => {
  const missing = await from.machine.getMissingSessions([new RustUserId(clinicianId)]);
  if (missing) await from.send(missing);
  const to = [new RustUserId(clinicianId)];
  for (const request of await from.machine.shareRoomKey(new RustRoomId(roomId), to, new EncryptionSettings()))
    await from.send(request);
  const content = JSON.stringify(said);
  const encrypted = await from.machine.encryptRoomEvent(new RustRoomId(roomId), 'm.room.message', content);
  return v.parse(WireSchema, JSON.parse(encrypted));
};

/** Decrypted; waits for a room key that is still on its way. */
const eventOf = (content: object, sender: string, id: string, atMs = 1) =>
  vi.waitFor(async () => {
    const event = new MatrixEvent({
      type: 'm.room.encrypted',
      room_id: roomId,
      sender,
      event_id: id,
      origin_server_ts: atMs,
      content,
    });
    await desk.client.decryptEventIfNeeded(event);
    expect(event.isDecryptionFailure()).toBe(false);
    return event;
  });

const deliver = (event: MatrixEvent) =>
  desk.client.emit(RoomEvent.Timeline, event, room, false, false, { timeline: room.getLiveTimeline() });
const shown = () => chat.messages.value.map(({ id, text, state }) => [id, text, state]);

describe('the chat of a visit', () => {
  test('shows what the patient has written', async () => {
    deliver(await eventOf(await write(guest, 'yes'), guestId, '$1'));
    await vi.waitFor(() => expect(shown()).toEqual([['$1', 'yes', 'sent']]));
  });

  test('never shows what another patient has written, whom the server has put into the room', async () => {
    deliver(await eventOf(await write(other, 'I am the patient'), intruderId, '$1'));
    deliver(await eventOf(await write(guest, 'no, I am'), guestId, '$2'));
    await vi.waitFor(() => expect(shown()).toContainEqual(['$2', 'no, I am', 'sent']));
    expect(shown()).toHaveLength(1);
  });

  test('never shows one message a second time, under another id and time', async () => {
    const yes = await write(guest, 'yes');
    deliver(await eventOf(yes, guestId, '$1', 1));
    deliver(await eventOf(yes, guestId, '$2', 2));
    deliver(await eventOf(await write(guest, 'yes'), guestId, '$3', 3));
    await vi.waitFor(() => expect(shown()).toContainEqual(['$3', 'yes', 'sent']));
    expect(shown()).toEqual([
      ['$1', 'yes', 'sent'],
      ['$3', 'yes', 'sent'],
    ]);
  });

  test('never shows the clinician their own message a second time', async () => {
    const content = await write(desk, 'see you on Thursday');
    const echo = await eventOf(content, clinicianId, '$own');
    echo.setStatus(EventStatus.SENT);
    deliver(echo);
    await chat.send('see you on Thursday');
    deliver(await eventOf(content, clinicianId, '$again', 2));
    deliver(await eventOf(await write(guest, 'yes'), guestId, '$1'));
    await vi.waitFor(() => expect(shown()).toContainEqual(['$1', 'yes', 'sent']));
    expect(shown().map(([id]) => id)).toEqual(['$own', '$1']);
  });
});

describe('what counts as read', () => {
  test('a sentence that it takes a while has not read what the patient wrote; an answer has', async () => {
    deliver(await eventOf(await write(guest, 'do not call now'), guestId, '$1'));
    await vi.waitFor(() => expect(chat.unread.value).toBe(1));
    await chat.sendLater('ten more minutes');
    expect(shown().map(([, text]) => text)).toContain('ten more minutes');
    expect(chat.unread.value).toBe(1);
    await chat.send('thank you, I will not');
    expect(chat.unread.value).toBe(0);
  });
});

describe('files in the chat of a visit', () => {
  const letter = { name: 'Befund.pdf', bytes: utf8('a finding'), type: 'application/octet-stream' };
  const asMessage = async () => {
    const { ciphertext, lock } = await lockFile(letter.bytes);
    return fileContent(letter, server.keep(ciphertext), lock);
  };
  const files = () => chat.messages.value.flatMap(({ file, state }) => [[file?.name, state]]);

  test('a file of the patient comes with its name, and with what was in it', async () => {
    deliver(await eventOf(await writeContent(guest, await asMessage()), guestId, '$1'));
    await vi.waitFor(() => expect(files()).toEqual([['Befund.pdf', 'sent']]));
    const [{ file } = {}] = chat.messages.value;
    if (!file) throw new Error('no file');
    await chat.files?.fetch(file);
    expect(await textAt(file)).toBe('a finding');
  });

  test('is withheld, and not even fetched, when the device that sent it is not verified', async () => {
    const unverified = await people.person(guestId, 'ADDED', 'guest');
    await followDevices(unverified, clinicianId);
    await followDevices(desk, guestId);
    const event = await eventOf(await writeContent(unverified, await asMessage()), guestId, '$1').catch(
      () => undefined,
    );
    if (event) deliver(event);
    deliver(await eventOf(await write(guest, 'last'), guestId, '$2'));
    await vi.waitFor(() => expect(shown()).toContainEqual(['$2', 'last', 'sent']));
    expect(chat.messages.value.filter(({ file }) => file)).toEqual([]);
  });

  test.each([
    ['in clear', (content: object) => ({ ...content, file: undefined, url: 'mxc://practice.test/x' })],
    ['on another server', (content: object) => withAddress(content, 'mxc://elsewhere.test/x')],
    ['with a path for an address', (content: object) => withAddress(content, 'mxc://practice.test/../x')],
    [
      'without a hash',
      (content: object) => ({ ...content, file: { v: 'v2', url: 'mxc://practice.test/x' } }),
    ],
  ])('a file %s is said to be withheld, and nothing is fetched for it', async (_what, change) => {
    deliver(await eventOf(await writeContent(guest, change(await asMessage())), guestId, '$1'));
    await vi.waitFor(() => expect(shown()).toEqual([['$1', '', 'withheld']]));
    expect(chat.messages.value[0]?.file).toBeUndefined();
  });

  test('one of our own is sent once, whatever was tried before, and stands where it was written', async () => {
    server.refuse(1);
    await chat.files?.send(letter);
    expect(files()).toEqual([['Befund.pdf', 'failed']]);
    await chat.resend(chat.messages.value[0]?.id ?? '');
    expect(files()).toEqual([['Befund.pdf', 'sent']]);
    expect(sent).toMatchObject({ msgtype: 'm.file', body: 'Befund.pdf', info: { size: 9 } });
    expect(JSON.stringify([...server.kept.values()].map((bytes) => [...bytes]))).not.toContain(
      JSON.stringify([...letter.bytes]).slice(1, -1),
    );
  });
});

const textAt = async ({ state: { value } }: ChatFile) =>
  value.step === 'here' ? (await fetch(value.url)).text() : value.step;
const withAddress = (content: object, url: string) => ({
  ...content,
  file: { ...v.parse(v.object({ file: v.looseObject({}) }), content).file, url },
});
