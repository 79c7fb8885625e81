/**
 * The way a screen takes over a connection: two senders more, for its picture and its sound, added when the first screen
 * is shown and kept for the next. That is the only thing in a conversation that needs a new offer; it goes through the
 * same comparison of fingerprints as every description.
 *
 * What a stream is for is said in the encrypted message that carries the description (MSC3077). A stream nobody has
 * declared is not shown.
 */

import type { StreamPurposes } from '@sprechzimmer/protocol';

export interface ScreenTracks {
  readonly video: MediaStreamTrack | null;
  readonly audio: MediaStreamTrack | null;
}

export const noScreen: ScreenTracks = { video: null, audio: null };

export class ScreenLane {
  readonly #pc: RTCPeerConnection;
  /** Carries nothing itself: its id is the name of what is sent. */
  readonly #own = new MediaStream();
  readonly #received: { readonly track: MediaStreamTrack; readonly streams: readonly string[] }[] = [];
  #senders: { readonly video: RTCRtpSender; readonly audio: RTCRtpSender } | undefined;
  #declared: StreamPurposes = {};
  #wanted: ScreenTracks = noScreen;
  #exchanging: Promise<void> = Promise.resolve();

  /** @param changed told when `receiving` is another */
  constructor(pc: RTCPeerConnection, changed: () => void) {
    this.#pc = pc;
    pc.addEventListener('track', ({ track, streams }) => {
      this.#received.push({ track, streams: streams.map(({ id }) => id) });
      changed();
    });
  }

  /** Goes with every description of ours; undefined before there is a lane. */
  get purposes(): StreamPurposes | undefined {
    return this.#senders && { [this.#own.id]: { purpose: 'm.screenshare' } };
  }

  /** What the other side has declared to be a screen. */
  get receiving(): readonly MediaStreamTrack[] {
    return this.#received
      .filter(({ streams }) => streams.some((id) => this.#purposeOf(id) === 'm.screenshare'))
      .map(({ track }) => track);
  }

  /** To be told before the description is applied that it came with. */
  declare(purposes: StreamPurposes): void {
    this.#declared = purposes;
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
    if (!this.#senders) {
      if (!video || this.#pc.signalingState === 'closed') return;
      this.#senders = { video: this.#add(video), audio: this.#add(audio ?? 'audio') };
    }
    const { video: picture, audio: sound } = this.#senders;
    await Promise.all([picture.replaceTrack(video), sound.replaceTrack(audio)]);
  }

  #add(track: MediaStreamTrack | 'audio'): RTCRtpSender {
    return this.#pc.addTransceiver(track, { direction: 'sendonly', streams: [this.#own] }).sender;
  }

  #purposeOf(stream: string): string | undefined {
    return Object.hasOwn(this.#declared, stream) ? this.#declared[stream]?.purpose : undefined;
  }
}
