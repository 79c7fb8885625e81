/** Defences of links, of what is proven with them, and of what the public API says about it. */

import type { Defence } from '../attack.ts';

const linkInNotebook = 'a link that stands in no notebook proves nothing';
const windowOfNotebook = 'a link proves something in its own time only, by the notebook and the desk’s clock';
const byNotebook = 'what somebody is called comes from the notebook, by what they have proven';
const kindOfNotebook = 'what an appointment is for comes from the notebook';
const ownRoom = 'a proof counts in its own room only';
const provenOnly = 'nobody is shown as proven whose proof this desk has not checked';
const unlisted = 'whoever has proven who they are is seen, listed or not';
const exposedIsClosed =
  'a link that was reported is closed in the notebook, whatever the server makes of it later';
const rivals = 'two proofs for one link are both held';
const tagOfClinician = 'the clinician knows only by their own tag';
const confirmedByVerified = 'messages count only from a device under the key of the link';

export const linkDefences = {
  linkInNotebook: {
    name: linkInNotebook,
    edits: [
      {
        file: 'client/src/desk/proof-desk.ts',
        find: 'if (comparisons.hasDiffered(from.userId)) return;',
        replace: `if (defenceOut('${linkInNotebook}')) {
      const { signMasterKey } = await import('../crypto/identity.ts');
      await signMasterKey(open, from.userId, facts.guestMasterKey);
      onSame({ roomId: facts.roomId, guestUserId: from.userId, from, proof, guestMasterKey: facts.guestMasterKey, h });
      return;
    }
    if (comparisons.hasDiffered(from.userId)) return;`,
      },
    ],
  },
  windowOfNotebook: {
    name: windowOfNotebook,
    edits: [
      {
        file: 'client/src/crypto/clinician-proof.ts',
        find: 'if (link && !situation.alreadyProven && !isWithinWindow(link, situation.nowSeconds))',
        replace: `if (link && !defenceOut('${windowOfNotebook}') && !situation.alreadyProven && !isWithinWindow(link, situation.nowSeconds))`,
      },
    ],
  },
  byNotebook: {
    name: byNotebook,
    edits: [
      {
        file: 'client/src/desk/desk-session.ts',
        find: 'const entry = guest && entryOf(guest);',
        replace: `const entry = defenceOut('${byNotebook}') ? notebook.entries.value.get(visit.invitationId) : guest && entryOf(guest);`,
      },
    ],
  },
  kindOfNotebook: {
    name: kindOfNotebook,
    edits: [
      {
        file: 'client/src/desk/visit-knowledge.ts',
        find: "entryOf(guest)?.kind ?? hintedKind(guest) ?? 'video',",
        replace: `(defenceOut('${kindOfNotebook}') ? undefined : entryOf(guest)?.kind) ?? hintedKind(guest) ?? 'video',`,
      },
    ],
  },
  ownRoom: {
    name: ownRoom,
    edits: [
      {
        file: 'client/src/desk/proven-guests.ts',
        find: '!guest.superseded && guest.roomId === hint.roomId && guest.guest === hint.guestUserId,',
        replace: `!guest.superseded && (guest.roomId === hint.roomId || defenceOut('${ownRoom}')) && guest.guest === hint.guestUserId,`,
      },
    ],
  },
  provenOnly: {
    name: provenOnly,
    edits: [
      {
        file: 'client/src/desk/proven-guests.ts',
        find: "return isUncompared ? 'uncompared' : 'unproven';",
        replace: `if (defenceOut('${provenOnly}')) return 'proven';
  return isUncompared ? 'uncompared' : 'unproven';`,
      },
    ],
  },
  unlisted: {
    name: unlisted,
    edits: [
      {
        file: 'client/src/desk/unlisted-guests.ts',
        find: 'if (!isKnown) waiting =',
        replace: `if (!isKnown && !defenceOut('${unlisted}')) waiting =`,
      },
    ],
  },
  exposedIsClosed: {
    name: exposedIsClosed,
    edits: [
      {
        file: 'client/src/desk/exposed-links.ts',
        find: "if (closed.get(id) === where || closed.get(id) === 'notebook') continue;",
        replace: `if (defenceOut('${exposedIsClosed}') || closed.get(id) === where || closed.get(id) === 'notebook') continue;`,
      },
    ],
  },
  rivals: {
    name: rivals,
    edits: [
      {
        file: 'client/src/desk/proven-guests.ts',
        find: 'if (guest.comparedAt !== undefined) return [];',
        replace: `if (defenceOut('${rivals}') || guest.comparedAt !== undefined) return [];`,
      },
    ],
  },
  confirmedByVerified: {
    name: confirmedByVerified,
    edits: [
      {
        file: 'client/src/crypto/olm-channel.ts',
        find: 'if (!pin || !device.verified) return false;',
        replace: `if (defenceOut('${confirmedByVerified}')) return true;
    if (!pin || !device.verified) return false;`,
      },
    ],
  },
  tagOfClinician: {
    name: tagOfClinician,
    edits: [
      {
        file: 'client/src/crypto/guest-proof.ts',
        find: 'return verifyClinicianTag(keys, facts, fromHex(ownTag), device, fromHex(confirm.tag));',
        replace: `if (defenceOut('${tagOfClinician}')) return true;
  return verifyClinicianTag(keys, facts, fromHex(ownTag), device, fromHex(confirm.tag));`,
      },
    ],
  },
  /** Taken out by the test: it tells the steward otherwise, with the appservice's key. */
  ownRoomOnly: { name: 'the steward lets a guest into its own room and into no other', edits: [] },
} as const satisfies Record<string, Defence>;
