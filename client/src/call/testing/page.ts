/** What the browser tests of the call find on their page: the library, and eyes and ears to check it with. */

import { signal } from '@preact/signals';
import { DeviceIdSchema, UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { ParticipantView } from '../call-view.ts';
import { createLocalMedia, type LocalMedia } from '../media.ts';
import { createMesh, type Mesh, type MeshOptions } from '../mesh.ts';
import type { Participant } from '../participant.ts';
import { barePair } from './bare-pair.ts';
import { HastyClock } from './hasty-clock.ts';
import { mallory } from './mallory.ts';
import { markedSound } from './marked-sound.ts';
import { MemoryHub } from './memory-signalling.ts';
import { observed } from './observed.ts';
import { paintedScreen } from './painted-screen.ts';

/** One participant of a test call. */
export interface Person {
  readonly participant: Participant;
  readonly mesh: Mesh;
  readonly media: LocalMedia;
}

/** Every connection this page has made. */
const opened: RTCPeerConnection[] = [];

const lab = {
  MemoryHub,
  HastyClock,
  signal,
  barePair,
  createLocalMedia,
  createMesh,
  person,
  pair,
  allSay,
  view,
  until,
  watchFrames,
  paints,
  energy,
  mallory,
  markedSound,
  observed,
  paintedScreen,
  openConnections: () => opened.filter(({ connectionState }) => connectionState === 'connected'),
};

declare global {
  interface Window {
    callLab: typeof lab;
  }
}
window.callLab = lab;

/** Puts somebody at the table; connected to nobody yet. */
async function person(hub: MemoryHub, name: string, extra: Partial<MeshOptions> = {}): Promise<Person> {
  const participant = participantOf(name);
  const media = extra.media ?? createLocalMedia();
  const mesh = await createMesh({
    self: participant,
    confId: 'conference-of-test',
    signalling: hub.signallingOf(participant),
    ice: { servers: [], relayOnly: false },
    wordList: signal('de'),
    ...extra,
    media,
    platform: {
      openConnection: (config) => {
        const pc = new RTCPeerConnection(config);
        opened.push(pc);
        return pc;
      },
      ...extra.platform,
    },
  });
  return { participant, mesh, media };
}

/** A clinician and a guest, connected as they are while the guest waits. */
async function pair(
  extra: { clinician?: Partial<MeshOptions>; guest?: Partial<MeshOptions>; hub?: MemoryHub } = {},
) {
  const hub = extra.hub ?? new MemoryHub();
  const clinician = await person(hub, 'clinician', extra.clinician);
  const guest = await person(hub, 'guest', extra.guest);
  guest.mesh.connect(clinician.participant);
  clinician.mesh.connect(guest.participant);
  await allSay('connected', clinician, guest);
  return { hub, clinician, guest };
}

/** Waits until everybody sees everybody else in this state. */
async function allSay(state: ParticipantView['state']['value'], ...people: readonly Person[]): Promise<void> {
  const others = people.length - 1;
  await until(
    () =>
      people.every(
        ({ mesh: { participants } }) =>
          participants.value.length === others &&
          participants.value.every((other) => other.state.value === state),
      ),
    `all are ${state}`,
  );
}

/** How one person sees another. */
function view(of: Person, other: Person): ParticipantView {
  const found = of.mesh.participants.value.find(({ userId }) => userId === other.participant.userId);
  if (!found) throw new Error('there is no such participant');
  return found;
}

/** Looks again with every turn of the event loop until something is so. */
async function until(
  isSo: () => boolean | undefined | Promise<boolean>,
  what: string,
  patienceMs = 15_000,
): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`waited ${patienceMs} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Shows a stream and tells how many frames were painted, and whether they differ. */
function watchFrames(stream: MediaStream) {
  const video = document.createElement('video');
  video.muted = true;
  video.autoplay = true;
  // Frames that are out of sight are not painted.
  video.width = 160;
  video.srcObject = stream;
  document.body.append(video);
  const seen = { frames: 0, firstAtMs: 0, pictures: new Set<string>(), stop: () => video.remove() };
  const canvas = new OffscreenCanvas(32, 18);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const look = () => {
    seen.frames += 1;
    seen.firstAtMs ||= performance.now();
    context?.drawImage(video, 0, 0, 32, 18);
    seen.pictures.add(context?.getImageData(0, 0, 32, 18).data.join() ?? '');
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
  return seen;
}

/** Whether a stream brings pictures that change. */
async function paints(stream: MediaStream): Promise<boolean> {
  const seen = watchFrames(stream);
  await until(() => seen.pictures.size >= 3, 'the picture moves');
  seen.stop();
  return true;
}

/** The loudest moment a stream had within a second and a half, 0 to 1. */
async function energy(stream: MediaStream, lengthMs = 1_500): Promise<number> {
  // Chromium lets remote sound into an audio graph only when an element plays it.
  const element = document.createElement('audio');
  element.srcObject = stream;
  element.muted = true;
  await element.play().catch(() => undefined);
  const context = new AudioContext();
  await context.resume();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let loudest = 0;
  const end = performance.now() + lengthMs;
  while (performance.now() < end) {
    analyser.getFloatTimeDomainData(samples);
    loudest = Math.max(loudest, ...samples.map(Math.abs));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await context.close();
  element.srcObject = null;
  return loudest;
}

function participantOf(name: string): Participant {
  const role = name.startsWith('clinician') ? 'clinician' : 'guest';
  return {
    userId: v.parse(UserIdSchema, `@${name}:practice.test`),
    deviceId: v.parse(DeviceIdSchema, `DEVICE${name.toUpperCase()}`),
    role,
    transcriptHash: 'ab'.repeat(32),
  };
}
