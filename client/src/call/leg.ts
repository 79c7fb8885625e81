/**
 * One leg of the mesh: one call to one device in one session, from its invite to its hangup.
 * The envelope has been checked by then (`envelope.ts`); here follow session, call and order, and after them the
 * description itself. What a leg cannot take it drops and counts; what must not be it reports as forged.
 */

import { type Bytes, type CallMessage, callTypes } from '@sprechzimmer/protocol';
import type { DropReason } from './drops.ts';
import { randomId } from './envelope.ts';
import { HostileDescription } from './fingerprint.ts';
import type { LegEvents, LegGround } from './leg-ground.ts';
import { nextStep } from './negotiation.ts';
import { OwnOffer } from './own-offer.ts';
import { PinnedDescriptions } from './pinned-descriptions.ts';
import { type ContentOf, type HangupReason, inviteLifetimeMs, Post } from './post.ts';
import { IncomingSequence } from './sequence.ts';
import { type OutgoingTracks, Transport } from './transport.ts';
import { InvitedWords, InviterWords } from './words.ts';

export class Leg {
  readonly callId: string;
  readonly #ground: LegGround;
  readonly #events: LegEvents;
  readonly #transport: Transport;
  readonly #post: Post;
  readonly #incoming = new IncomingSequence();
  readonly #descriptions: PinnedDescriptions;
  readonly #ownOffer: OwnOffer;
  /** The invited side gives way when both offer at once. */
  readonly #polite: boolean;
  #inviterWords: InviterWords | undefined;
  #invitedWords: InvitedWords | undefined;
  #commit: string | undefined;
  #phase: 'opening' | 'talking' | 'closed' = 'opening';
  #makingOffer = false;
  #ignoresOffer = false;
  #work: Promise<void> = Promise.resolve();
  #cancelLifetime: (() => void) | undefined;

  /** Calls. @param toSession the other's session where it is known */
  static invite(ground: LegGround, events: LegEvents, toSession: string | undefined): Leg {
    const leg = new Leg(ground, events, { callId: randomId(), polite: false, toSession });
    leg.#run(() => leg.#invite());
    return leg;
  }

  /** Answers. */
  static answer(ground: LegGround, events: LegEvents, invite: ContentOf<'m.call.invite'>): Leg {
    const { call_id: callId, from_session: toSession } = invite;
    const leg = new Leg(ground, events, { callId, polite: true, toSession });
    leg.#incoming.accept(invite.seq);
    leg.#run(() => leg.#answer(invite));
    return leg;
  }

