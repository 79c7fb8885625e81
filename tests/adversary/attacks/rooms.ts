/** The room: everything by which somebody would get into it, or make it something else. */

import type { AttackGroup } from '../attack.ts';
import { keyDefences } from '../defences/keys.ts';
import { roomDefences as d } from '../defences/rooms.ts';

const { keysToVerified } = keyDefences;
const unread = [keysToVerified, d.ownRoster, d.noStranger, d.heldState];

export const roomAttacks = {
  title: 'The room',
  attacks: {
    forcedAdmin: {
      name: 'an administrator makes themselves master of the room and walks in',
      by: 'active operator',
      attempt:
        'During a conversation an administrator’s account takes `make_room_admin`, which writes power and an invitation in ' +
        'the clinician’s name, joins with a signed device of its own, and waits for the next message.',
      expected: 'noticed',
      userIsTold:
        'both: that somebody does not belong there or has changed who decides; sound, picture and messages stop',
      defence: unread,
    },
    forcedBot: {
      name: 'the bot comes back',
      by: 'active operator',
      attempt:
        'The bot that made the room is invited in the clinician’s name and joins with the appservice’s own token. The database ' +
        'has given it a device, to which the next room key is to go.',
      expected: 'noticed',
      userIsTold: 'both: that the program which set the room up is back or wants to be',
      defence: [keysToVerified, d.ownRoster, d.noStranger],
    },
    secondGuest: {
      name: 'another patient is put into the room',
      by: 'active operator',
      attempt:
        'The homeserver says to both, and to whoever asks, that a second patient has joined the room, one whose key this ' +
        'clinician has signed as well. To “verified identities only” they are one. The clinician writes.',
      expected: 'noticed',
      userIsTold: 'both: that somebody who does not belong there is in the room',
      defence: [d.ownRoster, d.noStranger],
    },
    invitedThird: {
      name: 'a third person is invited, and is to read from then on',
      by: 'active operator',
      attempt:
        'In the clinician’s name the history is opened to whoever is invited and a third account is invited. It joins only ' +
        'after the clinician has written.',
      expected: 'noticed',
      userIsTold:
        'both: that somebody has changed who may read along, or has been invited who does not belong there',
      defence: unread,
    },
    unseenMember: {
      name: 'a member whom the two are never shown',
      by: 'active operator',
      attempt:
        'An account of the operator’s is joined to the room. Synapse has the member, and every event about it is taken out of ' +
        'what clinician and patient are shown. The clinician writes.',
      expected: 'harmless',
      userIsTold: 'nothing; the conversation goes on and the member reads ciphertext',
      defence: [keysToVerified, d.ownRoster],
    },
    forgedPower: {
      name: 'power in the room for somebody else',
      by: 'active operator',
      attempt:
        'In the clinician’s name an account of the operator’s is given the same power in the room as the clinician. Then it is ' +
        'invited and joins, and the clinician writes.',
      expected: 'noticed',
      userIsTold: 'both: that somebody has changed who decides in the room',
      defence: unread,
    },
    shownToPatient: {
      name: 'trouble that is shown to the patient alone',
      by: 'active operator',
      attempt:
        'During a conversation the homeserver says to the patient, and not to the clinician, that somebody has joined. The ' +
        'clinician is to write on, to somebody whose browser has stopped.',
      expected: 'noticed',
      userIsTold:
        'the patient: that somebody who does not belong there is in the room. The clinician: the same, and that it was the ' +
        'device on the other side that noticed',
      defence: [d.toldHalts],
    },
    shownToDesk: {
      name: 'trouble that is shown to the clinician alone',
      by: 'active operator',
      attempt:
        'During a conversation the homeserver says to the clinician, and not to the patient, that somebody has joined. The ' +
        'patient is to write on, to somebody whose desk has stopped.',
      expected: 'noticed',
      userIsTold:
        'the clinician: that somebody who does not belong there is in the room. The patient: that the other side’s device has stopped',
      defence: [d.toldHalts],
    },
    strippedEncryption: {
      name: 'a room that is never shown to be encrypted',
      by: 'active operator',
      attempt:
        'From the beginning the encryption event is taken out of all that clinician and patient are shown of the room. ' +
        'The clinician writes.',
      expected: 'noticed',
      userIsTold: 'both: that the room is not encrypted the way it has to be',
      defence: [d.heldState, d.knownEncrypted],
    },
    loweredEncryption: {
      name: 'an algorithm that nobody knows',
      by: 'active operator',
      attempt:
        'From the beginning the encryption event is shown with another algorithm, which the crypto library does not take. ' +
        'The clinician writes.',
      expected: 'noticed',
      userIsTold: 'both: that somebody has changed how the room is encrypted',
      defence: [d.heldState, d.knownEncrypted, d.neverClear],
    },
    takenBackEncryption: {
      name: 'a room whose encryption is taken back',
      by: 'active operator',
      attempt:
        'During a conversation the homeserver hands both an encryption event without content, as if it had been redacted. ' +
        'The clinician writes.',
      expected: 'noticed',
      userIsTold: 'both: that somebody has changed how the room is encrypted',
      defence: [d.heldState, d.staysEncrypted],
    },
    changedRotation: {
      name: 'a room key that never changes',
      by: 'active operator',
      attempt:
        'From the beginning the encryption event is shown with a rotation of the operator’s choice: one key for ten thousand ' +
        'messages. A laptop of the clinician’s is stolen after the first, with the key of that moment. The clinician writes a ' +
        'hundred more, after which the key would have changed by itself.',
      expected: 'noticed',
      userIsTold: 'both: that somebody has changed how the room is encrypted',
      defence: [d.heldState],
    },
  },
} as const satisfies AttackGroup;
