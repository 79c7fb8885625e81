/** Links, what is proven with them, and everything the public API could say about it. */

import type { AttackGroup } from '../attack.ts';
import { keyDefences as k } from '../defences/keys.ts';
import { linkDefences as d } from '../defences/links.ts';

export const linkAttacks = {
  title: 'Links and the public API',
  attacks: {
    forgedSession: {
      name: 'an invitation in the clinician’s name, by a forged OpenID answer',
      by: 'active operator',
      attempt:
        'The homeserver says of a made-up OpenID token that it is the clinician’s. With the session this gives, the ' +
        'operator registers a link of their own under the clinician’s real key, opens it, and waits to be let in.',
      expected: 'noticed',
      userIsTold:
        'the clinician: the link of this person is not in your notebook, not compared yet. Nobody can be let in from there',
      defence: [d.linkInNotebook],
    },
    redeemedWithout: {
      name: 'redeem a link first, without having it',
      by: 'active operator',
      attempt:
        'The operator knows the handle of a link and everything the servers keep of it, puts a redeem token of their own ' +
        'in its place, and comes to the waiting room under this handle before the patient does.',
      expected: 'noticed',
      userIsTold:
        'the clinician: could not prove who they are. The patient: the link was already opened in another browser, please call',
      defence: [k.tagOfTheProof],
    },
    openedByThief: {
      name: 'redeem a stolen link first, with the operator’s help',
      by: 'link thief',
      attempt:
        'Somebody has read the link on its way and opens it before the patient. The operator lets both of them redeem, so ' +
        'that nobody is told of another browser.',
      expected: 'noticed',
      userIsTold: 'the clinician: this link was opened on two devices. Neither can be let in',
      defence: [d.rivals],
    },
    reportedAndReopened: {
      name: 'come in with a link that was reported',
      by: 'active operator',
      attempt:
        'A mail filter has turned the link into a path, which the operator reads. The patient’s page reports it and it is ' +
        'closed. The operator opens it again in their own database and comes with it in the patient’s place.',
      expected: 'noticed',
      userIsTold:
        'the clinician: the link is blocked; whoever came with it could not prove who they are. The patient: the link is ' +
        'no longer safe, the practice has been notified',
      defence: [d.exposedIsClosed],
    },
    swappedLinks: {
      name: 'swap two patients’ links',
      by: 'active operator',
      attempt: 'Each of two patients redeems the other’s invitation and gets the other’s visit and room.',
      expected: 'harmless',
      userIsTold: 'nothing: each stands at the desk under their own name and label',
      defence: [d.byNotebook],
    },
    otherRoom: {
      name: 'hand a guest another visit’s room',
      by: 'active operator',
      attempt:
        'The operator has the homeserver invite a second patient’s guest into the room of the first, and tells the ' +
        'second browser that this is its room.',
      expected: 'noticed',
      userIsTold:
        'clinician and first patient: somebody has been invited who does not belong here; nothing is sent any more',
      defence: [d.ownRoomOnly],
    },
    reflectedTag: {
      name: 'reflect the guest’s own tag',
      by: 'active operator',
      attempt:
        'A device that the operator has put on the clinician’s account takes the patient’s proof and sends the same tag ' +
        'back as the clinician’s confirmation, while no desk is open.',
      expected: 'refused',
      userIsTold: 'the patient: the practice has been notified, and nothing more',
      defence: [k.signedDevices, d.confirmedByVerified, d.tagOfClinician],
    },
    wrongLabel: {
      name: 'tell the desk the wrong visit of two',
      by: 'active operator',
      attempt:
        'Two patients wait. The desk is told of each that it is the other’s invitation and the other’s name.',
      expected: 'harmless',
      userIsTold: 'nothing: each card bears the label that was proven',
      defence: [d.byNotebook],
    },
    wrongWindow: {
      name: 'open a link outside its time',
      by: 'active operator',
      attempt:
        'The server changes the window of an invitation and lets somebody in with its link a day too early.',
      expected: 'noticed',
      userIsTold: 'the clinician: could not prove who they are',
      defence: [d.windowOfNotebook],
    },
    wrongKind: {
      name: 'make a written appointment one with pictures',
      by: 'active operator',
      attempt: 'The server says of an appointment that was made for text that it is one for video.',
      expected: 'harmless',
      userIsTold: 'nothing: the desk opens no connection and no camera for it',
      defence: [d.kindOfNotebook],
    },
    replayedRoom: {
      name: 'replay a proof in another room',
      by: 'active operator',
      attempt:
        'The bot makes a second room with the same two people, and the desk is told that the visit, whose guest has ' +
        'proven who they are, takes place there.',
      expected: 'noticed',
      userIsTold: 'the clinician: the proof is being checked. Nobody can be let in',
      defence: [d.ownRoom],
    },
    hiddenVisit: {
      name: 'hide somebody who waits',
      by: 'active operator',
      attempt: 'A patient has come and proven who they are. The desk is told that there is no such visit.',
      expected: 'noticed',
      userIsTold:
        'the clinician: this person has proven who they are and waits, but the server does not show it',
      defence: [d.unlisted],
    },
    inventedVisit: {
      name: 'invent somebody who waits',
      by: 'active operator',
      attempt: 'The desk is told of a visit that does not exist, for an invitation nobody has come with.',
      expected: 'noticed',
      userIsTold: 'the clinician: the proof is being checked. Nobody can be let in',
      defence: [d.provenOnly],
    },
  },
} as const satisfies AttackGroup;
