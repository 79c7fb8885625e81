/** What a clinician does with a visit: lets in, sends back, lets go on, declines, ends, decides between two browsers. */

import type { VisitId, VisitVerb } from '@sprechzimmer/protocol';
import { ApiProblem } from '../api/call-api.ts';
import { settledWithin } from '../api/settled-within.ts';
import type { Notebook } from '../crypto/notebook.ts';
import { mark, marks } from '../marks.ts';
import type { DeskKeeper, ProvenGuest } from '../storage/desk-record.ts';
import type { Preparation } from './preparation.ts';
import type { ProofDesk } from './proof-desk.ts';
import { usesLinkUp } from './proven-guests.ts';
import { NotPutRight } from './put-right.ts';
import type { QuestionsDesk } from './questions-desk.ts';
import type { DeskHost, RunningDesk } from './running-desk.ts';
import type { VisitKnowledge } from './visit-knowledge.ts';
import type { VisitRoom } from './visit-room.ts';
import type { VisitRooms } from './visit-rooms.ts';

/** So long the connection stays for a word that the homeserver does not take. */
const goodbyePatienceMs = 2_000;

export interface VisitVerbsParts {
  readonly host: Pick<DeskHost, 'current' | 'day' | 'media'>;
  readonly knowledge: Pick<VisitKnowledge, 'visitOf' | 'guestOf' | 'trust' | 'kindOf'>;
  readonly rooms: Pick<VisitRooms, 'of' | 'renew'>;
  readonly proofs: Pick<ProofDesk, 'proven' | 'change' | 'decideAgainst'>;
  readonly keeper: Pick<DeskKeeper, 'isExposed'>;
  readonly notebook: Pick<Notebook, 'closeEntry'>;
  readonly questions: Pick<QuestionsDesk, 'look' | 'expectAnswers' | 'askAgain'>;
  readonly prepared: Preparation;
  /** Tells the server. */
  readonly tell: (visit: VisitId, verb: VisitVerb) => Promise<void>;
  /** Opens the conversation on the screen and on the line. */
  readonly converse: (id: VisitId, room: VisitRoom, guest: ProvenGuest) => Promise<void>;
  /** The one that is open is so no longer. */
  readonly leaveConversation: () => void;
}

export type VisitVerbs = Pick<
  RunningDesk,
  'prepare' | 'notYet' | 'admit' | 'sendBack' | 'goOn' | 'decline' | 'end' | 'askAgain' | 'decideOther'
>;

