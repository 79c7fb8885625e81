/**
 * The call: a full mesh of peer connections, one to each device on the roster.
 *
 * A mesh connects before anybody is let in: transceivers and a data channel, no tracks. `openMedia()` then only
 * puts the tracks in, which is faster than any new connection. It trusts what its signalling hands it to be
 * verified, and nothing else (see `signalling.ts`).
 */

import type { ReadonlySignal } from '@preact/signals';
import type { DoorContent, SignContent } from '@sprechzimmer/protocol';
import type { CallAlarm } from './alarm.ts';
import { CallMesh } from './call-mesh.ts';
import type { CallView } from './call-view.ts';
import type { DropCounts } from './drops.ts';
import type { IceSettings } from './ice.ts';
import type { LocalMedia } from './media.ts';
import type { Participant, Peer } from './participant.ts';
import { browserPlatform, type Platform } from './platform.ts';
import type { Signalling } from './signalling.ts';
import type { WordList } from './words.ts';

export interface MeshOptions {
  /** Ourselves. */
  readonly self: Peer & Pick<Participant, 'role'>;
  /** MSC3401 conference: 8 to 64 characters, the same for all participants. */
  readonly confId: string;
  readonly signalling: Signalling;
  /** Shared with mirror and waiting room; several meshes may share one. */
  readonly media: LocalMedia;
  readonly ice: IceSettings;
  /** In which language the four words are read where this side is the one that calls. */
  readonly wordList?: ReadonlySignal<WordList>;
  /** False while this device is full, and nothing that is written to us arrives. */
  readonly writingArrives?: ReadonlySignal<boolean>;
  readonly platform?: Partial<Platform>;
}

export interface Mesh extends CallView {
  /** Ours, random; a reload makes another. */
  readonly sessionId: string;
  /**
   * Set when something must not be: the leg in question is closed and stays so. Whoever owns the mesh halts the
   * visit; the mesh itself does not know what else belongs to it.
   */
  readonly alarm: ReadonlySignal<CallAlarm | undefined>;
  /** What was dropped so far, by reason. */
  readonly drops: DropCounts;

  /** Puts a participant on the roster and connects to them, without sound or picture. Safe to repeat. */
  connect(participant: Participant): void;
  /** Takes them off the roster and hangs up. */
  disconnect(peer: Peer): Promise<void>;
  /**
   * Sends our sound and picture to everybody we talk with, connected now or later, without renegotiation. Acquires what has not
   * been acquired yet; resolves when the tracks are in.
   */
  openMedia(): Promise<void>;
  /**
   * Sound and picture go to this participant alone, and theirs alone are shown, until somebody else is named; undefined
   * is everybody. For a clinician whose desk is open on two devices: the patient talks to the one that let them in.
   */
  talkWith(peer: Peer | undefined): void;
  /** Sends nothing any more; the connections stay. What is captured stays captured: see `LocalMedia.release`. */
  closeMedia(): Promise<void>;
  /** Whether received sound and picture appear in `ParticipantView.stream`. Off until said otherwise. */
  allowRemote(allowed: boolean): void;
  /** Says a word of the door on the connection itself. False: not connected, send it to-device only. */
  sendDoor(to: Peer, content: DoorContent): boolean;
  /** Words of the door from clinicians, on a connection whose certificate has been compared. */
  onDoor(listener: (from: Participant, content: DoorContent) => void): () => void;
  /** Gives a guest's silent sign on the connection itself. False: not connected, send it to-device only. */
  sendSign(to: Peer, content: SignContent): boolean;
  /** Silent signs from guests, on a connection whose certificate has been compared. */
  onSign(listener: (from: Participant, content: SignContent) => void): () => void;
  /**
   * Fresh TURN credentials, or another wish about the relay. Lifts the alarm `no-relay` when they were what was missing.
   * Whoever wants nothing but a relay from now on is connected anew: no connection without one is kept.
   */
  renewIce(ice: IceSettings): void;
  /** Mends all connections at once, as after a change of networks. */
  restartIce(): void;
  /** Hangs up everywhere, takes the state back, stops what it sent. Safe to repeat, and while the page goes away. */
  leave(): Promise<void>;
}

/** Makes a mesh with a certificate of its own. Nobody is connected yet. */
export async function createMesh(options: MeshOptions): Promise<Mesh> {
  const platform = { ...browserPlatform(), ...options.platform };
  return new CallMesh({ ...options, platform }, await platform.makeCertificate());
}
