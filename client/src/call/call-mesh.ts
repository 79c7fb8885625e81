/** The mesh behind the interface in `mesh.ts`: seats, what they hear, and what all of them send. */

import { computed, effect, signal } from '@preact/signals';
import type { Bytes, CallMessage, DoorContent, SignContent } from '@sprechzimmer/protocol';
import { type CallAlarm, isForGood } from './alarm.ts';
import { Announcement } from './announcement.ts';
import type { ChatOnlyView, ChatOnlyWord } from './chat-only.ts';
import type { ChannelMessage } from './data-channel.ts';
import { doubtWhile } from './doubts.ts';
import { type DropCounts, Drops } from './drops.ts';
import { randomId } from './envelope.ts';
import { certificateFingerprint } from './fingerprint.ts';
import { HeardWords } from './heard-words.ts';
import { HeldMessages } from './held-messages.ts';
import { connectionConfig, type IceSettings, lacksRelay } from './ice.ts';
import type { LegGround } from './leg-ground.ts';
import { doubtLine } from './line-doubt.ts';
import type { Mesh, MeshOptions } from './mesh.ts';
import { inOrder } from './outbox.ts';
import { nothing, OwnSide, silent } from './own-side.ts';
import { watchPage } from './page-watch.ts';
import { invites, type Participant, type Peer, peerKey } from './participant.ts';
import type { Platform } from './platform.ts';
import { SoundRepair } from './quality/sound-repair.ts';
import { noScreen, type ScreenTracks } from './screen-lane.ts';
import type { ScreenView } from './screen-share.ts';
import { Seat } from './seat.ts';
import type { OutgoingTracks } from './transport.ts';

/** A hangup gets this long to leave; a server that does not answer must not keep anybody in a call. */
const GOODBYE_MS = 2_000;

type Options = MeshOptions & { readonly platform: Platform };

export class CallMesh implements Mesh {
  readonly sessionId = randomId();
  readonly media: MeshOptions['media'];
  readonly alarm = signal<CallAlarm | undefined>(undefined);
  readonly participants = computed(() => this.#seats.value);
  readonly screen: ScreenView;
  readonly chatOnly: ChatOnlyView;
  readonly soundRepair: SoundRepair;
  readonly #options: Options;
  readonly #platform: Platform;
  readonly #certificate: RTCCertificate;
  readonly #fingerprint: Bytes;
  readonly #seats = signal<readonly Seat[]>([]);
  readonly #drops = new Drops();
  readonly #held: HeldMessages;
  readonly #words = new HeardWords();
  /** To be connected as soon as there is a relay. */
  readonly #withoutRelay = new Map<string, Participant>();
  readonly #own: OwnSide;
  /** We are in a conversation that somebody has dropped out of. */
  readonly #standsStill = computed(
    () =>
      this.#own.isOpen.value &&
      this.#seats.value.some((seat) => seat.state.value !== 'connected' && this.#isTalkedWith(seat)),
  );
  readonly #announcement: Announcement;
  readonly #undo: (() => void)[] = [];
  #ice: IceSettings;
  #tracks: OutgoingTracks = nothing;
  #screenTracks: ScreenTracks = noScreen;
  #state = silent;
  /** Of the only participant we talk with; undefined is everybody. */
  #talksWith: string | undefined;
  #shows = false;
  #leaving: Promise<void> | undefined;

