/**
 * A participant's place in the mesh. It stays the same for the screens while legs come and go under it: a reload
 * of the other side, an invite that nobody took, a connection that could not be mended.
 */

import { computed, signal } from '@preact/signals';
import { type CallMessage, callTypes } from '@sprechzimmer/protocol';
import type { ParticipantView, RouteMeasurement } from './call-view.ts';
import type { ChannelMessage } from './data-channel.ts';
import type { DropReason } from './drops.ts';
import { isNewSession, misaddressed } from './envelope.ts';
import { greeting } from './greeting.ts';
import { Leg } from './leg.ts';
import type { LegEvents, LegGround } from './leg-ground.ts';
import type { Participant } from './participant.ts';
import type { ContentOf, HangupReason } from './post.ts';
import { LineState } from './quality/line-state.ts';
import { noScreen, type ScreenTracks } from './screen-lane.ts';
import { IncomingSequence, OutgoingSequence } from './sequence.ts';
import { ShownTracks } from './shown-tracks.ts';
import type { OutgoingTracks } from './transport.ts';
import type { FourWords, WordIndexes, WordList } from './words.ts';

export interface SeatEvents {
  message(message: ChannelMessage): void;
  connected(): void;
  /** This participant is not to be trusted any more; the seat has closed itself. */
  alarm(kind: 'fingerprint-differs' | 'words-differ'): void;
  dropped(reason: DropReason): void;
}

/** A channel that closes may be a goodbye whose hangup is still on its way. */
const GOODBYE_MS = 500;
/** After this long a greeting that did not leave is tried again. */
const GREETING_RETRY_MS = 1_000;
/** Sessions and calls that are over are remembered, so that nothing late revives them. */
const REMEMBERED = 128;

