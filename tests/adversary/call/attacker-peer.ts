/** The attacker's own end of a call: a browser with a certificate of its own, which counts the pictures it can see. */

import type { Page } from 'playwright-core';
import type { Scene } from '../stack/scene.ts';

declare global {
  interface Window {
    attackerPeer?: RTCPeerConnection;
  }
}

export interface AttackerPeer {
  /** A whole session description, candidates and the attacker's fingerprint included. */
  offer(): Promise<string>;
  /** The same, in answer to somebody's offer. */
  answer(offer: string): Promise<string>;
  accept(answer: string): Promise<void>;
  /** Ways to the other end, as an `m.call.candidates` names them. */
  addCandidates(candidates: readonly RTCIceCandidateInit[]): Promise<void>;
  /** Decoded pictures so far: what the attacker has really seen. */
  framesSeen(): Promise<number>;
}

export async function openAttackerPeer(scene: Scene): Promise<AttackerPeer> {
  const { page } = await scene.seat();
  await page.goto(`${scene.practice.publicUrl}/`);
  return {
    offer: () => describe(page, undefined),
    answer: (offer) => describe(page, offer),
    accept: (answer) =>
      page.evaluate(async (sdp) => {
        await window.attackerPeer?.setRemoteDescription({ type: 'answer', sdp });
      }, answer),
    addCandidates: (candidates) =>
      page.evaluate(async (all) => {
        // Of an older round, or to a name that does not resolve here: the next one will do.
        for (const one of all) await window.attackerPeer?.addIceCandidate(one).catch(() => undefined);
      }, candidates),
    framesSeen: () =>
      page.evaluate(async () => {
        let frames = 0;
        for (const entry of (await window.attackerPeer?.getStats())?.values() ?? [])
          if (entry.type === 'inbound-rtp' && entry.kind === 'video') frames += entry.framesDecoded ?? 0;
        return frames;
      }),
  };
}

/** Opens a connection, with the data channel our clients expect, and says how it can be reached. */
function describe(page: Page, offer: string | undefined): Promise<string> {
  return page.evaluate(async (theirs) => {
    const pc = new RTCPeerConnection();
    window.attackerPeer?.close();
    window.attackerPeer = pc;
    pc.createDataChannel('sprechzimmer', { negotiated: true, id: 0 });
    if (theirs === undefined) {
      pc.addTransceiver('audio', { direction: 'sendrecv' });
      pc.addTransceiver('video', { direction: 'sendrecv' });
    } else {
      await pc.setRemoteDescription({ type: 'offer', sdp: theirs });
      for (const transceiver of pc.getTransceivers()) transceiver.direction = 'sendrecv';
    }
    await pc.setLocalDescription();
    if (pc.iceGatheringState !== 'complete')
      await new Promise<void>((resolve) => {
        pc.addEventListener('icegatheringstatechange', () => {
          if (pc.iceGatheringState === 'complete') resolve();
        });
      });
    return pc.localDescription?.sdp ?? '';
  }, offer);
}
