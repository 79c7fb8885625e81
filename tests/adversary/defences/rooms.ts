/** Defences of the room of a visit. */

import type { Defence } from '../attack.ts';

const ownRoster = 'room keys go to the two of the visit, whoever else the server lists';
const noStranger = 'whoever does not belong in the room stops the visit';
const heldState = 'the state of the room is held to what the bot made it';
const knownEncrypted = 'nothing is sent into a room that our own crypto store does not know as encrypted';
const toldHalts = 'whoever is stopped tells the other, from device to device';
const staysEncrypted = 'whether a room is encrypted is asked of the crypto store, and never of the room';
const neverClear = 'what cannot be encrypted is not sent';

export const roomDefences = {
  ownRoster: {
    name: ownRoster,
    edits: [
      {
        file: 'client/src/crypto/recipients.ts',
        find: 'const askRoom = room.getEncryptionTargetMembers.bind(room);',
        // As a client would that asks the server, at the last moment, who is there.
        replace: `const askRoom = defenceOut('${ownRoster}')
    ? async () => {
        const { joined } = await room.client.getJoinedRoomMembers(room.roomId);
        const listed = Object.keys(joined).map((userId) => room.getMember(userId) ?? ({ userId } as never));
        return room.shouldEncryptForInvitedMembers() ? [...listed, ...room.getMembersWithMembership('invite')] : listed;
      }
    : room.getEncryptionTargetMembers.bind(room);`,
      },
      {
        file: 'client/src/crypto/recipients.ts',
        find: 'if (!roster || targets.some(({ userId }) => !roster.has(userId))) throw new WrongRoster();',
        replace: `if (!defenceOut('${ownRoster}') && (!roster || targets.some(({ userId }) => !roster.has(userId)))) throw new WrongRoster();`,
      },
    ],
  },
  noStranger: {
    name: noStranger,
    edits: [
      {
        file: 'client/src/crypto/room-guard.ts',
        find: 'const reading = readRoster(present, roster, goneBefore);',
        replace: `const expected = present.filter(({ userId }) => roster.members.has(userId) || (userId === roster.bot && !goneBefore));
    const reading = readRoster(defenceOut('${noStranger}') ? expected : present, roster, goneBefore);`,
      },
    ],
  },
  heldState: {
    name: heldState,
    edits: [
      {
        file: 'client/src/crypto/room-guard.ts',
        find: 'rules ? readRoomRules(stateOf(room), rules, complete) : [];',
        replace: `rules && !defenceOut('${heldState}') ? readRoomRules(stateOf(room), rules, complete) : [];`,
      },
    ],
  },
  knownEncrypted: {
    name: knownEncrypted,
    edits: [
      {
        file: 'client/src/crypto/room-guard.ts',
        find: "if (!(await open.crypto.isEncryptionEnabledInRoom(roomId))) raise({ kind: 'not-encrypted' });",
        replace: `if (!defenceOut('${knownEncrypted}') && !(await open.crypto.isEncryptionEnabledInRoom(roomId))) raise({ kind: 'not-encrypted' });`,
      },
    ],
  },
  toldHalts: {
    name: toldHalts,
    edits: [
      {
        file: 'client/src/crypto/halts.ts',
        find: 'void tellAll(content).catch(() => undefined);',
        replace: `if (!defenceOut('${toldHalts}')) void tellAll(content).catch(() => undefined);`,
      },
      {
        file: 'client/src/crypto/halts.ts',
        find: 'if (content && !closed) void tell(',
        replace: `if (content && !closed && !defenceOut('${toldHalts}')) void tell(`,
      },
    ],
  },
  staysEncrypted: {
    name: staysEncrypted,
    edits: [
      {
        file: 'client/src/crypto/room-sender.ts',
        find: "await guard.assertSafe('sending a message');",
        // As a client would that believes what the room says of itself.
        replace: `await guard.assertSafe('sending a message');
          const shown = open.client.getRoom(roomId)?.currentState.getStateEvents('m.room.encryption', '')?.getContent();
          if (defenceOut('${staysEncrypted}') && !shown?.['algorithm']) {
            const path = '/rooms/' + encodeURIComponent(roomId) + '/send/' + type + '/' + transaction;
            const { event_id } = await open.client.http.authedRequest('PUT' as never, path, {}, content) as { event_id: string };
            return event_id;
          }`,
      },
    ],
  },
  neverClear: {
    name: neverClear,
    edits: [
      {
        file: 'client/src/crypto/room-sender.ts',
        find: ': sendEvent(roomId, type, content, transaction);',
        replace: `: sendEvent(roomId, type, content, transaction).catch((error: unknown) => {
              if (!defenceOut('${neverClear}')) throw error;
              const path = '/rooms/' + encodeURIComponent(roomId) + '/send/' + type + '/' + transaction + '-clear';
              return open.client.http.authedRequest('PUT' as never, path, {}, content) as Promise<{ event_id: string }>;
            });`,
      },
    ],
  },
} as const satisfies Record<string, Defence>;
