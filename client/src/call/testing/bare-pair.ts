/** The floor under the call: two peer connections in one page, signalled by hand, media ready. */

/** @returns milliseconds from the first `createOffer` until a remote frame was painted on both sides */
export async function barePair(stream: MediaStream): Promise<number> {
  const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
  a.onicecandidate = ({ candidate }) => void b.addIceCandidate(candidate ?? undefined);
  b.onicecandidate = ({ candidate }) => void a.addIceCandidate(candidate ?? undefined);
  const frames = [firstFrame(a), firstFrame(b)];
  const startMs = performance.now();
  for (const pc of [a, b]) for (const track of stream.getTracks()) pc.addTrack(track, stream);
  await a.setLocalDescription();
  if (a.localDescription) await b.setRemoteDescription(a.localDescription);
  await b.setLocalDescription();
  if (b.localDescription) await a.setRemoteDescription(b.localDescription);
  const [first = 0, second = 0] = await Promise.all(frames);
  a.close();
  b.close();
  return Math.max(first, second) - startMs;
}

function firstFrame(pc: RTCPeerConnection): Promise<number> {
  return new Promise((resolve) => {
    pc.addEventListener('track', ({ track, streams: [stream] }) => {
      if (track.kind !== 'video' || !stream) return;
      const video = document.createElement('video');
      video.muted = true;
      video.autoplay = true;
      video.srcObject = stream;
      document.body.append(video);
      video.requestVideoFrameCallback(() => {
        resolve(performance.now());
        video.remove();
      });
    });
  });
}
