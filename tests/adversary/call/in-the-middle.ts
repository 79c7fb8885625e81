/**
 * The whole man in the middle: towards each side the attacker plays the other, with certificates of their own, in every
 * message that can be read.
 */

import { callTypes } from '@sprechzimmer/protocol';
import { objectOf, textOf } from '../stack/json.ts';
import type { Scene } from '../stack/scene.ts';
import { openAttackerPeer } from './attacker-peer.ts';
import { forgedAnswer, forgedInvite, secretsForReply } from './forged.ts';
import { knowledgeOf } from './knowledge.ts';
import { carryPlain } from './plain-post.ts';

export interface InTheMiddle {
  /** Session descriptions that could be read, in whatever passed. */
  descriptionsRead(): number;
  framesSeen(): Promise<{ readonly ofClinician: number; readonly ofGuest: number }>;
}

/** Before anybody calls anybody. */
export async function standInTheMiddle(scene: Scene): Promise<InTheMiddle> {
  const [towardsClinician, towardsGuest] = [await openAttackerPeer(scene), await openAttackerPeer(scene)];
  let read = 0;
  // Anything at all that passes: requests and what the homeserver answers.
  scene.proxy.intercept({ path: /^\/(_matrix|api)\// }, async (asked, pass) => {
    const answer = await pass(asked);
    for (const body of [asked.body, answer.body]) read += body.includes('a=fingerprint') ? 1 : 0;
    return answer;
  });
  carryPlain(scene, async (message) => {
    const { type, content } = message;
    if (type === callTypes.answer) await towardsGuest.accept(textOf(objectOf(content['answer'])['sdp']));
    if (type !== callTypes.invite) return [];
    const knowledge = await knowledgeOf(scene, message.from);
    const answer = await towardsClinician.answer(textOf(objectOf(content['offer'])['sdp']));
    return [
      forgedAnswer(knowledge, 'guest', secretsForReply(message), answer),
      forgedInvite(knowledge, 'clinician', await towardsGuest.offer()),
    ];
  });
  return {
    descriptionsRead: () => read,
    framesSeen: async () => ({
      ofClinician: await towardsClinician.framesSeen(),
      ofGuest: await towardsGuest.framesSeen(),
    }),
  };
}
