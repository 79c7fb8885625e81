/** The call: everything by which somebody would get between two people who talk. */

import type { AttackGroup } from '../attack.ts';
import { callDefences as d } from '../defences/call.ts';

const unread = [d.onlyEncrypted, d.sentEncrypted];

export const callAttacks = {
  title: 'The call',
  attacks: {
    swapFingerprints: {
      name: 'swap the fingerprints in the session descriptions',
      by: 'active operator',
      attempt:
        'Whatever carries a session description on its way is given the attacker’s certificate fingerprint, so that each ' +
        'side connects to the attacker and takes them for the other.',
      expected: 'harmless',
      userIsTold: 'nothing: no description can be found, and the two see each other',
      defence: unread,
    },
    plainInvite: {
      name: 'an invite in clear',
      by: 'active operator',
      attempt:
        'In the middle of a conversation the homeserver hands the guest an `m.call.invite` without encryption, in the ' +
        'clinician’s name, as if their page had been loaded anew. Everything in it is right; the description is the attacker’s.',
      expected: 'refused',
      userIsTold: 'nothing; the conversation goes on',
      defence: unread,
    },
    plainAnswer: {
      name: 'an answer in clear',
      by: 'active operator',
      attempt:
        'All that the clinician’s device sends to the guest is kept back, and the homeserver answers the call itself, in ' +
        'the guest’s name, with the attacker’s description. The clinician lets in.',
      expected: 'noticed',
      userIsTold:
        'the clinician: that the connection is still being made; the guest: nothing of the clinician having come',
      defence: unread,
    },
    plainCandidates: {
      name: 'candidates in clear',
      by: 'active operator',
      attempt:
        'During a conversation the clinician is handed `m.call.candidates` without encryption, in the guest’s name, with an ' +
        'address of the attacker’s, which their browser would then try to reach.',
      expected: 'refused',
      userIsTold: 'nothing; the conversation goes on',
      defence: unread,
    },
    plainHangup: {
      name: 'a hangup in clear',
      by: 'active operator',
      attempt:
        'A call goes on. The homeserver hands the clinician an `m.call.hangup` without encryption, in the guest’s name, ' +
        'with everything in it that the guest would write: a new session, from which the call would have to begin anew.',
      expected: 'refused',
      userIsTold: 'nothing; the conversation goes on',
      defence: [d.onlyEncrypted],
    },
    replay: {
      name: 'say everything of a call once more',
      by: 'active operator',
      attempt:
        'During a conversation every message that went from device to device is handed to its receiver again, in the ' +
        'same order.',
      expected: 'harmless',
      userIsTold: 'nothing; the conversation goes on',
      defence: [...unread, d.risingNumbers],
    },
    earlierCall: {
      name: 'hand over messages of an earlier call',
      by: 'active operator',
      attempt:
        'The guest loads the page anew and is in conversation again, in a new call. Everything that the first call had said to ' +
        'them is handed over once more, the old invite first: the new page has no memory of that call.',
      expected: 'harmless',
      userIsTold: 'nothing; the conversation goes on',
      defence: unread,
    },
    reorder: {
      name: 'hand over an earlier message after a later one',
      by: 'active operator',
      attempt:
        'The clinician’s browser changes networks during a conversation. The first thing it says about that is kept back until ' +
        'the second has been handed over.',
      expected: 'harmless',
      userIsTold: 'nothing; the message that comes too late is dropped and the conversation goes on',
      defence: [d.risingNumbers],
    },
    delayAdmission: {
      name: 'let in again with a word that was kept back',
      by: 'active operator',
      attempt:
        'The clinician lets the guest in and later sends them back to the waiting room. The word that let them in was kept ' +
        'back on the homeserver and is handed over now, to switch camera and microphone on again.',
      expected: 'refused',
      userIsTold: 'nothing; the guest goes on waiting, camera and microphone stay off',
      defence: [d.risingDoor],
    },
    dropSendBack: {
      name: 'lose the word that sends back',
      by: 'active operator',
      attempt:
        'The clinician sends the guest back to the waiting room. All that goes to the guest by way of the homeserver is lost, ' +
        'so that they would go on being seen and heard without knowing.',
      expected: 'harmless',
      userIsTold: 'the guest: that they are in the waiting room again',
      defence: [d.liveDoor],
    },
    readdress: {
      name: 'hand one patient’s call to another',
      by: 'active operator',
      attempt:
        'Two patients wait for the same clinician. What the clinician’s device sends to the one is handed to the other as ' +
        'well, whose browser would then answer the wrong call.',
      expected: 'harmless',
      userIsTold: 'nothing; each is connected in their own call',
      defence: [...unread, d.ownAddress],
    },
    otherDesk: {
      name: 'hand one desk’s call to the clinician’s other desk',
      by: 'active operator',
      attempt:
        'The clinician has two desks open, and the patient is connected with both, each in a call of its own. Everything that ' +
        'went to the one is handed to the other as well, and back, to break one call with what was said in the other.',
      expected: 'harmless',
      userIsTold: 'nothing; the conversation at the one desk and the connection of the other go on',
      defence: [...unread, d.ownCall, d.risingNumbers],
    },
    forgedState: {
      name: 'forge the state of the call',
      by: 'active operator',
      attempt:
        'Into the room’s state the homeserver puts `org.matrix.msc3401.call`, ended, and an ' +
        '`org.matrix.msc3401.call.member` by which the guest takes part with a device of the attacker’s.',
      expected: 'harmless',
      userIsTold: 'nothing; nobody is called and the conversation goes on',
      defence: [...unread, d.onlyHints],
    },
    relayOfAttacker: {
      name: 'serve TURN credentials that lead through the attacker',
      by: 'active operator',
      attempt:
        'The practice allows relays only, and the homeserver names one of the attacker’s, who records all that passes there and ' +
        'swaps every session description that can be read for their own.',
      expected: 'harmless',
      userIsTold: 'that the connection is relayed, as both sides have measured it',
      defence: unread,
    },
    noRelay: {
      name: 'take the relay away, so that the browsers tell their addresses',
      by: 'active operator',
      attempt:
        'The practice allows relays only, because nobody is to learn an address. The homeserver says that there is none.',
      expected: 'noticed',
      userIsTold:
        'the clinician: that a relay is required and cannot be reached; the guest goes on waiting, and nothing is connected',
      defence: [d.relayOrNothing],
    },
    searchWords: {
      name: 'find certificates that give the same words',
      by: 'active operator',
      attempt:
        'Somebody stands between two fingerprints and tries nonces until both sides read the same words. To stay quick the ' +
        'search is for the first 14 of the 44 bits; the whole takes a computer longer, not another way.',
      expected: 'refused',
      userIsTold:
        'different words on the two screens; a nonce changed after the fact ends the call on the spot',
      defence: [d.committedWords],
    },
  },
} as const satisfies AttackGroup;
