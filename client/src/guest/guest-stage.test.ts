import { describe, expect, test } from 'vitest';
import { nothingYet, stageOf } from './guest-stage.ts';

const waiting = { ...nothingYet, arrived: true };

describe('what the patient sees', () => {
  test('the waiting room only after joining and proving', () => {
    expect(stageOf(nothingYet)).toEqual({ stage: 'entering' });
    expect(stageOf(waiting)).toEqual({ stage: 'waiting', clinicianKnows: false, preparing: false });
  });
  test('that the clinician knows, only on a valid confirmation', () => {
    expect(stageOf({ ...waiting, preparing: true })).toMatchObject({ clinicianKnows: false });
    expect(stageOf({ ...waiting, confirmed: true })).toMatchObject({ clinicianKnows: true });
  });
  test('the conversation when let in, and the waiting room when sent back', () => {
    expect(stageOf({ ...waiting, door: 'admitted' })).toEqual({ stage: 'conversation' });
    expect(stageOf({ ...waiting, door: 'waiting' })).toMatchObject({ stage: 'waiting' });
  });
  test('where it goes on, when it ended in the waiting room and not in the conversation', () => {
    expect(stageOf({ ...waiting, ended: 'ended' })).toMatchObject({ stage: 'ended', inWaitingRoom: true });
    expect(stageOf({ ...waiting, door: 'admitted', ended: 'ended' })).not.toHaveProperty('inWaitingRoom');
    expect(stageOf({ ...waiting, ended: 'left' })).not.toHaveProperty('inWaitingRoom');
  });
});

describe('a conversation never covers up that something is wrong', () => {
  const alarm = { kind: 'stranger', userId: '@x:practice.test', how: 'joined' } as const;
  test('a new device that is not confirmed yet holds a conversation and startles nobody who waits', () => {
    const passing = { kind: 'unconfirmed-device', userId: '@dr:practice.test', deviceId: 'NEW' } as const;
    expect(stageOf({ ...waiting, alarm: passing }).stage).toBe('waiting');
    expect(stageOf({ ...waiting, door: 'admitted', alarm: passing }).stage).toBe('halted');
  });
  test('an alarm stops it', () => {
    expect(stageOf({ ...waiting, door: 'admitted', alarm })).toEqual({ stage: 'halted', alarm });
  });
  test('so does a clinician whose key differs', () => {
    const stopped = { reason: { kind: 'clinician-key-differs' }, canRetry: false } as const;
    expect(stageOf({ ...waiting, door: 'admitted', stopped })).toEqual({ stage: 'stopped', ...stopped });
  });
  test('the end is the end, whatever else there is', () => {
    expect(stageOf({ ...waiting, alarm, ended: 'ended' })).toEqual({ stage: 'ended', why: 'ended' });
  });
});
