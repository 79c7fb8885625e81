/**
 * The channel that goes with every leg: negotiated beforehand under id 0, so it needs no offer of its own and is
 * open as soon as DTLS is. It carries what must arrive in the same moment as sound and picture.
 * Authentic like the leg itself: its certificate came through Olm.
 */

import { DoorContentSchema, SignContentSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { wordLists } from './words.ts';

export const ChannelMessageSchema = v.variant('type', [
  /** The clinician's word at the door, the same content that also goes to-device. */
  v.strictObject({ type: v.literal('door'), content: DoorContentSchema }),
  /** Whether the sender's microphone and camera are on. */
  v.strictObject({ type: v.literal('media'), microphone: v.boolean(), camera: v.boolean() }),
  /** What the sender measured of the route between the two, and of the certificate at our end. */
  v.strictObject({
    type: v.literal('route'),
    path: v.picklist(['direct', 'relayed', 'not-measurable']),
    fingerprint: v.picklist(['verified', 'not-measurable']),
  }),
  /** What the sender found of the line: whether it carries their picture, and whether our sound arrives. */
  v.strictObject({ type: v.literal('line'), picture: v.picklist(['sent', 'held']), hears: v.boolean() }),
  /** From the side that called: in which language the four words are read. */
  v.strictObject({ type: v.literal('words'), list: v.picklist(wordLists) }),
  /** Whether the sender shows their screen. */
  v.strictObject({ type: v.literal('screen'), on: v.boolean() }),
  /** Whether the two only write for a moment, and how often that has changed. */
  v.strictObject({
    type: v.literal('chat-only'),
    on: v.boolean(),
    turn: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
    /** Said because the other's was heard. */
    answer: v.optional(v.literal(true)),
  }),
  /** Whether what is written to the sender arrives: not while their device is full. */
  v.strictObject({ type: v.literal('writing'), arrives: v.boolean() }),
  /** A guest's silent sign, the same content that also goes to-device. */
  v.strictObject({ type: v.literal('sign'), content: SignContentSchema }),
]);
export type ChannelMessage = v.InferOutput<typeof ChannelMessageSchema>;

/** Nothing we say is longer. */
export const maxChannelMessageChars = 2_000;

/** Opens our end. Both sides do, each for itself. */
export function openChannel(pc: RTCPeerConnection): RTCDataChannel {
  return pc.createDataChannel('sprechzimmer', { negotiated: true, id: 0, ordered: true });
}

export function writeChannelMessage(message: ChannelMessage): string {
  return JSON.stringify(message);
}

/** Undefined for whatever is not text, too long, not JSON or not one of ours. */
export function readChannelMessage(data: unknown): ChannelMessage | undefined {
  if (typeof data !== 'string' || data.length > maxChannelMessageChars) return undefined;
  try {
    const parsed = v.safeParse(ChannelMessageSchema, JSON.parse(data));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
