/** Our client's libraries on a page, without its screens, to call Hydrogen with. */

import { callMemberType, DeviceIdSchema, type RoomId, type UserId } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { randomId } from '../../../client/src/call/envelope.ts';
import type { Mesh } from '../../../client/src/call/mesh.ts';
import '../../../client/src/call/testing/page.ts';
import { callSignalling } from '../../../client/src/crypto/call-signalling.ts';
import { conferenceOf, sayConference } from '../../../client/src/crypto/conference.ts';
import {
  devicesOf,
  followDevices,
  masterKeyOf,
  refreshKeys,
  signMasterKey,
} from '../../../client/src/crypto/identity.ts';
import { openOlmChannel } from '../../../client/src/crypto/olm-channel.ts';
import { openClient } from '../../../client/src/crypto/open-client.ts';
import { readKeyState, secretKeyHolder, unlockKeys } from '../../../client/src/crypto/secret-storage.ts';
import type { Account } from './account.ts';
import { hydrogenSignalling } from './hydrogen-signalling.ts';
import { logIn } from './log-in.ts';

const ours = { signIn };

declare global {
  interface Window {
    ourPage: typeof ours;
  }
}
window.ourPage = ours;

/** `h` of the proof two people of a visit share. Here nobody proved anything: the test is about the call. */
const transcriptHash = 'ab'.repeat(32);

/** Signs in with a device the account has signed, and says that there is a call in the room. */
async function signIn(account: Account, roomId: RoomId, other: UserId) {
  const holder = secretKeyHolder();
  const open = await openClient({
    baseUrl: account.homeserver,
    credentials: await logIn(account),
    keys: 'memory',
    role: 'clinician',
    callbacks: holder.callbacks,
  });
  const channel = openOlmChannel(open);
  await open.start();
  await readKeyState(open);
  await unlockKeys(open, holder, account.recoveryKey);
  await followDevices(open, other);
  const conference = await conferenceOf(roomId);
  await sayConference(open, roomId);
  let mesh: Mesh | undefined;
  const takenUnbridged: string[] = [];

  /** Where Hydrogen says in the room's state that it is. */
  const membership = () => {
    const event = open.client.getRoom(roomId)?.currentState.getStateEvents(callMemberType, other);
    const content = v.safeParse(LooseMembershipSchema, event?.getContent());
    return content.success ? content.output['m.calls'][0]?.['m.devices'][0] : undefined;
  };

  /** Takes the master key the server shows for the one that was proven, as after a proof. */
  const recognise = async () => {
    await window.callLab.until(() => membership() !== undefined, 'Hydrogen has joined');
    const at = membership();
    if (!at) throw new Error('Hydrogen is nowhere');
    const masterKey = await masterKeyOf(open, other);
    if (!masterKey) throw new Error('Hydrogen’s account has no master key');
    await signMasterKey(open, other, masterKey);
    channel.pin(other, masterKey);
    return at;
  };

  return {
    conference,
    /** Their state in the room, unsigned as all state. */
    theirState: (): unknown =>
      open.client.getRoom(roomId)?.currentState.getStateEvents(callMemberType, other)?.getContent(),
    async call(role: 'clinician' | 'guest') {
      const { callLab } = window;
      const at = await recognise();
      await callLab.until(async () => {
        await refreshKeys(open, other);
        return (await devicesOf(open, other)).some(
          ({ deviceId, verified }) => verified && deviceId === at.device_id,
        );
      }, 'Hydrogen’s device is signed by its owner');
      const signalling = hydrogenSignalling(open, channel, roomId, {
        userId: other,
        session: at.session_id,
        transcriptHash,
      });
      // As in a visit, where nobody bridges: it must take none of what Hydrogen says.
      callSignalling(open, channel, roomId, new Set([open.userId, other])).onMessage((_, message) => {
        takenUnbridged.push(message.type);
      });
      const media = callLab.createLocalMedia();
      const made = await callLab.createMesh({
        self: { userId: open.userId, deviceId: open.deviceId, role },
        confId: conference,
        signalling,
        media,
        ice: { servers: [], relayOnly: false },
      });
      mesh = made;
      made.allowRemote(true);
      made.connect({
        userId: other,
        deviceId: at.device_id,
        role: role === 'clinician' ? 'guest' : 'clinician',
        transcriptHash,
      });
      await made.openMedia();
      return {
        signalling,
        takenUnbridged,
        /** Sends what we said first once more, this time as we would say it among ourselves. */
        async repeatUnbridged() {
          const [first] = signalling.said;
          const to = [{ userId: other, deviceId: at.device_id }];
          if (first) await channel.send(first.type, first.content, to, 'verified');
        },
      };
    },
    /** Says that we are in the call and waits until something of Hydrogen's has been dropped; then tries to answer. */
    async listen() {
      const at = await recognise();
      const peer = { userId: other, session: at.session_id, transcriptHash };
      const signalling = hydrogenSignalling(open, channel, roomId, peer);
      const taken: string[] = [];
      signalling.onMessage((_, { type }) => taken.push(type));
      const expiresAtMs = Date.now() + 3_600_000;
      await signalling.announce({ confId: conference, sessionId: randomId(), expiresAtMs });
      await window.callLab.until(() => channel.dropped.size > 0, 'something is dropped', 30_000);
      const to = [{ userId: other, deviceId: at.device_id }];
      const answer = channel.send('m.call.answer', {}, to, 'verified');
      const refusal = await answer.then(
        () => 'sent',
        (error: unknown) => (error instanceof Error ? error.name : 'nothing known'),
      );
      return { taken, reasons: [...channel.dropped.keys()], refusal };
    },
    participant() {
      const [participant] = mesh?.participants.value ?? [];
      if (!participant) throw new Error('nobody is in the call');
      return participant;
    },
    drops: () => mesh?.drops,
    dropped: () => [...channel.dropped],
    leave: () => mesh?.leave(),
  };
}

const LooseMembershipSchema = v.object({
  'm.calls': v.array(
    v.object({ 'm.devices': v.array(v.object({ device_id: DeviceIdSchema, session_id: v.string() })) }),
  ),
});
