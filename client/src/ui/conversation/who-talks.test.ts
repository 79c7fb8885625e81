import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { ParticipantView } from '../../call/call-view.ts';
import { LineState } from '../../call/quality/line-state.ts';
import { whoTalks } from './who-talks.ts';

function device(
  deviceId: string,
  state: 'connecting' | 'connected',
  microphone = false,
  camera = false,
): ParticipantView {
  return {
    userId: '@dr:practice.test',
    deviceId,
    state: signal(state),
    // Not looked at here, and there is none outside a browser.
    stream: Object.create(null),
    screen: Object.create(null),
    microphoneOn: signal(microphone),
    cameraOn: signal(camera),
    screenOn: signal(false),
    writingArrives: signal(true),
    route: signal(undefined),
    line: new LineState(),
    words: signal(undefined),
    wordsAreSame: signal(false),
    compared: () => undefined,
  };
}

const shown = (...participants: ParticipantView[]) =>
  whoTalks({ participants: signal(participants) })?.deviceId;

test('a clinician who talks from their second device is seen and heard', () => {
  expect(shown(device('DESK', 'connected'), device('PHONE', 'connected', true, true))).toBe('PHONE');
  expect(shown(device('DESK', 'connected'), device('PHONE', 'connected', true, false))).toBe('PHONE');
});

test('somebody is shown, with what is wrong, also while nobody sends', () => {
  expect(shown(device('GONE', 'connecting'), device('DESK', 'connected'))).toBe('DESK');
  expect(shown(device('DESK', 'connecting'))).toBe('DESK');
  expect(shown()).toBeUndefined();
});
