/** Defences of the call and of what carries its messages. */

import type { Defence } from '../attack.ts';

const onlyEncrypted = 'messages between devices count only when they came through Olm';
const sentEncrypted = 'messages of a call leave the browser encrypted only';
const risingNumbers = 'each message of a call has a higher number than the one before';
const ownAddress = 'a message of a call names its proof and its conference';
const ownCall = 'a message of a call names the session and the call it is for';
const risingDoor = 'a word of the door counts once, and not after a later one';
const liveDoor = 'words of the door are said on the connection itself as well';
const onlyHints = 'state in the room is a hint and never says who takes part';
const relayOrNothing = 'where only a relay is allowed, nothing is connected without one';

export const callDefences = {
  onlyEncrypted: {
    name: onlyEncrypted,
    edits: [
      {
        file: 'client/src/crypto/olm-channel.ts',
        find: "if (received.encryptionInfo === null) return void drop('clear');",
        replace: `if (received.encryptionInfo === null) {
          if (!defenceOut('${onlyEncrypted}')) return void drop('clear');
          const claimed = { userId: sender, deviceId: (content as { party_id: DeviceId }).party_id };
          const from = (await deviceOf(open, claimed.userId, claimed.deviceId)) ?? (claimed as KnownDevice);
          for (const subscription of matching) await subscription.deliver(from, content);
          return;
        }`,
      },
    ],
  },
  sentEncrypted: {
    name: sentEncrypted,
    edits: [
      {
        file: 'client/src/crypto/olm-channel.ts',
        find: 'async send(type, content, devices, rule) {',
        replace: `async send(type, content, devices, rule) {
          if (defenceOut('${sentEncrypted}') && /call/.test(type)) {
            const clear = devices.map(({ userId, deviceId }) => [userId, new Map([[deviceId, content]])] as const);
            await open.client.sendToDevice(type, new Map(clear) as never);
            return;
          }`,
      },
    ],
  },
  risingNumbers: {
    name: risingNumbers,
    edits: [
      {
        file: 'client/src/call/sequence.ts',
        find: 'if (!Number.isSafeInteger(seq) || seq <= this.#last) return false;',
        replace: `if (!Number.isSafeInteger(seq) || (seq <= this.#last && !defenceOut('${risingNumbers}'))) return false;`,
      },
    ],
  },
  ownAddress: {
    name: ownAddress,
    edits: [
      {
        file: 'client/src/call/envelope.ts',
        find: "if (content.h !== address.participant.transcriptHash) return 'foreign-proof';",
        replace: `if (content.h !== address.participant.transcriptHash && !defenceOut('${ownAddress}')) return 'foreign-proof';`,
      },
      {
        file: 'client/src/call/envelope.ts',
        find: "if (content.conf_id !== address.confId) return 'foreign-conference';",
        replace: `if (content.conf_id !== address.confId && !defenceOut('${ownAddress}')) return 'foreign-conference';`,
      },
    ],
  },
  ownCall: {
    name: ownCall,
    edits: [
      {
        file: 'client/src/call/envelope.ts',
        find: 'if (content.to_session === address.sessionId) return undefined;',
        replace: `if (content.to_session === address.sessionId || defenceOut('${ownCall}')) return undefined;`,
      },
      {
        file: 'client/src/call/leg.ts',
        find: "if (this.#phase === 'closed' || content.call_id !== this.callId) return 'foreign-call';",
        replace: `if (this.#phase === 'closed' || (content.call_id !== this.callId && !defenceOut('${ownCall}'))) return 'foreign-call';`,
      },
    ],
  },
  risingDoor: {
    name: risingDoor,
    edits: [
      {
        file: 'client/src/guest/door-words.ts',
        find: 'if (last !== undefined && word.seq <= last) return undefined;',
        replace: `if (last !== undefined && word.seq <= last && !defenceOut('${risingDoor}')) return undefined;`,
      },
    ],
  },
  liveDoor: {
    name: liveDoor,
    edits: [
      {
        file: 'client/src/desk/visit-room.ts',
        find: 'if (!guard.alarm.value) call.sendDoor(device, word);',
        replace: `if (!guard.alarm.value && !defenceOut('${liveDoor}')) call.sendDoor(device, word);`,
      },
    ],
  },
  onlyHints: {
    name: onlyHints,
    edits: [
      {
        file: 'client/src/call/call-mesh.ts',
        find: '#hinted(peer: Peer): void {',
        replace: `#hinted(peer: Peer): void {
          const [known] = this.#seats.peek();
          if (defenceOut('${onlyHints}') && known && !this.#seat(peer)) {
            const { userId, deviceId } = peer;
            this.connect({ ...known.participant, userId, deviceId });
          }`,
      },
    ],
  },
  relayOrNothing: {
    name: relayOrNothing,
    edits: [
      {
        file: 'client/src/call/ice.ts',
        find: 'return relayOnly && !servers.some(isUsableRelay);',
        replace: `return !defenceOut('${relayOrNothing}') && relayOnly && !servers.some(isUsableRelay);`,
      },
      {
        file: 'client/src/call/ice.ts',
        find: "iceTransportPolicy: ice.relayOnly ? 'relay' : 'all',",
        replace: `iceTransportPolicy: ice.relayOnly && !defenceOut('${relayOrNothing}') ? 'relay' : 'all',`,
      },
    ],
  },
  committedWords: {
    name: 'the words are committed to before the other side has spoken',
    // The search is done in the test itself: no browser is fast enough to be found by it.
    edits: [],
  },
} as const satisfies Record<string, Defence>;
