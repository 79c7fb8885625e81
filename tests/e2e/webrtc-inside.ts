/**
 * What looks at media from inside a page. Each function is carried into the browser as it stands, whichever browser that
 * is: it may use nothing but what a page has.
 */

declare global {
  interface Window {
    /** Set by `keepConnections` in the page under test. */
    watchedConnections?: RTCPeerConnection[];
  }
}

/** Before any script of the page: every peer connection that is made can be found later. */
export function keepConnections(): void {
  const Real = window.RTCPeerConnection;
  const watched: RTCPeerConnection[] = [];
  window.watchedConnections = watched;
  window.RTCPeerConnection = new Proxy(Real, {
    construct(target, args: [RTCConfiguration?]) {
      const connection = new target(...args);
      watched.push(connection);
      return connection;
    },
  });
}

/** Ends when two painted frames of the video differ; never when it stands still or stays black. */
export async function pictureMoves(testId: string): Promise<void> {
  const element = document.querySelector(`[data-testid="${testId}"]`);
  const video = element instanceof HTMLVideoElement ? element : element?.querySelector('video');
  if (!video) throw new Error('no video element');
  const picture = () => {
    const canvas = new OffscreenCanvas(64, 48);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(video, 0, 0, 64, 48);
    return Array.from(context.getImageData(0, 0, 64, 48).data);
  };
  const painted = () => new Promise<void>((resolve) => video.requestVideoFrameCallback(() => resolve()));
  const isBlack = (pixels: readonly number[]) =>
    !pixels.some((value, index) => index % 4 !== 3 && value > 16);
  let first: number[];
  // A picture that begins anew may begin with a black frame; one that stays black never ends this.
  do {
    await painted();
    first = picture();
  } while (isBlack(first));
  for (;;) {
    await painted();
    if (picture().some((value, index) => Math.abs(value - (first[index] ?? 0)) > 8)) return;
  }
}

/** How much sound has been heard so far over all connections, in the unit of `totalAudioEnergy`. */
export async function soundHeard(): Promise<number> {
  let energy = 0;
  for (const connection of window.watchedConnections ?? [])
    for (const entry of (await connection.getStats()).values())
      if (entry.type === 'inbound-rtp' && entry.kind === 'audio') energy += entry.totalAudioEnergy ?? 0;
  return energy;
}
