import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import type { Alarm, LastingAlarm } from '../crypto/roster-view.ts';
import type { VisitKeeper } from '../storage/visit-record.ts';
import { keepHalt } from './kept-halt.ts';

const stranger: LastingAlarm = { kind: 'stranger', userId: '@x:practice.test', how: 'joined' };

function kept(halted?: LastingAlarm) {
  const alarm = signal<Alarm | undefined>(undefined);
  const record = { ...(halted ? { halted } : {}) };
  const change = vi.fn(async (part: object) => void Object.assign(record, part));
  const halt = vi.fn((next: LastingAlarm) => {
    alarm.value = next;
  });
  keepHalt({ alarm, halt }, { record, change } as unknown as Pick<VisitKeeper, 'record' | 'change'>);
  return { alarm, change, halt };
}

test('a patient who loads the page anew is not let past what stopped the visit', () => {
  const before = kept();
  before.alarm.value = stranger;
  expect(before.change).toHaveBeenCalledWith({ halted: stranger });
  const after = kept(stranger);
  expect(after.halt).toHaveBeenCalledWith(stranger);
  expect(after.change).not.toHaveBeenCalled();
});

test('what goes away by itself is not kept', () => {
  const { alarm, change } = kept();
  alarm.value = { kind: 'no-relay' };
  expect(change).not.toHaveBeenCalled();
});

test('a patient who loads the page anew is not let past the gravest of what has stopped it, whoever saw it', () => {
  const { alarm, change } = kept();
  alarm.value = { kind: 'told', cause: 'stranger' };
  const final: LastingAlarm = { kind: 'told', cause: 'encryption-changed' };
  alarm.value = final;
  expect(change).toHaveBeenLastCalledWith({ halted: final });
  alarm.value = { ...final };
  expect(change).toHaveBeenCalledTimes(2);
});
