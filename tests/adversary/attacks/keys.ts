/** Keys and accounts: everything by which somebody would be taken for one of the two. */

import type { AttackGroup } from '../attack.ts';
import { keyDefences as d } from '../defences/keys.ts';

const heldByDevice =
  'the clinician: a device has signed in to your account and is not confirmed yet. The patient: that their message was not sent';

export const keyAttacks = {
  title: 'Keys and accounts',
  attacks: {
    forgedClinician: {
      name: 'another identity for the clinician, before the first contact',
      by: 'active operator',
      attempt:
        'When the patient’s browser asks for the clinician’s keys, the homeserver shows an identity of the attacker’s: master ' +
        'key, self-signing key and a device, all of them in the clinician’s name and in order. The attacker’s device waits ' +
        'for the proof.',
      expected: 'noticed',
      userIsTold:
        'the patient: the keys are not the clinician’s, call the practice. Nothing has been said yet',
      defence: [d.keyOfTheLink],
    },
    clinicianWithoutIdentity: {
      name: 'no identity for the clinician',
      by: 'active operator',
      attempt:
        'The homeserver answers that the clinician has no identity at all, only a device without a signature, which is the ' +
        'attacker’s: perhaps the patient’s browser makes do with it.',
      expected: 'noticed',
      userIsTold:
        'the patient: the keys are not the clinician’s, call the practice. Nothing has been said yet',
      defence: [d.keyOfTheLink, d.signedDevices],
    },
    forgedGuest: {
      name: 'another identity for the patient, before the first contact',
      by: 'active operator',
      attempt:
        'The homeserver shows the desk an identity of the attacker’s in the patient’s name, with a device that is signed by it. ' +
        'That device sends a proof for the patient’s link, with a tag out of thin air.',
      expected: 'noticed',
      userIsTold: 'the clinician: this patient could not prove themselves. They cannot be let in',
      defence: [d.tagOfTheProof],
    },
    unsignedGuest: {
      name: 'the patient’s own device left out, and another one in its place',
      by: 'active operator',
      attempt:
        'The homeserver shows the desk the patient’s true identity, but of their devices only one that the attacker has put ' +
        'there, which nobody has signed. It sends a proof for the patient’s link.',
      expected: 'refused',
      userIsTold: 'the clinician: the proof is still being checked. The patient cannot be let in',
      defence: [d.signedProver, d.tagOfTheProof],
    },
    unsignedPatientDevice: {
      name: 'an unsigned device for the patient',
      by: 'active operator',
      attempt:
        'In mid-visit the operator, who has taken the steward’s rule of one device to a guest out of the homeserver, gives the ' +
        'patient’s account a second device and waits for what the clinician writes next.',
      expected: 'noticed',
      userIsTold:
        'the clinician: a second device has appeared under this person’s name. The patient: a second device has appeared for your visit',
      defence: [d.oneDevice, d.keysToVerified],
    },
    unsignedClinicianDevice: {
      name: 'an unsigned device for the clinician',
      by: 'active operator',
      attempt:
        'In mid-visit the operator gives the clinician’s account a further device and waits for what the patient writes next.',
      expected: 'noticed',
      userIsTold: heldByDevice,
      defence: [d.confirmedDevices, d.keysToVerified],
    },
    deviceFromBefore: {
      name: 'an unsigned device for the clinician that was there before',
      by: 'active operator',
      attempt:
        'The operator’s device stands among the clinician’s before the patient comes, as if somebody had once given up signing ' +
        'in: no news, and nobody is alarmed by it. It waits for what the two write.',
      expected: 'refused',
      userIsTold: 'nothing; what they write goes to each other alone',
      defence: [d.keysToVerified],
    },
    falselySignedDevice: {
      name: 'a device signed by a forged identity',
      by: 'active operator',
      attempt:
        'In mid-visit the homeserver shows the desk the patient’s true master key, below it a self-signing key that the attacker ' +
        'has made, and a second device that this key has signed.',
      expected: 'noticed',
      userIsTold: 'the clinician: a second device has appeared under this person’s name',
      defence: [d.oneDevice, d.keysToVerified],
    },
    falselySignedDesk: {
      name: 'a device for the clinician, signed by a forged identity',
      by: 'active operator',
      attempt:
        'In mid-visit the homeserver shows the patient the clinician’s true master key, below it a self-signing key that the ' +
        'attacker has made, and beside the desk a further device that this key has signed. It waits for what the patient ' +
        'writes next.',
      expected: 'noticed',
      userIsTold: heldByDevice,
      defence: [d.confirmedDevices, d.keysToVerified],
    },
    falselySignedFirst: {
      name: 'a device for the clinician, signed by a forged identity, before the first contact',
      by: 'active operator',
      attempt:
        'The patient’s browser asks for the clinician’s keys, and the homeserver shows the true master key, below it a ' +
        'self-signing key that the attacker has made, and the device alone that this key has signed. It waits for the proof.',
      expected: 'noticed',
      userIsTold:
        'the patient: the keys are not the clinician’s, call the practice. Nothing has been said yet',
      defence: [d.keyOfTheLink, d.signedDevices],
    },
    staleIdentity: {
      name: 'an old list of keys, from before the clinician began again',
      by: 'active operator',
      attempt:
        'A device with the clinician’s keys was stolen, and the clinician has begun again with new ones. To the patient, whose ' +
        'link is new, the homeserver goes on showing the list of before: the old identity, and the stolen device under it.',
      expected: 'noticed',
      userIsTold:
        'the patient: the keys are not the clinician’s, call the practice. Nothing has been said yet',
      defence: [d.keyOfTheLink],
    },
    staleDevices: {
      name: 'an old list of devices, which hides a second one of the patient’s',
      by: 'active operator',
      attempt:
        'In mid-visit the operator gives the patient’s account a second device, and shows clinician and patient the list of ' +
        'devices of before, so that neither is alarmed. From the hidden device they write to the clinician in the patient’s ' +
        'name, and wait for the answer.',
      expected: 'harmless',
      userIsTold:
        'nothing; what the hidden device writes is not shown, and it cannot read what the two go on writing',
      defence: [d.cleanSender],
    },
    partialClinician: {
      name: 'a list without the clinician’s identity and without their desk, in mid-visit',
      by: 'active operator',
      attempt:
        'While the two know each other the homeserver announces that the clinician’s keys have changed, and answers with a part ' +
        'of them: no master key, no device but one without a signature, which is the attacker’s.',
      expected: 'noticed',
      userIsTold: heldByDevice,
      defence: [d.confirmedDevices, d.keysToVerified],
    },
    partialGuest: {
      name: 'a list without the patient’s identity',
      by: 'active operator',
      attempt:
        'The homeserver answers the desk that the patient has no master key at all, only a device without a signature, which is ' +
        'the attacker’s. It sends a proof for the patient’s link, with a tag out of thin air.',
      expected: 'refused',
      userIsTold: 'the clinician: the proof is still being checked. The patient cannot be let in',
      defence: [d.signedProver, d.proverWithIdentity, d.tagOfTheProof],
    },
    swappedPictures: {
      name: 'another exchange in the place of the one whose pictures were compared',
      by: 'active operator',
      attempt:
        'A link stands in no notebook, and the two compare pictures. The homeserver shows the desk an identity of the ' +
        'attacker’s under the patient’s device id, carries an honest exchange between the two until both see the same pictures ' +
        'and the patient has said so, and then begins another under the same number before the clinician says so too.',
      expected: 'noticed',
      userIsTold: 'the clinician: the pictures were not the same. Whoever this is cannot be let in',
      defence: [d.comparedExchange],
    },
    replacedClinician: {
      name: 'another identity for the clinician, in mid-visit',
      by: 'active operator',
      attempt:
        'While the two know each other the homeserver announces that the clinician’s keys have changed, and shows the patient an ' +
        'identity and a device of the attacker’s.',
      expected: 'noticed',
      userIsTold:
        'the patient: the other side suddenly identifies itself differently; leave, and call the practice',
      defence: [d.pinnedIdentity, d.confirmedDevices, d.keysToVerified],
    },
    replacedPatient: {
      name: 'another identity for the patient, in mid-visit',
      by: 'active operator',
      attempt:
        'While the two know each other the homeserver announces that the patient’s keys have changed, and shows the desk an ' +
        'identity and a device of the attacker’s.',
      expected: 'noticed',
      userIsTold: 'the clinician: one side suddenly identifies itself differently; a new link begins anew',
      defence: [d.pinnedIdentity, d.oneDevice, d.keysToVerified],
    },
    takenOver: {
      name: 'the patient’s account taken over by an administrator',
      by: 'active operator',
      attempt:
        'The operator makes themselves an administrator, resets the password of the patient’s account and signs in to it; where ' +
        'the steward refuses that, the database gives them a device. From it they write to the clinician in the patient’s name.',
      expected: 'noticed',
      userIsTold:
        'the clinician: a second device has appeared under this person’s name. What it writes is not shown',
      defence: [d.oneDevice, d.cleanSender],
    },
    appservice: {
      name: 'the appservice acts as the patient or the clinician',
      by: 'active operator',
      attempt:
        'With the appservice’s token somebody signs in as the clinician and as the patient, or just says to be one of them, to ' +
        'read the room, write into it, make a device, and put keys of their own in the place of the published ones.',
      expected: 'refused',
      userIsTold: 'nothing',
      defence: [d.botAlone],
    },
  },
} as const satisfies AttackGroup;
