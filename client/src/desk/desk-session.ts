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
import { callFloor } from '../crypto/call-floor.ts';
import { type Notebook, openNotebook } from '../crypto/notebook.ts';
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
import { questionsDesk } from './questions-desk.ts';
import type { DeskHost, RunningDesk } from './running-desk.ts';
import { keepSaidUntil } from './said-until.ts';
import { hearTakenOver } from './taken-over.ts';
import { unlistedGuests } from './unlisted-guests.ts';
import { visitKnowledge } from './visit-knowledge.ts';
import { openVisitRoom, type VisitRoom } from './visit-room.ts';
import { visitRooms } from './visit-rooms.ts';
import { visitVerbs } from './visit-verbs.ts';

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
  const knowledge = visitKnowledge({ answer, living, notebook, proofs });
  const { visitOf, guestOf, trust, entryOf, callOf, kindOf } = knowledge;
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
      ...(guest?.leftAtMs === undefined ? {} : { leftAtMs: guest.leftAtMs }),
      ...(guest?.saidUntil === undefined ? {} : { saidUntil: guest.saidUntil }),
      ...(exposedVisit ? { exposed: exposedVisit } : {}),
      ...(alarm ? { alarm, sightings: room.sightings.value } : {}),
      ...(room?.writingArrives.value === false ? { theirsIsFull: true } : {}),
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
    sendBack: (visit) => verbs.sendBack(visit),
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
    keeper,
    proofs,
    guestOf,
    end: (visit) => verbs.end(visit),
    shown: host.exposed,
  });

  const effects = [
    keepHeardHalts(channel, proofs),
    takenOver.close,
    left.close,
    keepSaidUntil({ living, guestOf, proofs, chatOf: (visit) => rooms.of(visit)?.chat?.value }),
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

  const verbs = visitVerbs({
    host,
    knowledge,
    rooms,
    proofs,
    keeper,
    notebook,
    questions,
    prepared,
    tell,
    converse,
    leaveConversation,
  });

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
    ...verbs,
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
