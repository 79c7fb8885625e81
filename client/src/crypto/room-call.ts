/** The call of one room: a mesh over Olm with the practice's relays, made when it is first needed. */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { DeviceId, DoorContent, RoomId, UserId } from '@sprechzimmer/protocol';
import type { LocalMedia } from '../call/media.ts';
import { createMesh, type Mesh } from '../call/mesh.ts';
import type { Participant, Peer } from '../call/participant.ts';
import type { WordList } from '../call/words.ts';
import { callSignalling } from './call-signalling.ts';
import { conferenceOf } from './conference.ts';
import type { OlmChannel } from './olm-channel.ts';
import type { OpenClient } from './open-client.ts';
import { askForTurn } from './turn.ts';

export interface RoomCallOptions {
  readonly open: OpenClient;
  readonly channel: OlmChannel;
  readonly roomId: RoomId;
  /** Everybody of this visit. */
  readonly members: ReadonlySet<string>;
  readonly role: 'clinician' | 'guest';
  readonly media: LocalMedia;
  readonly relayOnly: boolean;
  /** In which language the four words are read; the clinician's side says it. */
  readonly wordList?: ReadonlySignal<WordList>;
  /** Words of the door that came on a connection whose certificate has been compared. */
  readonly onDoor: (from: Peer, content: DoorContent) => void;
}

export interface RoomCall {
  /** Undefined until the first `connect`. */
  readonly mesh: ReadonlySignal<Mesh | undefined>;
  /** Sound and picture are wanted, whether or not there is a connection. */
  isOpen(): boolean;
  /** Connects without sound and picture. Safe to repeat. */
  connect(participant: Participant): Promise<void>;
  /**
   * Sends our sound and picture, and shows theirs.
   * @param to the only device to do so with; everybody's when there is none
   */
  open(to?: Peer): Promise<void>;
  /** Sends and shows nothing any more; the connection stays. */
  close(): Promise<void>;
  /** Says a word of the door on the connection. False when there is none. */
  sendDoor(to: { userId: UserId; deviceId: DeviceId }, content: DoorContent): boolean;
  /** For good. Safe to repeat. */
  leave(): Promise<void>;
}

export function roomCall(options: RoomCallOptions): RoomCall {
  const { open, channel, roomId, members, role, media, relayOnly, onDoor } = options;
  const mesh = signal<Mesh | undefined>(undefined);
  let making: Promise<Mesh | undefined> | undefined;
  let renewal: ReturnType<typeof setTimeout> | undefined;
  let left = false;
  /** Wanted even before there is a connection: after a reload the word comes first. */
  let opened = false;
  let talksWith: Peer | undefined;

  const apply = async (made: Mesh) => {
    made.talkWith(talksWith);
    made.allowRemote(opened);
    await (opened ? made.openMedia() : made.closeMedia());
  };

  const renewLater = (ms: number | undefined) => {
    if (ms === undefined || left) return;
    renewal = setTimeout(() => {
      void askForTurn(open, relayOnly).then(({ ice, renewInMs }) => {
        if (left) return;
        mesh.value?.renewIce(ice);
        renewLater(renewInMs ?? ms);
      });
    }, ms);
  };

  const make = async () => {
    const [{ ice, renewInMs }, confId] = await Promise.all([
      askForTurn(open, relayOnly),
      conferenceOf(roomId),
    ]);
    const made = await createMesh({
      self: { userId: open.userId, deviceId: open.deviceId, role },
      confId,
      signalling: callSignalling(open, channel, roomId, members),
      media,
      ice,
      ...(options.wordList ? { wordList: options.wordList } : {}),
    });
    if (left) {
      await made.leave();
      return undefined;
    }
    made.onDoor(onDoor);
    mesh.value = made;
    renewLater(renewInMs);
    if (opened) void apply(made).catch(() => undefined);
    return made;
  };

  return {
    mesh,
    isOpen: () => opened && !left,
    async connect(participant) {
      if (left) return;
      making ??= make().catch((error: unknown) => {
        making = undefined;
        throw error;
      });
      (await making)?.connect(participant);
    },
    async open(to) {
      opened = true;
      talksWith = to;
      if (mesh.value) await apply(mesh.value);
    },
    async close() {
      opened = false;
      if (mesh.value) await apply(mesh.value);
    },
    sendDoor: (to, content) => mesh.value?.sendDoor(to, content) ?? false,
    async leave() {
      left = true;
      clearTimeout(renewal);
      await mesh.value?.leave();
    },
  };
}