  constructor(options: Options, certificate: RTCCertificate) {
    this.#options = options;
    this.#platform = options.platform;
    this.media = options.media;
    this.#certificate = certificate;
    this.#fingerprint = certificateFingerprint(certificate);
    this.#held = new HeldMessages(options.platform.clock);
    this.#ice = options.ice;
    this.#own = new OwnSide(options.media, options.platform.screens);
    this.screen = this.#own.share;
    this.soundRepair = new SoundRepair(options.media, () => this.restartIce());
    this.chatOnly = { askedBy: this.#own.moment.askedBy, set: (on) => this.#setChatOnly(on) };
    this.#announcement = new Announcement(options.signalling, options.platform.clock, {
      confId: options.confId,
      sessionId: this.sessionId,
    });
    this.#checkRelay();
    this.#listen();
  }

  get drops(): DropCounts {
    return this.#drops.counts;
  }

  connect(participant: Participant): void {
    if (this.#leaving !== undefined || this.#seat(participant)) return;
    if (lacksRelay(this.#ice)) {
      this.#withoutRelay.set(peerKey(participant), participant);
      return;
    }
    const send = inOrder((message) => this.#options.signalling.send(participant, message));
    const seat: Seat = new Seat(
      participant,
      invites(this.#options.self, participant),
      () => this.#ground(participant, send),
      {
        connected: () => {
          seat.anticipate(this.media.videoTrack.peek() ?? null);
          this.#tellMedia(seat);
          this.#tellMoment(seat);
          this.#tellWriting(seat);
        },
        message: (message) => this.#hear(seat, message),
        alarm: (kind) => {
          if (!this.alarm.value || !isForGood(this.alarm.value)) this.alarm.value = { kind };
        },
        dropped: (reason) => this.#drops.count(reason),
      },
    );
    const list = this.#options.wordList?.peek();
    if (list) seat.speak(list);
    seat.show(this.#isShown(seat));
    void seat.send(this.#tracksFor(seat));
    void seat.sendScreen(this.#screenFor(seat));
    this.#seats.value = [...this.#seats.value, seat];
    for (const message of this.#held.take(participant)) seat.receive(message);
    if (!seat.hasLeg) seat.begin();
  }

  async disconnect(peer: Peer): Promise<void> {
    this.#withoutRelay.delete(peerKey(peer));
    const seat = this.#seat(peer);
    if (!seat) return;
    this.#seats.value = this.#seats.value.filter((other) => other !== seat);
    await this.#withinReason(seat.close('user_hangup'));
  }

  async openMedia(): Promise<void> {
    if (this.#leaving !== undefined) return;
    const acquired = this.#own.open();
    this.#announcement.begin();
    await acquired;
    await this.#sendTracks();
  }

  async closeMedia(): Promise<void> {
    this.#own.close();
    this.#announcement.end();
    await this.#sendTracks();
  }

  allowRemote(allowed: boolean): void {
    this.#shows = allowed && this.#leaving === undefined;
    this.#showSeats();
  }

  talkWith(peer: Peer | undefined): void {
    this.#talksWith = peer && peerKey(peer);
    if (this.#talksWith !== undefined) this.#own.moment.talkWith(this.#talksWith);
    this.#showSeats();
    void this.#sendTracks();
    for (const seat of this.#seats.peek()) {
      this.#tellMedia(seat);
      this.#tellMoment(seat);
    }
  }

  sendDoor(to: Peer, content: DoorContent): boolean {
    return this.#seat(to)?.tell({ type: 'door', content }) ?? false;
  }

  onDoor: Mesh['onDoor'] = (listener) => this.#words.onDoor(listener);

  sendSign(to: Peer, content: SignContent): boolean {
    return this.#seat(to)?.tell({ type: 'sign', content }) ?? false;
  }

  onSign: Mesh['onSign'] = (listener) => this.#words.onSign(listener);

  renewIce(ice: IceSettings): void {
    const before = this.#ice;
    this.#ice = ice;
    this.#checkRelay();
    const seats = this.#seats.value;
    if (lacksRelay(ice)) {
      for (const seat of seats) seat.suspend();
      return;
    }
    if (lacksRelay(before) || (ice.relayOnly && !before.relayOnly)) {
      // What was connected without a relay is not kept for one moment longer.
      for (const seat of seats) seat.begin();
      const waiting = [...this.#withoutRelay.values()];
      this.#withoutRelay.clear();
      for (const participant of waiting) this.connect(participant);
      return;
    }
    const { iceServers = [], iceTransportPolicy = 'all' } = connectionConfig(ice, this.#certificate);
    for (const seat of seats) seat.renewIce({ iceServers, iceTransportPolicy });
    if (before.relayOnly && !ice.relayOnly) this.restartIce();
  }

  restartIce(): void {
    for (const seat of this.#seats.value) seat.restartIce();
  }

  leave(): Promise<void> {
    this.#leaving ??= this.#leave();
    return this.#leaving;
  }

  async #leave(): Promise<void> {
    for (const undo of this.#undo.splice(0)) undo();
    if (this.#own.isOpen.peek()) this.media.release();
    this.#own.close();
    this.#held.clear();
    this.#withoutRelay.clear();
    this.#words.clear();
    const seats = this.#seats.value;
    this.#seats.value = [];
    this.#announcement.end();
    await this.#withinReason(Promise.all(seats.map((seat) => seat.close('user_hangup'))));
  }

  #listen(): void {
    const { signalling } = this.#options;
    const { page, network, clock } = this.#platform;
    const all = (act: (seat: Seat) => void) => () => this.#seats.peek().forEach(act);
    this.#undo.push(signalling.onMessage((from, message) => this.#receive(from, message)));
    this.#undo.push(signalling.onHint((hint) => this.#hinted(hint)));
    this.#undo.push(effect(() => this.#followOwnSide()));
    this.#undo.push(effect(() => this.#anticipate()));
    this.#undo.push(
      effect(() => {
        const list = this.#options.wordList?.value;
        if (list) for (const seat of this.#seats.peek()) seat.speak(list);
      }),
    );
    this.#undo.push(
      effect(() => {
        void this.#options.writingArrives?.value;
        for (const seat of this.#seats.peek()) this.#tellWriting(seat);
      }),
    );
    this.#undo.push(
      watchPage(page, network, {
        networkChanged: all((seat) => {
          // Who waits for a relay goes on waiting for it, in whatever network.
          if (!lacksRelay(this.#ice)) seat.lookAgain('network-changed');
        }),
        shown: all((seat) => seat.lookAgain('page-shown')),
        // Closing says so on the wire at once; otherwise the other side would look at a frozen picture for seconds.
        left: all((seat) => seat.suspend()),
        returned: all((seat) => seat.begin()),
      }),
    );
    this.#undo.push(doubtWhile(this.#standsStill, clock, () => doubtLine(page)));
  }

  #receive(from: Peer, message: CallMessage): void {
    const seat = this.#seat(from);
    if (seat) seat.receive(message);
    else if (message.content.conf_id !== this.#options.confId) this.#drops.count('foreign-conference');
    else if (!this.#held.hold(from, message)) this.#drops.count('not-on-roster');
  }

  /** A hint may start a call that is not there; it never ends or redirects one. */
  #hinted(peer: Peer): void {
    const seat = this.#seat(peer);
    if (seat && !seat.hasLeg && invites(this.#options.self, seat.participant)) seat.begin();
  }

  #hear(seat: Seat, message: ChannelMessage): void {
    if (message.type === 'chat-only') this.#hearMoment(seat, message);
    else if (message.type === 'door' || message.type === 'sign') {
      if (!this.#words.hear(seat.participant, message)) this.#drops.count('foreign-proof');
    }
  }

  #hearMoment(seat: Seat, { on, turn, answer }: ChatOnlyWord): void {
    if (!this.#isTalkedWith(seat)) return;
    if (this.#own.hearChatOnly({ on, turn, answer }, peerKey(seat.participant)))
      this.#tellMoment(seat, { answer: true });
    this.#showSeats();
  }

  #setChatOnly(on: boolean): void {
    if (this.#leaving !== undefined || !this.#own.setChatOnly(on)) return;
    this.#showSeats();
    for (const seat of this.#seats.peek()) this.#tellMoment(seat);
  }

  /** Whatever is captured, switched off, exchanged or shown goes to every leg as it is. */
  #followOwnSide(): void {
    const { tracks, state, screen } = this.#own;
    [this.#tracks, this.#state, this.#screenTracks] = [tracks.value, state.value, screen.value];
    void this.#sendTracks();
    for (const seat of this.#seats.peek()) this.#tellMedia(seat);
  }

  /** Before anything is sent: what is captured by now will be. */
  #anticipate(): void {
    const video = this.media.videoTrack.value ?? null;
    for (const seat of this.#seats.peek()) seat.anticipate(video);
  }

  async #sendTracks(): Promise<void> {
    const seats = this.#seats.peek();
    await Promise.allSettled(
      seats.flatMap((seat) => [seat.send(this.#tracksFor(seat)), seat.sendScreen(this.#screenFor(seat))]),
    );
  }

  #showSeats(): void {
    for (const seat of this.#seats.peek()) seat.show(this.#isShown(seat));
  }

  #isShown(seat: Seat): boolean {
    return this.#shows && !this.#own.moment.on.peek() && this.#isTalkedWith(seat);
  }

  #tracksFor(seat: Seat): OutgoingTracks {
    return this.#isTalkedWith(seat) ? this.#tracks : nothing;
  }

  #screenFor(seat: Seat): ScreenTracks {
    return this.#isTalkedWith(seat) ? this.#screenTracks : noScreen;
  }

  #isTalkedWith({ participant }: Seat): boolean {
    return this.#talksWith === undefined || this.#talksWith === peerKey(participant);
  }

  #tellMedia(seat: Seat): void {
    seat.tell({ type: 'media', ...(this.#isTalkedWith(seat) ? this.#state : silent) });
    seat.tell({ type: 'screen', on: this.#screenFor(seat).video !== null });
  }

  #tellMoment(seat: Seat, how: Pick<ChatOnlyWord, 'answer'> = {}): void {
    if (this.#isTalkedWith(seat)) seat.tell({ type: 'chat-only', ...this.#own.moment.word, ...how });
  }

  #tellWriting(seat: Seat): void {
    const { writingArrives } = this.#options;
    if (writingArrives) seat.tell({ type: 'writing', arrives: writingArrives.peek() });
  }

  #checkRelay(): void {
    if (lacksRelay(this.#ice)) this.alarm.value ??= { kind: 'no-relay' };
    else if (this.alarm.value?.kind === 'no-relay') this.alarm.value = undefined;
  }

  #ground(participant: Participant, send: LegGround['send']): LegGround {
    return {
      platform: this.#platform,
      ownDevice: this.#options.self.deviceId,
      participant,
      confId: this.#options.confId,
      sessionId: this.sessionId,
      certificate: this.#certificate,
      fingerprint: this.#fingerprint,
      ice: this.#ice,
      send,
    };
  }

  #seat(peer: Peer): Seat | undefined {
    const key = peerKey(peer);
    return this.#seats.peek().find(({ participant }) => peerKey(participant) === key);
  }

  /** Waits, but not for ever. */
  async #withinReason(work: Promise<unknown>): Promise<void> {
    let cancel = () => {};
    const enough = new Promise<void>((resolve) => {
      cancel = this.#platform.clock.after(GOODBYE_MS, resolve);
    });
    await Promise.race([work, enough]);
    cancel();
  }
}
