/**
 * One peer connection with its data channel: measured before it is trusted, mended when it breaks.
 * Nothing is sent and nothing received is passed on until the certificates in use have been compared.
 */

import type { Bytes, StreamPurposes } from '@sprechzimmer/protocol';
import type { RouteMeasurement } from './call-view.ts';
import { type ChannelMessage, openChannel, readChannelMessage, writeChannelMessage } from './data-channel.ts';
import { compareCertificates, type FingerprintMeasurement } from './fingerprint.ts';
import { FirstPicture } from './first-picture.ts';
import { connectionConfig, type IceSettings } from './ice.ts';
import type { Platform } from './platform.ts';
import { type LineFindings, LineKeeper } from './quality/line-keeper.ts';
import { Recovery } from './recovery.ts';
import { agreedFingerprint, agreedPath, type RouteReading, readRoute } from './route.ts';
import { noScreen, ScreenLane, type ScreenTracks } from './screen-lane.ts';

export interface TransportEvents {
  state(state: 'connected' | 'reconnecting'): void;
  /** The certificates have been compared for the first time: these tracks may be shown. */
  trusted(receiving: readonly MediaStreamTrack[]): void;
  /** What the other side shows of a screen, after `trusted`; whether anything comes is another question. */
  screen(receiving: readonly MediaStreamTrack[]): void;
  /** The certificate in use is not the one that came through Olm. The transport has closed itself. */
  fingerprintDiffers(): void;
  /** The other end is gone for good, or could not be reached any more by mending. */
  lost(): void;
  restartWanted(): void;
  message(message: ChannelMessage): void;
  malformed(): void;
  route(route: RouteMeasurement): void;
  /** Every two seconds while it stands. */
  line(found: LineFindings): void;
}

/** What the other side told of its own measurement. */
type RouteTold = Omit<Extract<ChannelMessage, { type: 'route' }>, 'type'>;

/** What goes out. Null sends nothing at all. */
export interface OutgoingTracks {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
}

const MEASURE_EVERY_MS = 5_000;
/** Words that arrive before the first measurement wait for it; more than this is not ours. */
const HELD_MESSAGES = 32;

export class Transport {
  readonly pc: RTCPeerConnection;
  readonly #platform: Platform;
  readonly #events: TransportEvents;
  readonly #channel: RTCDataChannel;
  readonly #screen: ScreenLane;
  readonly #recovery: Recovery;
  readonly #firstPicture: FirstPicture;
  readonly #keeper: LineKeeper;
  readonly #ownFingerprint: Bytes;
  #remoteFingerprint: Bytes | undefined;
  #trusted = false;
  #announced: 'connected' | 'reconnecting' | undefined;
  /** Until everything that was said before the comparison has been passed on: what comes later may not come first. */
  #held: ChannelMessage[] | undefined = [];
  #tracks: OutgoingTracks = { audio: null, video: null };
  #screenTracks: ScreenTracks = noScreen;
  #replacing: Promise<void> | undefined;
  #theirs: RouteTold | undefined;
  #measured: (RouteReading & { fingerprint: Exclude<FingerprintMeasurement, 'differs'> }) | undefined;
  #cancelMeasure: (() => void) | undefined;
  #ways: RTCIceTransport | undefined;
  #closed = false;