export class Seat implements ParticipantView {
  readonly participant: Participant;
  readonly userId: string;
  readonly deviceId: string;
  readonly state = signal<'connecting' | 'connected' | 'reconnecting' | 'failed'>('connecting');
  readonly microphoneOn = signal(false);
  readonly cameraOn = signal(false);
  readonly screenOn = signal(false);
  readonly writingArrives = signal(true);
  readonly route = signal<RouteMeasurement | undefined>(undefined);
  readonly words = computed(() => this.#fourWords());
  readonly wordsAreSame = signal(false);
  readonly line = new LineState();
  readonly #indexes = signal<WordIndexes | undefined>(undefined);
  readonly #list = signal<WordList | undefined>(undefined);
  readonly #ground: () => LegGround;
  readonly #invites: boolean;
  readonly #events: SeatEvents;
  readonly #over: string[] = [];
  readonly #ownGreetings = new OutgoingSequence();
  #theirGreetings = new IncomingSequence();
  /** Their session, as far as it is known. */
  #session: string | undefined;
  #leg: Leg | undefined;
  readonly #faceAndVoice = new ShownTracks();
  readonly #screen = new ShownTracks();
  #tracks: OutgoingTracks = { audio: null, video: null };
  #screenTracks: ScreenTracks = noScreen;
  #cancelBegin: (() => void) | undefined;
  #closed = false;

  /** @param ground what the next leg stands on; asked anew each time, because TURN credentials age */
  constructor(participant: Participant, invites: boolean, ground: () => LegGround, events: SeatEvents) {
    this.participant = participant;
    this.userId = participant.userId;
    this.deviceId = participant.deviceId;
    this.#invites = invites;
    this.#ground = ground;
    this.#events = events;
  }

  get stream(): MediaStream {
    return this.#faceAndVoice.stream;
  }

  get screen(): MediaStream {
    return this.#screen.stream;
  }

  get hasLeg(): boolean {
    return this.#leg !== undefined;
  }

  /** The inviter calls; the other greets, so that a call it has missed is made again. */
  begin(): void {
    if (this.#closed) return;
    this.#cancelBegin?.();
    void this.#retire();
    if (this.state.value === 'connected') this.state.value = 'reconnecting';
    if (this.#invites) this.#place((events) => Leg.invite(this.#ground(), events, this.#session));
    else this.#greet();
  }

  receive(message: CallMessage): void {
    const { confId, sessionId } = this.#ground();
    const { content } = message;
    const reason = misaddressed(message, { confId, sessionId, participant: this.participant });
    if (reason) this.#events.dropped(reason);
    else if (this.#closed || this.#over.includes(content.from_session))
      this.#events.dropped('foreign-session');
    else if (isNewSession(message)) this.#greeted(content);
    else if (this.#over.includes(content.call_id)) this.#late(message);
    else if (message.type === callTypes.invite && this.#leg?.callId !== content.call_id)
      this.#invited(message.content);
    else if (this.#leg) this.#leg.receive(message);
    else this.#events.dropped('foreign-call');
  }

  send(tracks: OutgoingTracks): Promise<void> {
    this.#tracks = tracks;
    return this.#leg?.send(tracks) ?? Promise.resolve();
  }

  sendScreen(tracks: ScreenTracks): Promise<void> {
    this.#screenTracks = tracks;
    return this.#leg?.sendScreen(tracks) ?? Promise.resolve();
  }

  anticipate(video: MediaStreamTrack | null): void {
    this.#leg?.anticipate(video);
  }

  tell(message: ChannelMessage): boolean {
    return this.#leg?.tell(message) ?? false;
  }

  /** The side that calls says in which language the words are read; asked of the other side it does nothing. */
  speak(list: WordList): void {
    if (!this.#invites) return;
    this.#list.value = list;
    this.tell({ type: 'words', list });
  }

  compared(result: 'same' | 'differ'): void {
    if (this.#closed || !this.words.peek()) return;
    if (result === 'same') this.wordsAreSame.value = true;
    else this.#fail('words-differ');
  }

  /** Received sound and picture reach the screen only while they are allowed to. */
  show(allowed: boolean): void {
    this.#faceAndVoice.allow(allowed);
    this.#screen.allow(allowed);
  }

  restartIce(): void {
    this.#leg?.restartIce();
  }

  /** @param how see `Recovery`. Where there is nothing to mend, a change of networks is reason to begin again. */
  lookAgain(how: 'network-changed' | 'page-shown'): void {
    if (this.#leg) this.#leg.lookAgain(how);
    else if (how === 'network-changed') this.begin();
  }

  renewIce(config: Pick<RTCConfiguration, 'iceServers' | 'iceTransportPolicy'>): void {
    this.#leg?.renewIce(config);
  }

  /** Drops the leg without a word: the page goes away, and may come back. */
  suspend(): void {
    this.#cancelBegin?.();
    void this.#retire();
    if (this.state.value !== 'failed') this.state.value = 'reconnecting';
  }

  /** For good. Resolves once the hangup has left, or could not. */
  async close(reason: HangupReason): Promise<void> {
    this.#closed = true;
    this.#cancelBegin?.();
    await this.#retire(reason);
  }

  /** A hangup of `new_session`: whatever we hold of them is over, and they would like a call. */
  #greeted({ from_session: session, seq }: CallMessage['content']): void {
    if (this.#invites) this.#adopt(session);
    if (!this.#invites) this.#events.dropped('out-of-place');
    else if (!this.#theirGreetings.accept(seq)) this.#events.dropped('stale');
    else if (this.#leg?.isOpening && this.#leg.remoteSession === undefined) this.#leg.readdress(session);
    else this.begin();
  }

  #invited(invite: ContentOf<'m.call.invite'>): void {
    if (this.#invites) {
      this.#events.dropped('out-of-place');
      return;
    }
    this.#cancelBegin?.();
    this.#adopt(invite.from_session);
    void this.#retire();
    this.#place((events) => Leg.answer(this.#ground(), events, invite));
  }

  /** Something that belongs to a call that is over. */
  #late({ type }: CallMessage): void {
    this.#events.dropped('foreign-call');
    if (type === callTypes.hangup) {
      // The goodbye that goes with a channel that has just closed.
      this.#cancelBegin?.();
      if (!this.#leg && this.state.value !== 'failed') this.state.value = 'connecting';
    } else if (!this.#leg && this.#invites) {
      // They have answered too late, but they are there: call again.
      this.begin();
    }
  }

  /** From now on they speak in this session; an older one is over. */
  #adopt(session: string): void {
    const before = this.#leg?.remoteSession ?? this.#session;
    if (before === session) return;
    if (before !== undefined) this.#remember(before);
    this.#session = session;
    this.#theirGreetings = new IncomingSequence();
  }

  #place(make: (events: LegEvents) => Leg): void {
    const leg = make(this.#listener(() => this.#leg === leg));
    this.#leg = leg;
    leg.send(this.#tracks).catch(() => undefined);
    leg.sendScreen(this.#screenTracks).catch(() => undefined);
  }

  /** Events of a leg that has been replaced meanwhile go nowhere. */
  #listener(isCurrent: () => boolean): LegEvents {
    const current =
      <A extends readonly unknown[]>(act: (...args: A) => void) =>
      (...args: A) => {
        if (isCurrent()) act(...args);
      };
    return {
      state: current((state) => {
        this.state.value = state;
        if (state !== 'connected') return;
        const list = this.#list.peek();
        if (list) this.speak(list);
        this.tell(this.line.word);
        this.#events.connected();
      }),
      trusted: current((receiving) => this.#faceAndVoice.receive(receiving)),
      screen: current((receiving) => this.#screen.receive(receiving)),
      message: current((message) => this.#hear(message)),
      route: current((route) => {
        this.route.value = route;
      }),
      line: current((found) => {
        const told = this.line.found(found);
        if (told) this.tell(told);
      }),
      words: current((words) => {
        this.#indexes.value = words;
      }),
      hungUp: current(() => this.#ended()),
      unanswered: current(() => this.#ended()),
      lost: current(() => {
        this.#ended();
        this.state.value = 'reconnecting';
        this.#cancelBegin = this.#ground().platform.clock.after(GOODBYE_MS, () => this.begin());
      }),
      forged: current(() => this.#fail('fingerprint-differs')),
      dropped: (reason) => this.#events.dropped(reason),
    };
  }

  #hear(message: ChannelMessage): void {
    if (message.type === 'media') {
      this.microphoneOn.value = message.microphone;
      this.cameraOn.value = message.camera;
    } else if (message.type === 'words') {
      if (this.#invites) this.#events.dropped('out-of-place');
      else this.#list.value = message.list;
    } else if (message.type === 'line') this.line.heard(message);
    else if (message.type === 'screen') this.screenOn.value = message.on;
    else if (message.type === 'writing') this.writingArrives.value = message.arrives;
    else if (message.type !== 'route') this.#events.message(message);
  }

  #fourWords(): FourWords | undefined {
    const [list, indexes] = [this.#list.value, this.#indexes.value];
    return list && indexes && { list, indexes };
  }

  /** For good: whoever this is, it is not whom we meant. */
  #fail(kind: 'fingerprint-differs' | 'words-differ'): void {
    this.#closed = true;
    this.#cancelBegin?.();
    void this.#retire('unknown_error');
    this.state.value = 'failed';
    this.#events.alarm(kind);
  }

  #ended(): void {
    this.#cancelBegin?.();
    void this.#retire();
    if (this.state.value !== 'failed') this.state.value = 'connecting';
  }

  #retire(reason?: HangupReason): Promise<void> {
    const leg = this.#leg;
    this.#leg = undefined;
    this.#faceAndVoice.receive([]);
    this.#screen.receive([]);
    this.microphoneOn.value = false;
    this.cameraOn.value = false;
    this.screenOn.value = false;
    this.writingArrives.value = true;
    this.route.value = undefined;
    this.line.forget();
    this.#indexes.value = undefined;
    this.wordsAreSame.value = false;
    if (leg) {
      this.#remember(leg.callId);
      // A session that has been replaced stays over, though the leg still speaks of it.
      const heard = leg.remoteSession;
      if (heard !== undefined && !this.#over.includes(heard)) this.#session = heard;
    }
    return leg?.close(reason) ?? Promise.resolve();
  }

  #remember(id: string): void {
    this.#over.push(id);
    if (this.#over.length > REMEMBERED) this.#over.shift();
  }

  #greet(): void {
    const ground = this.#ground();
    ground.send(greeting(ground, this.#ownGreetings.next())).catch(() => {
      this.#cancelBegin = ground.platform.clock.after(GREETING_RETRY_MS, () => {
        if (!this.#leg) this.begin();
      });
    });
  }
}
