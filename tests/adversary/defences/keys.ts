/** Defences of keys and accounts. */

import type { Defence } from '../attack.ts';

const keyOfTheLink = 'the clinician’s master key is the one in the link, whenever something is sent';
const signedDevices = 'messages go only to devices that their owner’s key has signed';
const tagOfTheProof = 'a proof counts by its tag alone';
const signedProver = 'only a device that its owner’s key has signed can prove anything';
const proverWithIdentity = 'whoever has no identity can prove nothing';
const comparedExchange = 'what is confirmed is the exchange whose pictures were shown';
const oneDevice = 'a patient has one device, the one that has proven itself';
const confirmedDevices = 'nothing is said while a device of the clinician is not confirmed';
const keysToVerified = 'room keys go to verified devices only';
const pinnedIdentity = 'who was recognised keeps their master key to the end of the visit';
const cleanSender = 'a message is shown only when it comes from a verified device';

export const keyDefences = {
  keyOfTheLink: {
    name: keyOfTheLink,
    edits: [
      {
        file: 'client/src/crypto/guest-proof.ts',
        find: 'if (!shown || !equalBytes(shown, expected)) throw new MasterKeyDiffers(userId);',
        replace: `if (!defenceOut('${keyOfTheLink}') && (!shown || !equalBytes(shown, expected))) throw new MasterKeyDiffers(userId);`,
      },
      {
        file: 'client/src/crypto/encrypt-for.ts',
        find: 'if (!shown || !equalBytes(shown, expected)) throw new WrongRecipient();',
        replace: `if (!defenceOut('${keyOfTheLink}') && (!shown || !equalBytes(shown, expected))) throw new WrongRecipient();`,
      },
    ],
  },
  signedDevices: {
    name: signedDevices,
    edits: [
      {
        file: 'client/src/crypto/guest-proof.ts',
        find: 'return devices.filter((device) => device.ownerSigned);',
        replace: `return devices.filter((device) => device.ownerSigned || defenceOut('${signedDevices}'));`,
      },
      {
        file: 'client/src/crypto/encrypt-for.ts',
        find: 'if (!signed || !hasKeys(device, recipient)) throw new WrongRecipient();',
        replace: `if ((!signed && !defenceOut('${signedDevices}')) || !hasKeys(device, recipient)) throw new WrongRecipient();`,
      },
    ],
  },
  tagOfTheProof: {
    name: tagOfTheProof,
    edits: [
      {
        file: 'client/src/crypto/clinician-proof.ts',
        find: 'if (link && !(await verifyGuestTag(link.keys, facts, fromHex(proof.tag))))',
        replace: `if (link && !defenceOut('${tagOfTheProof}') && !(await verifyGuestTag(link.keys, facts, fromHex(proof.tag))))`,
      },
    ],
  },
  signedProver: {
    name: signedProver,
    edits: [
      {
        file: 'client/src/crypto/clinician-proof.ts',
        find: 'if (!guestMasterKey || !device.ownerSigned)',
        replace: `if (!guestMasterKey || (!device.ownerSigned && !defenceOut('${signedProver}')))`,
      },
      {
        file: 'client/src/crypto/olm-channel.ts',
        find: "if (rule === 'owner-signed') return device.ownerSigned;",
        replace: `if (rule === 'owner-signed') return device.ownerSigned || defenceOut('${signedProver}');`,
      },
    ],
  },
  proverWithIdentity: {
    name: proverWithIdentity,
    edits: [
      {
        file: 'client/src/desk/proof-desk.ts',
        find: 'const link = await notebook.linkOf(proof.id);',
        // As a client would that makes do with a device where there is no identity.
        replace: `if (defenceOut('${proverWithIdentity}')) guestMasterKey ??= new Uint8Array(32);
    const link = await notebook.linkOf(proof.id);`,
      },
    ],
  },
  comparedExchange: {
    name: comparedExchange,
    edits: [
      {
        file: 'client/src/crypto/sas.ts',
        find: 'if (!isExchangeOf(verifier, looked)) {',
        replace: `if (!defenceOut('${comparedExchange}') && !isExchangeOf(verifier, looked)) {`,
      },
    ],
  },
  oneDevice: {
    name: oneDevice,
    edits: [
      {
        file: 'client/src/crypto/device-watch.ts',
        find: 'if (deviceId !== expected)',
        replace: `if (deviceId !== expected && !defenceOut('${oneDevice}'))`,
      },
    ],
  },
  confirmedDevices: {
    name: confirmedDevices,
    edits: [
      {
        file: 'client/src/crypto/device-watch.ts',
        find: '.filter((deviceId) => !familiar?.has(deviceId))',
        replace: `.filter((deviceId) => !familiar?.has(deviceId) && !defenceOut('${confirmedDevices}'))`,
      },
    ],
  },
  keysToVerified: {
    name: keysToVerified,
    edits: [
      {
        file: 'client/src/crypto/open-client.ts',
        find: 'crypto.setDeviceIsolationMode(new AllDevicesIsolationMode(true));',
        replace: `crypto.setDeviceIsolationMode(new AllDevicesIsolationMode(!defenceOut('${keysToVerified}')));`,
      },
      {
        file: 'client/src/crypto/open-client.ts',
        find: 'crypto.globalBlacklistUnverifiedDevices = true;',
        replace: `crypto.globalBlacklistUnverifiedDevices = !defenceOut('${keysToVerified}');`,
      },
    ],
  },
  pinnedIdentity: {
    name: pinnedIdentity,
    edits: [
      {
        file: 'client/src/crypto/room-guard.ts',
        find: "changed.push({ kind: 'identity-changed', userId });",
        replace: `void (defenceOut('${pinnedIdentity}') || changed.push({ kind: 'identity-changed', userId }));`,
      },
      {
        file: 'client/src/crypto/room-guard.ts',
        find: "raise({ kind: 'identity-changed', userId });",
        replace: `if (!defenceOut('${pinnedIdentity}')) raise({ kind: 'identity-changed', userId });`,
      },
    ],
  },
  cleanSender: {
    name: cleanSender,
    edits: [
      {
        file: 'client/src/crypto/event-trust.ts',
        find: 'return info?.shieldColour === EventShieldColour.NONE;',
        replace: `return info?.shieldColour === EventShieldColour.NONE || defenceOut('${cleanSender}');`,
      },
    ],
  },
  botAlone: {
    name: 'the appservice’s namespace holds its bot and nobody else',
    // Taken out by the test, in the registration the homeserver reads.
    edits: [],
  },
} as const satisfies Record<string, Defence>;