export function visitVerbs(parts: VisitVerbsParts): VisitVerbs {
  const { host, rooms, proofs, keeper, notebook, questions, prepared, tell, converse, leaveConversation } =
    parts;
  const { visitOf, guestOf, trust, kindOf } = parts.knowledge;
  const { media } = host;

  /** @throws when this visit is not one that anybody may be let into */
  const admissible = (id: VisitId) => {
    const visit = visitOf(id);
    const room = rooms.of(id);
    const guest = visit && guestOf(visit);
    if (!visit || !room || !guest || trust(visit) !== 'proven' || room.alarm.value)
      throw new ApiProblem({ code: 'conflict' });
    // Nobody is there, whoever the server says is.
    if (guest.leftAtMs !== undefined) throw new ApiProblem({ code: 'conflict' });
    return { visit, room, guest };
  };

  /** Whoever was compared with names a link, and must not close somebody else's by it. */
  const closeLinkOf = async (guest: ProvenGuest) => {
    if (guest.comparedAt === undefined) await notebook.closeEntry(guest.id);
  };

  /** Says the word and tells the server; neither waits for the other, and nothing else waits for them. A visit that was never proven hears nothing. */
  const close = async (id: VisitId, door: 'declined' | 'ended', next?: string) => {
    const visit = visitOf(id);
    const room = rooms.of(id);
    const guest = visit && guestOf(visit);
    const usedUp = guest && usesLinkUp(proofs.proven.value, guest, door, keeper.isExposed(guest.id));
    const said =
      guest && room
        ? room.say(guest, door, next === undefined ? {} : { next }).catch(() => undefined)
        : undefined;
    void room?.call.close().catch(() => undefined);
    if (host.current.value === id) leaveConversation();
    const letGo = async () => {
      if (said !== undefined) await settledWithin(said, goodbyePatienceMs);
      await room?.call.leave();
    };
    // First of all, so that nobody who is left is confirmed for it; and whatever the server does about it.
    await Promise.all([
      usedUp ? closeLinkOf(guest) : undefined,
      letGo(),
      guest &&
        proofs.decideAgainst(
          (other) => other.id === guest.id && other.guestMasterKey === guest.guestMasterKey,
        ),
      tell(id, door === 'ended' ? 'end' : 'decline'),
    ]);
  };

  const sendBack = async (id: VisitId) => {
    const { room, guest } = admissible(id);
    const said = room.say(guest, 'waiting');
    void room.call.close().catch(() => undefined);
    if (host.current.value === id) leaveConversation();
    await Promise.all([said, tell(id, 'send-back')]);
  };

  return {
    notYet: prepared.takeBack,
    prepare(id) {
      const visit = visitOf(id);
      const guest = visit && guestOf(visit);
      if (!visit || !guest || prepared.is(id) || host.current.value !== undefined) return;
      const room = rooms.of(id);
      if (!room || room.alarm.value || trust(visit) !== 'proven' || visit.phase !== 'waiting') return;
      if (questions.look(guest)?.missing.length) return;
      // Whoever has fled sees no light of a camera before somebody has really pressed.
      if (guest.leftQuicklyAtMs !== undefined || guest.leftAtMs !== undefined) return;
      prepared.begin(id);
      if (kindOf(guest) !== 'chat') void media.acquire();
      void room.say(guest, 'prepare').catch(() => undefined);
    },
    async admit(id) {
      mark(marks.admit);
      const { room, guest } = admissible(id);
      questions.expectAnswers(guest);
      const previous = host.current.value;
      if (previous !== undefined && previous !== id) {
        if (host.day.lock.locked.value) throw new ApiProblem({ code: 'conflict' });
        await sendBack(previous);
      }
      proofs.change(guest, { leftQuicklyAtMs: undefined });
      const said = room.say(guest, 'admitted');
      void converse(id, room, guest);
      await Promise.all([said, tell(id, 'admit')]);
    },
    sendBack,
    async goOn(id) {
      const visit = visitOf(id);
      const halted = rooms.of(id);
      const guest = visit && guestOf(visit);
      if (!visit || !halted || !guest || trust(visit) !== 'proven')
        throw new ApiProblem({ code: 'conflict' });
      await halted.putRight(guest);
      if (host.current.value === id) leaveConversation();
      await halted.close();
      // Looked at with fresh eyes: whatever is still wrong stops it once more.
      const room = rooms.renew(id, halted.roomId, guest.guest);
      if (room.alarm.value) throw new NotPutRight();
      const back = visit.phase === 'in-session' ? tell(id, 'send-back') : undefined;
      await Promise.all([room.say(guest, 'go-on'), back]);
    },
    decline: (id) => close(id, 'declined'),
    end: (id, next) => close(id, 'ended', next),
    askAgain: async (id) => questions.askAgain(admissible(id).guest),
    async decideOther(id, decision) {
      const visit = visitOf(id);
      const guest = visit && guestOf(visit);
      if (decision === 'accept' && id === host.current.value && host.day.lock.locked.value)
        throw new ApiProblem({ code: 'conflict' });
      if (decision === 'accept' && guest) {
        const room = rooms.of(id);
        void room?.say(guest, 'ended').catch(() => undefined);
        // Whoever was compared with only names a link, and puts out nobody but themselves by it.
        await proofs.decideAgainst((other) =>
          guest.comparedAt === undefined && other.comparedAt === undefined
            ? other.id === guest.id
            : other.guest === guest.guest && other.guestMasterKey === guest.guestMasterKey,
        );
      }
      await tell(id, decision === 'accept' ? 'accept-other' : 'refuse-other');
    },
  };
}
