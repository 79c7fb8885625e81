/** Sound with a text in every encoded frame, put in before encryption and taken out after it. */

import type { Platform } from '../platform.ts';

/** Chromium's own, older way to encoded frames (`encodedInsertableStreams`). */
interface EncodedStreams {
  createEncodedStreams(): {
    readonly readable: ReadableStream<{ data: ArrayBuffer }>;
    readonly writable: WritableStream<{ data: ArrayBuffer }>;
  };
}

export interface MarkedSound {
  readonly clinicianSide: Pick<Platform, 'openConnection'>;
  readonly guestSide: Pick<Platform, 'openConnection'>;
  /** How many frames arrived with the text in them. */
  heard(): number;
}

/** The clinician's sound carries the text. Without it a frame passes as it is. */
export function markedSound(text: string): MarkedSound {
  const mark = new TextEncoder().encode(text);
  let heard = 0;
  const put = (data: ArrayBuffer) => {
    const marked = new Uint8Array(data.byteLength + mark.length);
    marked.set(new Uint8Array(data));
    marked.set(mark, data.byteLength);
    return marked.buffer;
  };
  const take = (data: ArrayBuffer) => {
    const end = new Uint8Array(data).slice(-mark.length);
    if (!mark.every((byte, at) => byte === end[at])) return data;
    heard += 1;
    return data.slice(0, -mark.length);
  };
  const asItIs = (data: ArrayBuffer) => data;
  return {
    clinicianSide: { openConnection: opensWith(put, asItIs) },
    guestSide: { openConnection: opensWith(asItIs, take) },
    heard: () => heard,
  };
}

type Change = (data: ArrayBuffer) => ArrayBuffer;

function opensWith(sent: Change, received: Change): Platform['openConnection'] {
  return (config) => {
    const withStreams: RTCConfiguration & { encodedInsertableStreams: true } = {
      ...config,
      encodedInsertableStreams: true,
    };
    const pc = new RTCPeerConnection(withStreams);
    const seen = new Set<object>();
    const wire = () => {
      for (const { sender, receiver } of pc.getTransceivers())
        for (const [end, change] of [
          [sender, receiver.track.kind === 'audio' ? sent : undefined],
          [receiver, receiver.track.kind === 'audio' ? received : undefined],
        ] as const) {
          if (seen.has(end)) continue;
          seen.add(end);
          pipe(end as unknown as EncodedStreams, change ?? ((data) => data));
        }
    };
    pc.addEventListener('negotiationneeded', wire);
    pc.addEventListener('signalingstatechange', wire);
    return pc;
  };
}

function pipe(end: EncodedStreams, change: Change): void {
  const { readable, writable } = end.createEncodedStreams();
  const changed = new TransformStream<{ data: ArrayBuffer }, { data: ArrayBuffer }>({
    transform(frame, controller) {
      frame.data = change(frame.data);
      controller.enqueue(frame);
    },
  });
  readable
    .pipeThrough(changed)
    .pipeTo(writable)
    .catch(() => undefined);
}
