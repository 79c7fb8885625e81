/**
 * The whole man in the middle: towards each side the attacker plays the other, with certificates of their own, in every
 * message that can be read.
 */

import { CallCandidatesSchema, callTypes } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { objectOf, textOf } from '../stack/json.ts';
import type { Scene } from '../stack/scene.ts';
import { openAttackerPeer } from './attacker-peer.ts';
import { forgedAnswer, forgedInvite, secretsForReply } from './forged.ts';
import { type Knowledge, knowledgeOf } from './knowledge.ts';
import { carryPlain } from './plain-post.ts';

export interface InTheMiddle {
  /** Session descriptions that could be read, in whatever passed. */
  descriptionsRead(): number;
  framesSeen(): Promise<{ readonly ofClinician: number; readonly ofGuest: number }>;
}

/** Before anybody calls anybody. */
export async function standInTheMiddle(scene: Scene): Promise<InTheMiddle> {
  const [towardsClinician, towardsGuest] = [await openAttackerPeer(scene), await openAttackerPeer(scene)];
  const calls: { withClinician?: unknown; withGuest?: unknown } = {};
  let read = 0;
  /** Known from the first invite on. */
  let known: Knowledge | undefined;
  const inviteGuest = async (knowledge: Knowledge) => {
    const invite = forgedInvite(knowledge, 'clinician', await towardsGuest.offer());
    calls.withGuest = invite.content['call_id'];
    return invite;
  };
  // Anything at all that passes: requests and what the homeserver answers.
  scene.proxy.intercept({ path: /^\/(_matrix|api)\// }, async (asked, pass) => {
    const answer = await pass(asked);
    for (const body of [asked.body, answer.body]) read += body.includes('a=fingerprint') ? 1 : 0;
    return answer;
  });
  carryPlain(scene, async (message) => {
    const { type, content, from } = message;
    const isGuest = from === known?.guest.userId;
    switch (type) {
      case callTypes.invite: {
        // The same invite comes again when the guest turns up in a new session: it is answered once.
        if (content['call_id'] === calls.withClinician) return [];
        calls.withClinician = content['call_id'];
        known = await knowledgeOf(scene, from);
        const answer = await towardsClinician.answer(textOf(objectOf(content['offer'])['sdp']));
        return [forgedAnswer(known, 'guest', secretsForReply(message), answer), await inviteGuest(known)];
      }
      case callTypes.answer:
        if (content['call_id'] === calls.withGuest)
          await towardsGuest.accept(textOf(objectOf(content['answer'])['sdp']));
        return [];
      case callTypes.candidates:
        await (isGuest ? towardsGuest : towardsClinician).addCandidates(candidatesOf(content['candidates']));
        return [];
      case callTypes.hangup:
        // A guest whose page was not ready for the invite asks for another.
        return known && isGuest ? [await inviteGuest(known)] : [];
      default:
        return [];
    }
  });
  return {
    descriptionsRead: () => read,
    framesSeen: async () => ({
      ofClinician: await towardsClinician.framesSeen(),
      ofGuest: await towardsGuest.framesSeen(),
    }),
  };
}

function candidatesOf(value: unknown): readonly RTCIceCandidateInit[] {
  const read = v.safeParse(CallCandidatesSchema.entries.candidates, value);
  if (!read.success) return [];
  return read.output.map(({ candidate, sdpMid, sdpMLineIndex, usernameFragment = null }) => ({
    candidate,
    sdpMid,
    sdpMLineIndex,
    usernameFragment,
  }));
}