  constructor(
    platform: Platform,
    own: { certificate: RTCCertificate; fingerprint: Bytes; ice: IceSettings; offers: boolean },
    events: TransportEvents,
  ) {
    this.#platform = platform;
    this.#events = events;
    this.#ownFingerprint = own.fingerprint;
    this.pc = platform.openConnection(connectionConfig(own.ice, own.certificate));
    this.#channel = openChannel(this.pc);
    this.#screen = new ScreenLane(this.pc, own.offers, () => this.#showScreen());
    const line = { pc: this.pc, sender: (kind: 'audio' | 'video') => this.#sender(kind) };
    this.#keeper = new LineKeeper(line, platform.clock, (found) => events.line(found));
    this.#firstPicture = new FirstPicture(platform.clock, () => this.#keeper.grow());
    this.#recovery = new Recovery(platform.clock, {
      restart: () => events.restartWanted(),
      afresh: () => this.#lose(),
    });
    this.#listen();
  }

  /** The fingerprint that came through Olm. Set before the description it stands in is applied. */
  expect(remoteFingerprint: Bytes): void {
    this.#remoteFingerprint = remoteFingerprint;
  }

  /** What is sent from now on, without renegotiation; held back until the certificates have been compared. */
  async send(tracks: OutgoingTracks): Promise<void> {
    this.#tracks = tracks;
    if (this.#trusted && !this.#closed) await this.#replaceTracks();
  }

  /** The screen that is shown from now on; the first needs a new offer. Held back like everything else. */
  async sendScreen(tracks: ScreenTracks): Promise<void> {
    this.#screenTracks = tracks;
    if (this.#trusted && !this.#closed) await this.#screen.send(tracks);
  }

  /** What our streams are for: goes with every description. */
  get purposes(): StreamPurposes | undefined {
    return this.#screen.purposes;
  }

  /** What theirs are for. Set before the description it came with is applied. */
  declare(purposes: StreamPurposes): void {
    this.#screen.declare(purposes);
    this.#showScreen();
  }

  /** An offer has been applied and is about to be answered. What goes out is still held back until it may. */
  adopt(): void {
    if (!this.#closed) this.#screen.adopt();
  }

  /** What is captured and may be sent soon: its first picture is made ready, and goes out with the first frame. */
  anticipate(video: MediaStreamTrack | null): void {
    const sender = this.#sender('video');
    if (!this.#trusted || this.#closed || !video || !sender || sender.track) return;
    void this.#firstPicture.prepare(sender, video);
  }

  /** False when the channel is not open: the word has to go another way. */
  tell(message: ChannelMessage): boolean {
    if (!this.#trusted || this.#closed || this.#channel.readyState !== 'open') return false;
    try {
      this.#channel.send(writeChannelMessage(message));
      return true;
    } catch {
      // Closed in this very moment, or its buffer is full.
      return false;
    }
  }

  /** Measures again; after every description that was applied. */
  async verify(): Promise<void> {
    const remote = this.#remoteFingerprint;
    if (this.#closed || !remote || this.pc.connectionState !== 'connected') return;
    const fingerprint = compareCertificates(await this.#platform.measureCertificates(this.pc), {
      local: this.#ownFingerprint,
      remote,
    });
    if (this.#closed) return;
    if (fingerprint === 'differs') {
      this.close();
      this.#events.fingerprintDiffers();
      return;
    }
    await this.#trust();
    await this.#measureRoute(fingerprint);
  }

  /** New ways have been agreed on. */
  agreed(): void {
    this.#recovery.agreed();
  }

  lookAgain(how: 'network-changed' | 'page-shown'): void {
    if (how === 'network-changed') this.#recovery.networkChanged();
    else this.#recovery.lookedAt();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#held = undefined;
    this.#recovery.stop();
    this.#cancelMeasure?.();
    this.#firstPicture.stop();
    this.#keeper.stop();
    this.#channel.close();
    this.pc.close();
  }

  #listen(): void {
    this.pc.addEventListener('connectionstatechange', () => this.#connectionChanged());
    this.#channel.addEventListener('open', () => {
      this.#announce();
      this.#tellRoute();
    });
    // An ICE restart, or a better way found later: the same connection, and measured anew all the same.
    this.pc.addEventListener('iceconnectionstatechange', () => this.#verifyAgain());
    this.#channel.addEventListener('close', () => this.#lose());
    this.#channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.#receive(data));
  }

  #connectionChanged(): void {
    if (this.#closed) return;
    const state = this.pc.connectionState;
    this.#recovery.connectionState(state);
    if (state === 'connected') {
      this.#followWays();
      this.#verifyAgain();
    } else if (state === 'disconnected' || state === 'failed') {
      this.#theirs = undefined;
      this.#publishRoute();
      this.#announce();
    } else if (state === 'closed') this.#lose();
  }

  #verifyAgain(): void {
    this.verify().catch(() => this.#lose());
  }

  /** There is one ICE transport, whose chosen pair changes with every restart. */
  #followWays(): void {
    const transport = this.pc.sctp?.transport.iceTransport;
    if (!transport || transport === this.#ways) return;
    this.#ways = transport;
    transport.addEventListener('selectedcandidatepairchange', () => this.#verifyAgain());
  }

  #lose(): void {
    if (this.#closed) return;
    this.close();
    this.#events.lost();
  }

  async #trust(): Promise<void> {
    const first = !this.#trusted;
    this.#trusted = true;
    if (first) {
      this.#events.trusted(this.#faceAndVoice());
      this.#keeper.start();
      this.#showScreen();
      // A device that cannot be sent is no reason to give up the connection.
      await this.#replaceTracks().catch(() => undefined);
      await this.#screen.send(this.#screenTracks).catch(() => undefined);
    }
    this.#announce();
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const message of held) this.#deliver(message);
  }

  /** Connected means all of it: ICE, DTLS, the comparison, and the channel. */
  #announce(): void {
    const up =
      this.#trusted && this.#channel.readyState === 'open' && this.pc.connectionState === 'connected';
    const state = up ? 'connected' : this.#announced && 'reconnecting';
    if (this.#closed || !state || state === this.#announced) return;
    this.#announced = state;
    this.#events.state(state);
  }

  /**
   * One exchange after the other, each with what is wanted by then: the last word wins, whatever came between.
   * The first begins at once: whatever else the same word sets off, a new screen above all, can wait for it.
   */
  #replaceTracks(): Promise<void> {
    const exchange = async () => {
      if (this.#closed) return;
      const { audio, video } = this.#tracks;
      await Promise.all([this.#replaceTrack('video', video), this.#replaceTrack('audio', audio)]);
      this.#keeper.follow({ audio, video });
    };
    const last = this.#replacing;
    const next = last !== undefined ? last.catch(() => undefined).then(exchange) : exchange();
    this.#replacing = next;
    const done = () => {
      if (this.#replacing === next) this.#replacing = undefined;
    };
    next.then(done, done);
    return next;
  }

  async #replaceTrack(kind: 'audio' | 'video', track: MediaStreamTrack | null): Promise<void> {
    const sender = this.#sender(kind);
    if (!sender || sender.track === track) return;
    const isFirst = kind === 'video' && track !== null && sender.track === null;
    if (isFirst && !this.#firstPicture.isReady(sender, track))
      await this.#firstPicture.prepare(sender, track);
    await sender.replaceTrack(track);
    if (isFirst) this.#firstPicture.started();
  }

  #sender(kind: 'audio' | 'video'): RTCRtpSender | undefined {
    return this.#first(kind)?.sender;
  }

  /** The first of each kind: they are in the invite itself. Whatever comes later is a screen, or nothing to us. */
  #first(kind: 'audio' | 'video'): RTCRtpTransceiver | undefined {
    return this.pc.getTransceivers().find(({ receiver }) => receiver.track.kind === kind);
  }

  #faceAndVoice(): readonly MediaStreamTrack[] {
    return (['audio', 'video'] as const).flatMap((kind) => this.#first(kind)?.receiver.track ?? []);
  }

  #showScreen(): void {
    const already = this.#faceAndVoice();
    const receiving = this.#screen.receiving.filter((track) => !already.includes(track));
    if (this.#trusted && !this.#closed) this.#events.screen(receiving);
  }

  #receive(data: unknown): void {
    const message = readChannelMessage(data);
    if (!message) this.#events.malformed();
    else if (!this.#held) this.#deliver(message);
    else if (this.#held.length < HELD_MESSAGES) this.#held.push(message);
  }

  #deliver(message: ChannelMessage): void {
    if (this.#closed) return;
    if (message.type === 'media') this.#keeper.theirMicrophone(message.microphone);
    if (message.type === 'route') {
      this.#theirs = message;
      this.#publishRoute();
    } else if (message.type === 'screen' && message.on) this.#screen.request();
    this.#events.message(message);
  }

  async #measureRoute(fingerprint: Exclude<FingerprintMeasurement, 'differs'>): Promise<void> {
    const reading = await readRoute(this.pc);
    if (this.#closed) return;
    this.#measured = { ...reading, fingerprint };
    this.#tellRoute();
    this.#publishRoute();
    this.#measureSoon(MEASURE_EVERY_MS);
  }

  #tellRoute(): void {
    if (!this.#measured) return;
    const { path, fingerprint } = this.#measured;
    this.tell({ type: 'route', path, fingerprint });
  }

  #publishRoute(): void {
    if (!this.#measured) return;
    this.#events.route({
      ...this.#measured,
      path: agreedPath(this.#measured.path, this.#theirs?.path),
      fingerprint: agreedFingerprint(this.#measured.fingerprint, this.#theirs?.fingerprint),
    });
  }

  #measureSoon(delayMs: number): void {
    this.#cancelMeasure?.();
    this.#cancelMeasure = this.#platform.clock.after(delayMs, () => this.#verifyAgain());
  }
}
