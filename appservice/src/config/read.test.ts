import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigFaults, type Fault } from './fault.ts';
import { parseConfig, readConfig } from './read.ts';
import { renderSample, startingValues } from './sample.ts';

const sample = renderSample(startingValues());

/** All faults of a text, as `line path: sentence`. */
function faultsOf(text: string, existing = {}): readonly string[] {
  return faults(() => parseConfig('sprechzimmer.yaml', text, existing)).map(
    ({ line, path, says }) => `${line} ${path}: ${says}`,
  );
}

function faults(read: () => unknown): readonly Fault[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigFaults) return error.faults;
    throw error;
  }
  return [];
}

const minimal = 'clinicians:\n  - user: "@doktor:sprechzimmer.localhost"\n    name: Dr. Muster\n';
const line = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

describe('a configuration that is right', () => {
  it('needs nothing but a clinician: everything else has a default', () => {
    expect(parseConfig('f', minimal)).toMatchObject({
      practice: { name: 'Praxis', language: 'de' },
      web: { publicUrl: 'http://localhost:8480', port: 8480, apiPort: 8482, transactionsPort: 8483 },
      homeserver: { serverName: 'sprechzimmer.localhost', port: 8481, database: 'sqlite', roomVersion: '11' },
      call: { route: 'direct', connectWhileWaiting: true },
    });
  });

  it('is what a fresh sample says', () => {
    expect(parseConfig('f', sample)).toEqual(parseConfig('f', minimal));
  });

  it('may begin with a byte order mark, end its lines as Windows does, and leave sections empty', () => {
    const text = `\uFEFF${minimal.replaceAll('\n', '\r\n')}turn:\r\ncall:\r\n  route:\r\n`;
    expect(parseConfig('f', text)).toEqual(parseConfig('f', minimal));
  });
});

describe('a configuration that is wrong', () => {
  it('names an unknown setting with its line and the one that was meant', () => {
    const text = `${minimal}call:\n  rout: relay\n`;
    expect(faultsOf(text)).toEqual(['5 call.rout: there is no such setting. Did you mean `route`?']);
  });

  it('names an unknown section', () => {
    expect(faultsOf(`${minimal}praxis:\n  name: X\n`)).toEqual([
      '4 praxis: there is no such setting. Did you mean `practice`?',
    ]);
    expect(faultsOf(`${minimal}zzzzzzzz: 1\n`)[0]).toContain('Known here: practice, web, homeserver');
  });

  it('names an unknown setting of one clinician', () => {
    const text = 'clinicians:\n  - user: "@a:sprechzimmer.localhost"\n    nam: A\n';
    expect(faultsOf(text)).toEqual([
      '2 clinicians[0].name: expected a text of 1 to 100 characters; found nothing.',
      '3 clinicians[0].nam: there is no such setting. Did you mean `name`?',
    ]);
  });

  it('says what was expected and what it found instead', () => {
    const text = `${minimal}invitations:\n  opensMinutesBefore: soon\n  closesMinutesAfter: 5000\n`;
    expect(faultsOf(text)).toEqual([
      '5 invitations.opensMinutesBefore: expected a whole number of minutes from 0 to 1440; found a text that is something else.',
      '6 invitations.closesMinutesAfter: expected a whole number of minutes from 0 to 1440; found 5000.',
    ]);
  });

  it.each([
    [
      'call:\n  route: relais\n',
      'call.route: expected one of direct, relay; found another word (did you mean `relay`?).',
    ],
    [
      'call:\n  connectWhileWaiting: "yes"\n',
      'call.connectWhileWaiting: expected true or false; found a text',
    ],
    ['web:\n  port: 70000\n', 'web.port: expected a port number from 1 to 65535; found 70000.'],
    ['web:\n  port: 84.5\n', 'web.port: expected a port number from 1 to 65535; found 84.5.'],
    ['web:\n  publicUrl: example.org\n', 'web.publicUrl: expected an address such as https://'],
    ['web:\n  publicUrl: https://example.org/path\n', 'web.publicUrl: expected an address such as https://'],
    ['practice: Praxis\n', 'practice: expected a group of settings, indented below; found a text'],
    ['practice:\n  - name\n', 'practice: expected a group of settings, indented below; found a list.'],
    ['practice:\n  name: [a]\n', 'practice.name: expected a text of 1 to 100 characters; found a list.'],
    [
      'practice:\n  name: ""\n',
      'practice.name: expected a text of 1 to 100 characters; found an empty text.',
    ],
    [
      'before:\n  place: maybe\n',
      'before.place: expected one of off, optional, required; found another word.',
    ],
    ['before:\n  consent: required\n', 'before.consent: a consent needs a text and its name'],
    [
      'before:\n  consent: required\n  consentVersion: "1"\n  consentText: {}\n',
      'before.consent: a consent needs a text and its name',
    ],
    ['before:\n  consentText: { fr: Oui }\n', 'before.consentText.fr: there is no such setting.'],
    [
      'after:\n  crisisNumbers:\n    - name: Notruf\n      phone: 112\n',
      'after.crisisNumbers[0].phone: expected a telephone number in quotation marks; found 112.',
    ],
    [
      'after:\n  quickExitTo: http://a.example\n',
      'after.quickExitTo: expected an address that begins with https://',
    ],
    ['after:\n  quickExitTo: "javascript:alert(1)"\n', 'after.quickExitTo: expected an address'],
    ['turn:\n  uris: turn:a\n', 'turn.uris: expected a list of addresses'],
    ['turn:\n  uris: [http://a]\n', 'turn.uris[0]: expected'],
    ['homeserver:\n  serverName: UPPER\n', 'homeserver.serverName: expected a host name in small letters'],
    ['homeserver:\n  roomVersion: "12"\n', 'homeserver.roomVersion: expected one of 10, 11'],
  ])('explains %j', (section, expected) => {
    expect(faultsOf(minimal + section).join('\n')).toContain(expected);
  });

  it.each([
    ['clinicians:\n', 'expected a list with at least one clinician'],
    ['clinicians: []\n', 'found an empty list'],
    ['', 'expected a list with at least one clinician'],
  ])('asks for a clinician in %j', (text, expected) => {
    expect(faultsOf(text).join('\n')).toContain(expected);
  });

  it('names all mistakes at once, in the order of the file', () => {
    const text = `practice:\n  nane: X\nweb:\n  port: no\ncall:\n  route: fast\n${minimal}`;
    expect(faultsOf(text).map((fault) => fault.split(':')[0])).toEqual([
      '2 practice.nane',
      '4 web.port',
      '6 call.route',
    ]);
  });
});

