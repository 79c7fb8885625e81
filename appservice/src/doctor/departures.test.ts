import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { projectPaths } from '../setup/paths.ts';
import { departures } from './departures.ts';

const wanted =
  'enable_registration: false\nrc_login: {address: {per_second: 0.2}}\nmodules: [{module: a}]\nturn_uris: []\n';

it('a file that says the same in another order and with comments is no departure', () => {
  const same =
    '# a comment\nturn_uris: []\nmodules:\n  - module: a\nrc_login:\n  address:\n    per_second: 0.2\nenable_registration: false\n';
  expect(departures(wanted, same)).toEqual([]);
});

it('each difference is named and explained, and grave where it opens the practice', () => {
  const other = `${wanted.replace('false', 'true').replace('0.2', '50')}registration_shared_secret: canary-secret\n`;
  const found = departures(wanted, other);
  expect(found.map(({ setting, grave }) => [setting, grave])).toEqual([
    ['enable_registration', true],
    ['rc_login.address.per_second', false],
    ['registration_shared_secret', true],
  ]);
  expect(found[0]?.says).toContain('strangers could make accounts');
  expect(JSON.stringify(found)).not.toContain('canary');
});

it('something left out is a departure, and a file that is no YAML is one as a whole', () => {
  expect(departures(wanted, wanted.replace(/modules.*\n/, '')).map(({ setting }) => setting)).toEqual([
    'modules',
  ]);
  expect(departures(wanted, 'a: [')).toMatchObject([{ setting: '', grave: true }]);
});

it('an admin reads what every setting of the template is about', () => {
  const template = readFileSync(projectPaths.homeserverTemplate, 'utf8');
  const unexplained = departures(template, '{}')
    .filter(({ says }) => says.includes('does not do what was tested'))
    .map(({ setting }) => setting);
  // Left out of what is written for a practice.
  expect(unexplained).toEqual(['pid_file']);
});