  private constructor(
    ground: LegGround,
    events: LegEvents,
    call: { callId: string; polite: boolean; toSession: string | undefined },
  ) {
    this.callId = call.callId;
    this.#ground = ground;
    this.#events = events;
    this.#polite = call.polite;
    this.#post = new Post(ground, call.callId, call.toSession, ground.platform.clock);
    const own = { ...ground, offers: !call.polite };
    this.#transport = new Transport(ground.platform, own, {
      state: (state) => events.state(state),
      trusted: (receiving) => events.trusted(receiving),
      screen: (receiving) => events.screen(receiving),
      message: (message) => events.message(message),
      route: (route) => events.route(route),
      line: (found) => events.line(found),
      malformed: () => events.dropped('malformed'),
      restartWanted: () => this.restartIce(),
      fingerprintDiffers: () => this.#forged(),
      lost: () => {
        void this.close();
        events.lost();
      },
    });
    const { pc } = this.#transport;
    this.#descriptions = new PinnedDescriptions(pc, ground.fingerprint);
    this.#ownOffer = new OwnOffer(ground.platform.clock, () => this.#run(() => this.#offerAgain()));
    pc.addEventListener('icecandidate', ({ candidate }) => this.#post.candidate(candidate));
    pc.addEventListener('negotiationneeded', () => void this.#offer());
  }

  /** Undefined until they have answered. */
  get remoteSession(): string | undefined {
    return this.#post.toSession;
  }

  /** Still before the first answer. */
  get isOpening(): boolean {
    return this.#phase === 'opening';
  }

  receive(message: CallMessage): void {
    const reason = this.#unfit(message);
    if (reason) this.#events.dropped(reason);
    else this.#run(() => this.#take(message));
  }

  /** Sends the same invite again to a session that has turned up meanwhile: no harm if both arrive. */
  readdress(session: string): void {
    if (this.#phase !== 'opening' || this.#polite) return;
    this.#post.toSession = session;
    this.#run(() => this.#sendInvite());
  }

  send(tracks: OutgoingTracks): Promise<void> {
    return this.#transport.send(tracks);
  }

  sendScreen: Transport['sendScreen'] = (tracks) => this.#transport.sendScreen(tracks);

  anticipate: Transport['anticipate'] = (video) => this.#transport.anticipate(video);

  tell: Transport['tell'] = (message) => this.#transport.tell(message);

  /** Only the side that calls offers; the other asks for it, until an offer comes. */
  restartIce(): void {
    if (this.#phase !== 'talking') return;
    if (this.#polite) this.#askForOffer('new');
    else this.#transport.pc.restartIce();
  }

  /** @param how see `Recovery` */
  lookAgain(how: 'network-changed' | 'page-shown'): void {
    this.#post.wake();
    this.#transport.lookAgain(how);
  }

  /** New TURN credentials; used from the next ICE restart on. */
  renewIce(config: Pick<RTCConfiguration, 'iceServers' | 'iceTransportPolicy'>): void {
    if (this.#phase === 'closed') return;
    const { pc } = this.#transport;
    pc.setConfiguration({ ...pc.getConfiguration(), ...config });
  }

  /** Ends the leg. With a reason the other side is told; resolves once that has left, or could not. */
  close(reason?: HangupReason): Promise<void> {
    if (this.#phase === 'closed') return Promise.resolve();
    this.#phase = 'closed';
    this.#cancelLifetime?.();
    this.#ownOffer.settled();
    this.#transport.close();
    return this.#post.close(reason);
  }

  #unfit({ type, content }: CallMessage): DropReason | undefined {
    if (this.#phase === 'closed' || content.call_id !== this.callId) return 'foreign-call';
    if (this.remoteSession === undefined) {
      if (type !== callTypes.answer && type !== callTypes.hangup) return 'out-of-place';
    } else if (content.from_session !== this.remoteSession) return 'foreign-session';
    return this.#incoming.accept(content.seq) ? undefined : 'stale';
  }

  /** One thing at a time, in the order it came. */
  #run(step: () => void | Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (this.#phase === 'closed') return;
      try {
        await step();
      } catch (error) {
        this.#failed(error);
      }
    });
  }

  #failed(error: unknown): void {
    if (error instanceof HostileDescription) this.#forged();
    else if (this.#phase !== 'closed') this.#events.dropped('malformed');
  }

  #take({ type, content }: CallMessage): void | Promise<void> {
    switch (type) {
      case callTypes.invite:
        return this.#events.dropped('stale');
      case callTypes.answer:
        return this.#takeAnswer(content);
      case callTypes.words:
        return this.#takeWords(content.words_nonce);
      case callTypes.negotiate:
        return this.#takeDescription(content);
      case callTypes.restart:
        return this.#polite ? this.#events.dropped('out-of-place') : this.restartIce();
      case callTypes.candidates:
        return this.#takeCandidates(content.candidates);
      case callTypes.hangup:
        void this.close();
        return this.#events.hungUp(content.reason);
    }
  }

  async #invite(): Promise<void> {
    const { pc } = this.#transport;
    pc.addTransceiver('audio', { direction: 'sendrecv' });
    pc.addTransceiver('video', { direction: 'sendrecv' });
    await pc.setLocalDescription();
    this.#inviterWords = new InviterWords(this.#subject, this.#ground.fingerprint);
    this.#commit = await this.#inviterWords.commit();
    this.#cancelLifetime = this.#ground.platform.clock.after(inviteLifetimeMs, () => this.#expire());
    this.#sendInvite();
  }

  #sendInvite(): void {
    const sdp = this.#descriptions.own('offer');
    if (sdp !== undefined && this.#commit !== undefined) this.#post.invite(sdp, this.#commit);
  }

  async #answer({ offer, words_commit: commit }: ContentOf<'m.call.invite'>): Promise<void> {
    const { pc } = this.#transport;
    const fingerprint = this.#expect(offer.sdp);
    this.#invitedWords = new InvitedWords(this.#subject, this.#ground.fingerprint, { fingerprint, commit });
    await pc.setRemoteDescription(offer);
    for (const transceiver of pc.getTransceivers()) transceiver.direction = 'sendrecv';
    await pc.setLocalDescription();
    const sdp = this.#descriptions.own('answer');
    if (sdp === undefined) return;
    this.#phase = 'talking';
    this.#post.answer(sdp, this.#invitedWords.nonce);
  }

  async #takeAnswer(content: ContentOf<'m.call.answer'>): Promise<void> {
    const words = this.#inviterWords;
    if (!words || this.#phase !== 'opening') return this.#events.dropped('out-of-place');
    const fingerprint = this.#expect(content.answer.sdp);
    this.#post.answered(content.from_session);
    this.#cancelLifetime?.();
    this.#phase = 'talking';
    await this.#transport.pc.setRemoteDescription(content.answer);
    const opened = await words.open({ fingerprint, nonce: content.words_nonce });
    this.#post.words(opened.nonce);
    this.#events.words(opened.words);
  }

  async #takeWords(nonce: string): Promise<void> {
    const check = this.#invitedWords;
    if (!check) return this.#events.dropped('out-of-place');
    this.#invitedWords = undefined;
    const words = await check.check(nonce);
    if (words) this.#events.words(words);
    else this.#forged();
  }

  async #takeDescription(content: ContentOf<'m.call.negotiate'>): Promise<void> {
    const { description, sdp_stream_metadata: purposes } = content;
    if (this.#phase !== 'talking') return this.#events.dropped('out-of-place');
    this.#expect(description.sdp);
    const { pc } = this.#transport;
    const step = nextStep(
      { polite: this.#polite, makingOffer: this.#makingOffer, signalling: pc.signalingState },
      description.type,
    );
    this.#ignoresOffer = step === 'ignore-offer';
    const isOurs = step !== 'take-answer' || this.#ownOffer.isAnsweredBy(content.offer_seq);
    if (step === 'ignore-answer' || !isOurs) return this.#events.dropped('out-of-place');
    if (step === 'ignore-offer') return;
    if (purposes) this.#transport.declare(purposes);
    await pc.setRemoteDescription(description);
    this.#ownOffer.settled();
    if (step === 'take-offer') {
      this.#transport.adopt();
      await pc.setLocalDescription();
      this.#sendAnswer(content.seq);
    }
    this.#transport.agreed();
    await this.#transport.verify();
  }

  /** Not waited for: the browser keeps the order, and a name that resolves slowly must not hold up the rest. */
  #takeCandidates(candidates: ContentOf<'m.call.candidates'>['candidates']): void {
    const { pc } = this.#transport;
    const added =
      candidates.length === 0
        ? [pc.addIceCandidate()]
        : candidates.map(({ usernameFragment = null, ...candidate }) =>
            pc.addIceCandidate({ ...candidate, usernameFragment }),
          );
    Promise.all(added).catch(() => {
      // Candidates of an offer that lost the collision, or of a round that is over, fit nothing.
      if (!this.#ignoresOffer && this.#phase !== 'closed') this.#events.dropped('out-of-place');
    });
  }

  /** Before the first answer the invite is the negotiation. */
  async #offer(): Promise<void> {
    if (this.#phase !== 'talking') return;
    this.#makingOffer = true;
    try {
      await this.#transport.pc.setLocalDescription();
      this.#sendOffer('new');
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#makingOffer = false;
    }
  }

  /** Nobody has answered: it may have come too late to count. One that still waits to leave is as good as a new one. */
  #offerAgain(): void {
    if (this.#transport.pc.signalingState === 'have-local-offer') {
      if (this.#post.isIdle) this.#sendOffer('again');
      else this.#ownOffer.said('again');
    } else if (this.#polite) this.#askForOffer('again');
    else this.#ownOffer.settled();
  }

  #askForOffer(what: 'new' | 'again'): void {
    this.#ownOffer.said(what);
    if (this.#post.isIdle) this.#post.restart();
  }

  #sendOffer(what: 'new' | 'again'): void {
    const sdp = this.#phase === 'talking' ? this.#descriptions.own('offer') : undefined;
    if (sdp === undefined) return;
    this.#ownOffer.said(what);
    const { purposes } = this.#transport;
    this.#post.description({ type: 'offer', sdp, purposes, leaves: (seq) => this.#ownOffer.left(seq) });
  }

  #sendAnswer(answers: number): void {
    const sdp = this.#phase === 'talking' ? this.#descriptions.own('answer') : undefined;
    const { purposes } = this.#transport;
    if (sdp !== undefined) this.#post.description({ type: 'answer', sdp, purposes, answers });
  }

  #expect(sdp: string): Bytes {
    const fingerprint = this.#descriptions.theirs(sdp);
    this.#transport.expect(fingerprint);
    return fingerprint;
  }

  get #subject() {
    return { transcriptHash: this.#ground.participant.transcriptHash, callId: this.callId };
  }

  #expire(): void {
    if (this.#phase !== 'opening') return;
    void this.close();
    this.#events.unanswered();
  }

  #forged(): void {
    if (this.#phase === 'closed') return;
    void this.close('unknown_error');
    this.#events.forged();
  }
}