describe('a file that is no configuration at all', () => {
  it('says where a key stands twice', () => {
    const text = `practice:\n  name: A\n  name: B\n${minimal}`;
    expect(faultsOf(text)).toEqual(['3 : this key stands here for the second time. Keep one of the two.']);
  });

  it('says that a tab cannot indent', () => {
    expect(faultsOf(`practice:\n\tname: A\n`)[0]).toMatch(/^2 : this line is indented with a tab/);
  });

  it.each([
    ['practice:\n  name: "A\n', 'missing'],
    ['practice:\n  name: A: B\n', 'not valid YAML'],
    ['practice: {name: A\n', ''],
    ['practice:\n   name: A\n  phone: 1\n', ''],
    ['- a\n- b\n', 'expected sections'],
    ['just words\n', 'expected sections'],
    ['practice:\n  name: A\n---\npractice:\n', 'second document'],
  ])('explains %j without repeating it', (text, expected) => {
    const found = faultsOf(text);
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toMatch(/^\d+ : /);
    expect(found.join('\n')).toContain(expected);
  });

  it('does not blow up on nested aliases', () => {
    const bomb = `a: &a [x]\nb: &b [*a, *a]\n${minimal}`;
    expect(faultsOf(bomb).length).toBeGreaterThan(0);
  });

  it('says which file is missing, unreadable or in another encoding', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'sprechzimmer-config-'));
    try {
      await expect(readConfig(join(dir, 'none.yaml'))).rejects.toThrow('sprechzimmer init');
      await writeFile(join(dir, 'latin1.yaml'), Buffer.from([0x61, 0x3a, 0x20, 0xe4]));
      await expect(readConfig(join(dir, 'latin1.yaml'))).rejects.toThrow('UTF-8');
      await expect(readConfig(dir)).rejects.toThrow('cannot be read');
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});

