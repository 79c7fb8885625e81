import { expect, it } from 'vitest';
import { Trouble } from '../setup/trouble.ts';
import { inviteText, wantedBy } from './invite-words.ts';

const at = '2026-12-01 10:00';
const startsAt = new Date('2026-12-01T10:00:00').getTime() / 1000;

it.each([
  [
    { clinician: 'weber', at },
    { startsAt, minutes: 50, kind: 'video' },
  ],
  [
    { clinician: 'weber', at: '2026-12-01T10:00', for: '2h', kind: 'chat' },
    { startsAt, minutes: 120, kind: 'chat' },
  ],
  [{ clinician: 'weber', at, for: '25 min' }, { minutes: 25 }],
] as const)('a reception that says %j is understood', (options, wanted) => {
  expect(wantedBy(options)).toMatchObject({ clinician: 'weber', ...wanted });
});

it.each([
  [{ at }, '--clinician'],
  [{ clinician: 'weber' }, '--at'],
  [{ clinician: 'weber', at: 'tomorrow' }, '--at wants'],
  [{ clinician: 'weber', at: '2026-11-31 10:00' }, '--at wants'],
  [{ clinician: 'weber', at, for: 'long' }, '--for wants'],
  [{ clinician: 'weber', at, for: '0m' }, '--for wants'],
  [{ clinician: 'weber', at, kind: 'group' }, '--kind is'],
] as const)('one that says %j is told what is missing', (options, said) => {
  expect(() => wantedBy(options)).toThrow(Trouble);
  expect(() => wantedBy(options)).toThrow(said);
});

it('who hands the link on is told what it is, and how to take it back', () => {
  const time = new Date(startsAt * 1000).toISOString();
  const text = inviteText(
    {
      ok: true,
      label: 'Guest 7Q2',
      clinician: 'weber',
      kind: 'video',
      begins: time,
      opens: time,
      closes: time,
      link: 'https://praxis.example/j/#1x',
      compare: true,
    },
    '',
  );
  expect(text.split('\n')).toContain('https://praxis.example/j/#1x');
  expect(text).toMatch(/it proves nothing/);
  expect(text).toMatch(/say nothing before we have compared pictures/);
  expect(text).toContain('purge 7Q2 --clinician weber');
});
