/**
 * The way a screen takes over a connection: one transceiver more for its picture and one for its sound, for both
 * directions, added when either side shows a screen for the first time and kept for the next. It is the only thing in a
 * conversation that needs a new offer, which goes through the same comparison of fingerprints as every description.
 *
 * Only the side that calls makes that offer; the other has said on the channel that it shows a screen, and puts its own in
 * when it answers. So two offers never meet: a browser that has to take one back may leave a face standing still
 * (measured in Chromium 156).
 *
 * What a stream is for is said in the encrypted message that carries the description (MSC3077). A stream nobody has
 * declared a screen is not shown as one.
 */

import type { StreamPurposes } from '@sprechzimmer/protocol';

export interface ScreenTracks {
  readonly video: MediaStreamTrack | null;
  readonly audio: MediaStreamTrack | null;
}

export const noScreen: ScreenTracks = { video: null, audio: null };

interface Lane {
  readonly video: RTCRtpTransceiver;
  readonly audio: RTCRtpTransceiver;
}

interface Received {
  readonly transceiver: RTCRtpTransceiver;
  readonly streams: readonly string[];
}

export class ScreenLane {
  readonly #pc: RTCPeerConnection;
  readonly #offers: boolean;
  /** Carries nothing itself: its id is the name of what is sent. */
  readonly #own = new MediaStream();
  readonly #received: Received[] = [];
  #lane: Lane | undefined;
  #declared: StreamPurposes = {};
  #wanted: ScreenTracks = noScreen;
  #exchanging: Promise<void> = Promise.resolve();

  /**
   * @param offers this side called
   * @param changed told when `receiving` is another
   */
  constructor(pc: RTCPeerConnection, offers: boolean, changed: () => void) {
    this.#pc = pc;
    this.#offers = offers;
    pc.addEventListener('track', ({ transceiver, streams }) => {
      this.#received.push({ transceiver, streams: streams.map(({ id }) => id) });
      changed();
    });
  }

  /** Goes with every description of ours; undefined before there is a lane. */
  get purposes(): StreamPurposes | undefined {
    return this.#lane && { [this.#own.id]: { purpose: 'm.screenshare' } };
  }

  /** What the other side has declared to be a screen. */
  get receiving(): readonly MediaStreamTrack[] {
    return this.#screens.map(({ receiver }) => receiver.track);
  }

  /** To be told before the description is applied that it came with. */
  declare(purposes: StreamPurposes): void {
    this.#declared = purposes;
  }

  /** The other side shows a screen: where there is no lane yet, this side offers one. */
  request(): void {
    if (this.#offers && !this.#lane) this.#open();
  }

  /** Takes up the lane in an offer that has just been applied, before it is answered. */
  adopt(): void {
    if (this.#offers || this.#lane) return;
    const find = (kind: string) => this.#screens.find(({ receiver }) => receiver.track.kind === kind);
    const [video, audio] = [find('video'), find('audio')];
    if (!video || !audio) return;
    for (const transceiver of [video, audio]) {
      transceiver.direction = 'sendrecv';
      transceiver.sender.setStreams(this.#own);
    }
    this.#lane = { video, audio };
    this.send(this.#wanted).catch(() => undefined);
  }

  /** What is shown from now on. Only on a connection whose certificates have been compared. */
  send(tracks: ScreenTracks): Promise<void> {
    this.#wanted = tracks;
    const exchange = this.#exchanging.then(() => this.#exchange());
    this.#exchanging = exchange.catch(() => undefined);
    return exchange;
  }

  async #exchange(): Promise<void> {
    const { video, audio } = this.#wanted;
    if (video && this.#offers && !this.#lane) this.#open();
    if (!this.#lane) return;
    await Promise.all([
      this.#lane.video.sender.replaceTrack(video),
      this.#lane.audio.sender.replaceTrack(audio),
    ]);
  }

  #open(): void {
    if (this.#pc.signalingState === 'closed') return;
    const add = (kind: string) =>
      this.#pc.addTransceiver(kind, { direction: 'sendrecv', streams: [this.#own] });
    this.#lane = { video: add('video'), audio: add('audio') };
  }

  get #screens(): readonly RTCRtpTransceiver[] {
    return this.#received
      .filter(({ streams }) => streams.some((id) => this.#purposeOf(id) === 'm.screenshare'))
      .map(({ transceiver }) => transceiver);
  }

  #purposeOf(stream: string): string | undefined {
    return Object.hasOwn(this.#declared, stream) ? this.#declared[stream]?.purpose : undefined;
  }
}