describe('settings that are impossible together', () => {
  it.each([
    [
      'relay without a TURN server',
      `${minimal}call:\n  route: relay\n`,
      /^5 call\.route: `relay` needs a TURN server/,
    ],
    [
      'plain http for the world',
      `${minimal}web:\n  publicUrl: http://praxis.example.org\n`,
      /^5 web\.publicUrl: plain http works only on this machine/,
    ],
    [
      'an address that misses the port of the pages',
      `${minimal}web:\n  port: 9000\n`,
      /web\.publicUrl: links would lead to port 8480.*Write http:\/\/localhost:9000/,
    ],
    [
      'one port for two',
      `${minimal}homeserver:\n  port: 8482\n`,
      /^5 web\.apiPort: port 8482 is already taken by homeserver\.port/,
    ],
    [
      'a clinician of another server',
      minimal.replace('sprechzimmer.localhost', 'matrix.org'),
      /^2 clinicians\[0\]\.user: a clinician’s account must be on this practice’s homeserver/,
    ],
    [
      'a clinician with a name of guests',
      minimal.replace('@doktor', '@guest-doktor'),
      /clinicians\[0\]\.user: this name is reserved/,
    ],
    [
      'a clinician with the name of the bot',
      minimal.replace('@doktor', '@sprechzimmer'),
      /clinicians\[0\]\.user: this name is reserved/,
    ],
    [
      'a clinician twice',
      minimal + minimal.replace('clinicians:\n', ''),
      /^4 clinicians\[1\]\.user: .*listed twice/,
    ],
    [
      'records deleted before they are reduced',
      `${minimal}retention:\n  deleteAfterDays: 1\n  reduceAfterHours: 48\n`,
      /^5 retention\.deleteAfterDays/,
    ],
    [
      'one database for two',
      `${minimal}homeserver:\n  database: postgres://a@h/x\nstore:\n  database: postgres://a@h/x\n`,
      /^7 store\.database/,
    ],
    ['a password for SQLite', `${minimal}store:\n  passwordFile: /x\n`, /^5 store\.passwordFile/],
    [
      'vouchers shorter than a join',
      `${minimal}visits:\n  voucherSeconds: 30\n  joinTimeoutSeconds: 60\n`,
      /^5 visits\.voucherSeconds/,
    ],
  ])('refuses %s', (_what, text, expected) => {
    expect(faultsOf(text)).toEqual([expect.stringMatching(expected)]);
  });

  it('allows no record at all', () => {
    expect(faultsOf(`${minimal}retention:\n  deleteAfterDays: 0\n`)).toEqual([]);
  });

  it('refuses another server name than the data was made with', () => {
    expect(faultsOf(sample, { serverName: 'old.example.org' })).toEqual([
      expect.stringContaining('the data folder belongs to old.example.org'),
    ]);
    expect(faultsOf(sample, { serverName: 'sprechzimmer.localhost' })).toEqual([]);
  });

  it('still finds them beside mistakes of other sections', () => {
    const text = `${minimal}call:\n  route: relay\npractice:\n  nme: A\n`;
    expect(faultsOf(text)).toHaveLength(2);
  });
});

describe('secrets in the wrong place', () => {
  it.each([
    ['as an unknown key', 'turn:\n  secret: canary-s3cret\n'],
    ['in a database address', 'store:\n  database: postgres://me:canary-s3cret@h/d\n'],
    ['in an address', 'web:\n  publicUrl: https://me:canary-s3cret@example.org\n'],
    ['as another type', 'call:\n  connectWhileWaiting: canary-s3cret\n'],
    ['as a word', 'call:\n  route: canary-s3cret\n'],
    ['in broken YAML', 'turn:\n  secret: "canary-s3cret\n'],
    ['as a duplicate', 'turn:\n  secretFile: canary-s3cret\n  secretFile: canary-s3cret\n'],
  ])('are not repeated: %s', (_where, section) => {
    const found = faultsOf(minimal + section);
    expect(found.length).toBeGreaterThan(0);
    expect(found.join('\n')).not.toContain('canary');
  });
});

it('errors name the file, so that two practices on one machine are not mixed up', () => {
  const text = `${minimal}call:\n  rout: relay\n`;
  expect(() => parseConfig('/srv/b/sprechzimmer.yaml', text)).toThrow(
    `/srv/b/sprechzimmer.yaml:${line(text, 'rout:')}: call.rout: there is no such setting.`,
  );
});
