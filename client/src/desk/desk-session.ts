/**
 * A signed-in, unlocked desk: the heavy half of `openDesk`. Server hints come in through one long-poll, proofs
 * through Olm; the desk shows both side by side and acts on the proofs.
 */

import { batch, computed, effect, signal, untracked } from '@preact/signals';
import type { DeskAnswer, DeskVisit, VisitId, VisitVerb } from '@sprechzimmer/protocol';
import { ApiProblem } from '../api/call-api.ts';
import { follow } from '../api/follow.ts';
import { act, desk as askDesk } from '../api/public-api.ts';
import { retrying } from '../api/retry.ts';
import { settledWithin } from '../api/settled-within.ts';
import { callFloor } from '../crypto/call-floor.ts';
import { type Notebook, openNotebook } from '../crypto/notebook.ts';
import { mark, marks } from '../marks.ts';
import type { ProvenGuest } from '../storage/desk-record.ts';
import { caughtUp } from './caught-up.ts';
import { keepDay } from './day-session.ts';
import type { DeskPatient } from './desk-view.ts';
import { watchExposedLinks } from './exposed-links.ts';
import { keepHeardHalts } from './heard-halts.ts';
import { dueInvitations, isLost, openInvitations } from './invitations.ts';
import { leftQuickly } from './left-quickly.ts';
import { perVisit } from './per-visit.ts';
import { preparation } from './preparation.ts';
import { openProofDesk, type ProofDesk } from './proof-desk.ts';
import { mayGoOn } from './proven-guests.ts';
import { NotPutRight } from './put-right.ts';
import { questionsDesk } from './questions-desk.ts';
import type { DeskHost, RunningDesk } from './running-desk.ts';
import { hearTakenOver } from './taken-over.ts';
import { unlistedGuests } from './unlisted-guests.ts';
import { visitKnowledge } from './visit-knowledge.ts';
import { openVisitRoom, type VisitRoom } from './visit-room.ts';
import { visitRooms } from './visit-rooms.ts';

/** So long the connection stays for a word that the homeserver does not take. */
const goodbyePatienceMs = 2_000;

const livingPhases: readonly DeskVisit['phase'][] = ['arriving', 'waiting', 'in-session'];

