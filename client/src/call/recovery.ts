/**
 * When to restart ICE. A connection that only stumbles gets a moment; one that has failed, or a device that has
 * just come back online, gets none. Tries go on as long as somebody waits, close enough together that nobody waits
 * long after the network is back, although no browser tells when that is.
 */

import type { Clock } from './clock.ts';

/** Chromium reports `disconnected` after about two seconds without an answer; half a second more is patience enough. */
const STUMBLE_MS = 500;
const PAUSES_MS = [2_000, 4_000];
/** New ways that both have just agreed on are tried out for so long, also on a slow line. */
const AGREED_MS = 6_000;
/** After so long the restart of ICE is not enough: the other side may have lost our leg altogether. */
const AFRESH_MS = 45_000;

export interface RecoveryActions {
  /** Restart ICE on the connection there is. */
  restart(): void;
  /** Give the connection up and begin anew. */
  afresh(): void;
}

export class Recovery {
  readonly #clock: Clock;
  readonly #actions: RecoveryActions;
  #cancel: (() => void) | undefined;
  #tries = 0;
  #troubleSinceMs: number | undefined;
  #stopped = false;

  constructor(clock: Clock, actions: RecoveryActions) {
    this.#clock = clock;
    this.#actions = actions;
  }

  /** Follows `RTCPeerConnection.connectionState`. */
  connectionState(state: RTCPeerConnectionState): void {
    if (state === 'connected') this.#well();
    else if (state === 'disconnected') this.#trouble(STUMBLE_MS);
    else if (state === 'failed') this.#trouble(0);
  }

  /**
   * The device is back online, perhaps on another network. Even a connection that looks well may hang on a dead
   * path; restarting ICE on a good one costs nothing, it goes on until the new path stands.
   */
  networkChanged(): void {
    if (this.#stopped) return;
    if (this.#troubleSinceMs !== undefined) this.#trouble(0);
    else this.#actions.restart();
  }

  /** Both have agreed on new ways; whether one of them leads anywhere shows in a while. */
  agreed(): void {
    if (this.#troubleSinceMs !== undefined) this.#trouble(AGREED_MS);
  }

  /** Somebody looks at the page again, perhaps after hours with a closed lid. */
  lookedAt(): void {
    if (this.#troubleSinceMs !== undefined) this.#trouble(0);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  #well(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#tries = 0;
    this.#troubleSinceMs = undefined;
  }

  #trouble(delayMs: number): void {
    if (this.#stopped) return;
    this.#troubleSinceMs ??= this.#clock.now();
    this.#cancel?.();
    this.#cancel = this.#clock.after(delayMs, () => this.#act());
  }

  #act(): void {
    const since = this.#troubleSinceMs ?? this.#clock.now();
    if (this.#clock.now() - since >= AFRESH_MS) {
      this.stop();
      this.#actions.afresh();
      return;
    }
    const pause = PAUSES_MS[Math.min(this.#tries, PAUSES_MS.length - 1)] ?? 0;
    this.#tries += 1;
    this.#cancel = this.#clock.after(pause, () => this.#act());
    this.#actions.restart();
  }
}
