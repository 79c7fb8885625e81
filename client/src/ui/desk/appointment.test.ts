import { describe, expect, it } from 'vitest';
import { dateInput, readAppointment, timeInput } from './appointment.ts';

const now = new Date(2026, 10, 23, 10, 2, 40);
const fields = { date: dateInput(now), time: timeInput(now), minutes: '50' };

describe('a new invitation', () => {
  it('can be made for this very minute without filling anything in', () => {
    expect(fields).toMatchObject({ date: '2026-11-23', time: '10:02' });
    expect(readAppointment(fields, now.getTime())).toEqual({
      startsAt: new Date(2026, 10, 23, 10, 2).getTime() / 1000,
      minutes: 50,
    });
  });

  it('can be made while its session is on, and not when it is over', () => {
    const later = (minutes: number) => new Date(2026, 10, 23, 10, 2 + minutes).getTime();
    expect(readAppointment(fields, later(49))).toHaveProperty('startsAt');
    expect(readAppointment(fields, later(50))).toEqual({ fault: 'past' });
  });

  it('asks for what is missing or makes no sense', () => {
    const read = (change: Partial<typeof fields>) => readAppointment({ ...fields, ...change }, now.getTime());
    expect(read({ date: '' })).toEqual({ fault: 'missing' });
    expect(read({ time: '' })).toEqual({ fault: 'missing' });
    expect(read({ date: '2026-02-31x' })).toEqual({ fault: 'missing' });
    for (const minutes of ['', '0', '4', '481', '50.5', 'lang'])
      expect([minutes, read({ minutes })]).toEqual([minutes, { fault: 'minutes' }]);
  });
});