export async function runDesk(host: DeskHost): Promise<RunningDesk> {
  const { open, channel, session, keeper, practice, media, masterKey } = host;
  const bot = practice.botUserId;
  const notebook: Notebook = await openNotebook(open, host, keeper);
  const proofs: ProofDesk = openProofDesk({ open, channel, notebook, keeper, masterKey, bot });
  const answer = signal<DeskAnswer | undefined>(undefined);
  const stopping = new AbortController();
  const floor = callFloor();
  const hasCaughtUp = caughtUp(channel);
  /** Nobody's camera stays on because somebody looked at a list. */
  const prepared = preparation((id) => {
    const visit = visitOf(id);
    const guest = visit && guestOf(visit);
    // Let in meanwhile, from another desk: then nobody is sent back to waiting.
    if (guest && visit.phase === 'waiting')
      void rooms
        .of(id)
        ?.say(guest, 'waiting')
        .catch(() => undefined);
    if (host.current.value === undefined) media.release();
  });

  const living = computed(
    () => answer.value?.visits.filter(({ phase }) => livingPhases.includes(phase)) ?? [],
  );
  const { visitOf, guestOf, trust, entryOf, callOf, kindOf } = visitKnowledge({
    answer,
    living,
    notebook,
    proofs,
  });
  const questions = questionsDesk({
    ...host,
    proofs,
    answer,
    present: () => living.value.flatMap((visit) => guestOf(visit) ?? []),
  });
  const unlisted = unlistedGuests();
  proofs.onKnown(unlisted.heard);

  const asPatient = (visit: DeskVisit): DeskPatient => {
    const guest = guestOf(visit);
    const room = rooms.of(visit.visitId);
    const entry = guest && entryOf(guest);
    const alarm = room?.alarm.value;
    const before = guest && questions.look(guest);
    const invitation = answer.value?.invitations.find(({ id }) => id === visit.invitationId);
    const exposedVisit = exposed.of(visit);
    return {
      visit,
      ...(invitation && isLost(invitation, notebook) ? { lostLink: true } : {}),
      trust: trust(visit),
      ...(entry ? { kind: entry.kind, link: entry.id } : {}),
      ...(entry?.label ? { label: entry.label } : {}),
      ...(guest?.comparedAt === undefined ? {} : { compared: true }),
      ...(guest?.name === undefined ? {} : { name: guest.name }),
      ...(before ? { before } : {}),
      ...(guest?.leftQuicklyAtMs === undefined ? {} : { leftQuicklyAtMs: guest.leftQuicklyAtMs }),
      ...(exposedVisit ? { exposed: exposedVisit } : {}),
      ...(alarm ? { alarm, sightings: room.sightings.value } : {}),
      ...(takenOver.isElsewhere(visit) ? { elsewhere: true } : {}),
      connected: room?.connected.value ?? false,
    };
  };

  const leave = (visit: VisitId) => {
    void rooms
      .of(visit)
      ?.call.close()
      .catch(() => undefined);
    if (host.current.peek() === visit) leaveConversation();
  };

  const left = leftQuickly({
    channel,
    proofs,
    living,
    guestOf,
    leave,
    current: host.current,
    isOpen: (visit) => rooms.of(visit) !== undefined,
    sendBack: (visit) => sendBack(visit),
  });

  const rooms = visitRooms({
    open: (roomId, guest) => {
      const { relayOnly } = host;
      const ours = { open, channel, proofs, media, floor, bot, masterKey, relayOnly, onLeft: left.hear };
      return openVisitRoom({ ...ours, roomId, guest });
    },
    onGone: (visit) => {
      if (host.current.peek() === visit) leaveConversation();
    },
  });

  const takenOver = hearTakenOver({
    channel,
    proofs,
    living,
    guestOf,
    leave,
  });

  /** Who has been proven is connected to; whoever was in session before a reload is again. */
  const welcomeProven = () => {
    for (const visit of living.value) {
      const room = rooms.of(visit.visitId);
      const guest = guestOf(visit);
      if (!room || !guest || trust(visit) !== 'proven') continue;
      // First of all: without it an alarm that stands already is neither kept nor told.
      untracked(() => room.admitKey(guest));
      if (room.alarm.value) continue;
      const entry = entryOf(guest);
      if (!mayGoOn(entry, keeper.isClosed(guest.id), Date.now() / 1000)) continue;
      const admitted = visit.phase === 'in-session' && guest.door.state === 'admitted';
      const goesOn = admitted && hasCaughtUp.value && host.current.peek() === undefined;
      if (goesOn) void converse(visit.visitId, room, guest);
      else if (practice.call.connectWhileWaiting) void connect(room, guest);
    }
  };

  const connect = async (room: VisitRoom, guest: ProvenGuest) => {
    if (kindOf(guest) !== 'chat') await room.connect(guest).catch(() => undefined);
  };

  const converse = async (id: VisitId, room: VisitRoom, guest: ProvenGuest) => {
    prepared.cancel();
    // Where the two are connected, the pictures set out before the screen is drawn.
    const opening = room.call.open().catch(() => undefined);
    host.current.value = id;
    await connect(room, guest);
    await opening;
  };

  const leaveConversation = () => {
    batch(() => {
      host.current.value = undefined;
      host.call.value = undefined;
    });
    // Whatever is captured from now on is for somebody else.
    floor.clear();
    media.release();
  };

  const welcoming = [
    effect(() => {
      const visits = living.value;
      untracked(() => rooms.follow(visits));
    }),
    effect(welcomeProven),
  ];

  // Only now: who is put out by it is told so in their room.
  const exposed = watchExposedLinks({
    answer,
    living,
    notebook,
    proofs,
    guestOf,
    end: (visit) => close(visit, 'ended'),
    shown: host.exposed,
  });

  const effects = [
    keepHeardHalts(channel, proofs),
    takenOver.close,
    left.close,
    questions.close,
    ...welcoming,
    keepDay({
      day: host.day,
      answer,
      living,
      current: host.current,
      notebook,
      isClosed: (link) => keeper.isClosed(link),
      proofs,
      channel,
      opensMinutesBefore: session.about.window.opensMinutesBefore,
      guestOf: (visit) =>
        trust(visit) === 'proven' && !rooms.of(visit.visitId)?.alarm.value ? guestOf(visit) : undefined,
      refuseOther: (visit) => tell(visit, 'refuse-other'),
    }),
    effect(() => {
      host.patients.value = living.value.map(asPatient);
    }),
    effect(() => {
      host.unlisted.value = unlisted.guests.value.map(callOf);
    }),
    exposed.close,
    effect(() => {
      host.due.value = dueInvitations(answer.value?.invitations ?? [], notebook);
    }),
    effect(() => {
      const { value: current } = host.current;
      host.call.value = current === undefined ? undefined : rooms.of(current)?.call.mesh.value;
    }),
  ];

  const polling = follow({
    ask: async (since, signal) => {
      const said = await session.use((token) => askDesk(token, since, signal));
      // Also without news: whoever is not listed by now is late.
      const there = said.visits.filter(({ phase }) => livingPhases.includes(phase));
      unlisted.listed(there.flatMap((visit) => guestOf(visit) ?? []));
      return said;
    },
    onAnswer: (news) => {
      answer.value = news;
    },
    onReachable: (is) => {
      host.apiReachable.value = is;
    },
    signal: stopping.signal,
  }).catch((error: unknown) => {
    if (error instanceof ApiProblem) host.onLost(error);
  });

  const tell = (visit: VisitId, verb: VisitVerb) =>
    retrying(() => session.use((token) => act(token, visit, verb)), { tries: 5 });

  /** @throws when this visit is not one that anybody may be let into */
  const admissible = (id: VisitId) => {
    const visit = visitOf(id);
    const room = rooms.of(id);
    const guest = visit && guestOf(visit);
    if (!visit || !room || !guest || trust(visit) !== 'proven' || room.alarm.value)
      throw new ApiProblem({ code: 'conflict' });
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
    // A rival for the same link stays; the link itself is used up only when its guest was the only one.
    const usedUp = guest && trust(visit) !== 'two-proofs';
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
    // The link is over whatever the server does about it.
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

  const invitations = openInvitations({
    notebook,
    session,
    publicUrl: host.publicUrl,
    invitationOf: (id) => answer.value?.invitations.find((invitation) => invitation.id === id),
  });

  return {
    ...invitations,
    chatOf: perVisit((id) => rooms.of(id)?.chat.value),
    signOf: perVisit((id) => rooms.of(id)?.sign.value),
    comparisonOf: perVisit((id) => {
      const visit = visitOf(id);
      return visit && proofs.comparisons.of(visit);
    }),
    notYet: prepared.takeBack,
    prepare(id) {
      const visit = visitOf(id);
      const guest = visit && guestOf(visit);
      if (!visit || !guest || prepared.is(id) || host.current.value !== undefined) return;
      const room = rooms.of(id);
      if (!room || room.alarm.value || trust(visit) !== 'proven' || visit.phase !== 'waiting') return;
      if (questions.look(guest)?.missing.length) return;
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
        await proofs.decideAgainst(({ id: link }) => link === guest.id);
      }
      await tell(id, decision === 'accept' ? 'accept-other' : 'refuse-other');
    },
    async stop() {
      stopping.abort();
      prepared.cancel();
      for (const undo of effects) undo();
      await rooms.close();
      media.release();
      proofs.close();
      notebook.close();
      channel.close();
      await polling;
    },
  };
}
