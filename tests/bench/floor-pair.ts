/**
 * The floor of "admit to first frame": two bare peer connections in one page, media ready, signalled by function
 * call. Nothing with a server in between can be expected to be faster, except what has connected before.
 */

import type { Page } from 'playwright-core';

/**
 * @param camera `ours`: asked for as our own call asks for it; `plain`: whatever the browser gives unasked (640×480),
 *   which costs the encoder a quarter and so is the harder floor
 * @returns milliseconds from the first line to a remote frame painted on both sides
 */
export function barePairFirstFrameMs(page: Page, camera: 'ours' | 'plain'): Promise<number> {
  const video =
    camera === 'plain'
      ? true
      : { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } };
  return page.evaluate(async (constraints) => {
    const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: constraints });
    const videos = [document.createElement('video'), document.createElement('video')] as const;
    for (const video of videos) {
      video.muted = true;
      video.autoplay = true;
      document.body.append(video);
    }
    const painted = videos.map(
      (video) => new Promise<void>((resolve) => video.requestVideoFrameCallback(() => resolve())),
    );

    const started = performance.now();
    const [one, two] = [new RTCPeerConnection(), new RTCPeerConnection()];
    const join = (from: RTCPeerConnection, to: RTCPeerConnection, video: HTMLVideoElement) => {
      from.onicecandidate = ({ candidate }) => void to.addIceCandidate(candidate ?? undefined);
      from.ontrack = ({ streams: [stream] }) => {
        video.srcObject = stream ?? null;
      };
      for (const track of media.getTracks()) from.addTrack(track, media);
    };
    join(one, two, videos[0]);
    join(two, one, videos[1]);
    await one.setLocalDescription();
    await two.setRemoteDescription(one.localDescription as RTCSessionDescription);
    await two.setLocalDescription();
    await one.setRemoteDescription(two.localDescription as RTCSessionDescription);
    await Promise.all(painted);
    const elapsed = performance.now() - started;

    one.close();
    two.close();
    for (const track of media.getTracks()) track.stop();
    for (const video of videos) video.remove();
    return elapsed;
  }, video);
}
