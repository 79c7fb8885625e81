import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectPaths } from '../setup/paths.ts';
import { Trouble } from '../setup/trouble.ts';
import { FailureSchema } from './answers.ts';
import { readCommandLine } from './command-line.ts';
import help from './help.json' with { type: 'json' };

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sprechzimmer-cli-'));
});

afterEach(() => rm(dir, { recursive: true, force: true }));

interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command as a person runs it, in a process of its own. */
function sprechzimmer(...args: readonly string[]): Promise<Said> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [projectPaths.cli, ...args], { cwd: dir });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

describe('the command line', () => {
  it('shows help and ends well', async () => {
    expect(await sprechzimmer('--help')).toEqual({ code: 0, out: `${help[''].join('\n')}\n`, err: '' });
  });

  it.each(Object.entries(help))('has help for “%s”', (name, lines) => {
    const asked = readCommandLine([...name.split(' ').filter(Boolean), '--help']);
    expect(asked).toEqual({ kind: 'help', text: lines.join('\n') });
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(120);
  });

  it('shows its version', async () => {
    expect(await sprechzimmer('--version')).toEqual({ code: 0, out: '0.1.0\n', err: '' });
  });

  it.each([
    [['chekc'], 'There is no command chekc. Did you mean check?'],
    [['clinician'], 'clinician wants another word: clinician add, clinician password.'],
    [['check', '--jsno'], 'There is no option --jsno. Did you mean --json?'],
    [['check', '--data'], '--data is not used like that.'],
    [['init', '--display', 'x'], 'init takes no --display.'],
    [['check', 'now'], 'check does not know what to do with “now”.'],
    [['clinician', 'add'], 'clinician add needs the name of the clinician.'],
  ])('answers %j with the way to the right one', (args, expected) => {
    const refused = refusalOf(args);
    expect(refused?.exitCode).toBe(2);
    expect(refused?.message).toContain(expected);
    expect(refused?.message).toMatch(/See: npx sprechzimmer .*--help/);
  });

  it('says so on the error stream, and ends with 2', async () => {
    const { code, out, err } = await sprechzimmer('chekc');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Did you mean check?');
  });
});

describe('whoever asks for JSON gets one document, also', () => {
  it.each([
    [['chekc', '--json'], 2, 'Did you mean check?'],
    [['start', '--data', 'none', '--json', '--pages'], 2, '--pages'],
    [['clinician', 'add', 'weber', '--json'], 2, '--display'],
    [['compare', 'nothing', '--json'], 2, 'no address'],
  ] as const)('when %j cannot be done', async (args, exitCode, said) => {
    const { code, out, err } = await sprechzimmer(...args);
    expect({ code, err }).toEqual({ code: exitCode, err: '' });
    const failure = v.parse(FailureSchema, JSON.parse(out));
    expect(failure).toMatchObject({ exitCode, message: expect.stringContaining(said) });
  });

  it('where a configuration stops a command that reads it', async () => {
    await writeFile(join(dir, 'sprechzimmer.yaml'), 'web:\n  prot: 1\n');
    const { code, out } = await sprechzimmer('start', '--data', '.', '--json');
    expect(code).toBe(3);
    const { faults } = v.parse(FailureSchema, JSON.parse(out));
    expect(faults).toContainEqual(expect.objectContaining({ line: 2, column: 3, setting: 'web.prot' }));
  });

  it('where all went well', async () => {
    const made = await sprechzimmer('init', '--data', 'new', '--json');
    expect(made).toMatchObject({ code: 0, err: '' });
    const file = join(dir, 'new', 'sprechzimmer.yaml');
    expect(JSON.parse(made.out)).toEqual({ ok: true, file, made: true, sample: null });
    const printed = await sprechzimmer('init', '--print', '--json');
    expect(JSON.parse(printed.out)).toMatchObject({ sample: expect.stringContaining('practice:\n') });
    const reference = await sprechzimmer('config', 'reference', '--json');
    expect(JSON.parse(reference.out)).toMatchObject({ markdown: expect.stringContaining('# Settings') });
  });
});

function refusalOf(args: readonly string[]): Trouble | undefined {
  try {
    readCommandLine(args);
    return undefined;
  } catch (error) {
    return error instanceof Trouble ? error : undefined;
  }
}

it('clinician add asks for the name patients read', async () => {
  const { code, err } = await sprechzimmer('clinician', 'add', 'weber');
  expect(code).toBe(2);
  expect(err).toContain('clinician add needs --display');
});

describe('init', () => {
  it('makes a folder that check finds well, without network or homeserver', async () => {
    const made = await sprechzimmer(
      'init',
      '--data',
      'new',
      '--server-name',
      'hs.example.org',
      '--practice',
      'P & Q',
    );
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toContain(join(dir, 'new', 'sprechzimmer.yaml'));
    const text = await readFile(join(dir, 'new', 'sprechzimmer.yaml'), 'utf8');
    expect(text).toContain('serverName: hs.example.org');
    expect(text).toContain('name: P & Q');
    expect(text).toContain('"@doktor:hs.example.org"');
    expect(await sprechzimmer('check', '--data', 'new')).toMatchObject({ code: 0, err: '' });
  });

  it('changes nothing where there is something', async () => {
    await sprechzimmer('init', '--data', 'd');
    const file = join(dir, 'd', 'sprechzimmer.yaml');
    const edited = (await readFile(file, 'utf8')).replace('name: Praxis', 'name: Meine');
    await writeFile(file, edited);
    expect(await sprechzimmer('init', '--data', 'd')).toMatchObject({ code: 0 });
    expect((await sprechzimmer('init', '--data', 'd', '--practice', 'X')).code).toBe(2);
    expect(await readFile(file, 'utf8')).toBe(edited);
  });

  it('refuses wishes that cannot be, before anything depends on them', async () => {
    const { code, err } = await sprechzimmer(
      'init',
      '--data',
      'd',
      '--public-url',
      'http://praxis.example.org',
    );
    expect(code).toBe(3);
    expect(err).toContain('web.publicUrl: plain http works only on this machine');
  });

  it('prints a sample without making anything', async () => {
    const { code, out } = await sprechzimmer('init', '--print');
    expect(code).toBe(0);
    expect(out).toContain('practice:\n');
  });
});

describe('check', () => {
  it('names every mistake with file and line, and ends with 3', async () => {
    const file = join(dir, 'sprechzimmer.yaml');
    await writeFile(file, 'practice:\n  nmae: X\ncall:\n  route: fast\n');
    const { code, out, err } = await sprechzimmer('check', '--data', '.');
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain('The configuration has 3 mistakes:');
    expect(err).toContain(`${file}:2: practice.nmae: there is no such setting. Did you mean \`name\`?`);
    expect(err).toContain(`${file}:4: call.route: expected one of direct, relay`);
  });

  it('says the same as JSON for a machine', async () => {
    const file = join(dir, 'sprechzimmer.yaml');
    await writeFile(file, 'clinicians: []\n');
    const { code, out, err } = await sprechzimmer('check', '--data', '.', '--json');
    expect({ code, err }).toEqual({ code: 3, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      file,
      faults: [{ line: 1, column: 1, setting: 'clinicians', message: expect.stringContaining('expected') }],
    });
    await writeFile(file, 'clinicians:\n  - {user: "@a:sprechzimmer.localhost", name: A}\n');
    const well = await sprechzimmer('check', '--data', '.', '--json');
    expect(well.code).toBe(0);
    expect(JSON.parse(well.out)).toMatchObject({ ok: true, file, faults: [] });
  });

  it('puts a script on the very place, and keeps what is wrong apart from what to do', async () => {
    await writeFile(join(dir, 'sprechzimmer.yaml'), 'practice: {nmae: X}\ncall:\n  route: relay\n');
    const { out } = await sprechzimmer('check', '--data', '.', '--json');
    const clinicians = { setting: 'clinicians' };
    expect(JSON.parse(out)).toMatchObject({
      faults: [
        {
          line: 1,
          column: 12,
          setting: 'practice.nmae',
          message: 'there is no such setting.',
          hint: 'Did you mean `name`?',
        },
        clinicians,
        {
          line: 3,
          column: 3,
          setting: 'call.route',
          message: '`relay` needs a TURN server, and turn.uris is empty.',
          hint: 'Name one there, or choose `direct`.',
        },
      ],
    });
  });

  it('reminds whoever has prepared nothing for a crisis, without calling it a mistake', async () => {
    const clinician = 'clinicians:\n  - {user: "@a:sprechzimmer.localhost", name: A}\n';
    const noted = async (more: string) => {
      await writeFile(join(dir, 'sprechzimmer.yaml'), clinician + more);
      const { code, out } = await sprechzimmer('check', '--data', '.');
      expect(code).toBe(0);
      return out.includes('nothing is prepared for a crisis');
    };
    expect(await noted('')).toBe(true);
    expect(await noted('before: {consent: off, place: optional}\n')).toBe(false);
    expect(await noted('after: {crisisNumbers: [{name: Notruf, phone: "112"}]}\n')).toBe(false);
  });

  it('sends whoever has no configuration yet to init', async () => {
    const { code, err } = await sprechzimmer('check', '--data', 'none');
    expect(code).toBe(3);
    expect(err).toContain('sprechzimmer init');
  });
});

describe('start refuses, in a sentence and with a number,', () => {
  it('a configuration with a mistake', async () => {
    await writeFile(join(dir, 'sprechzimmer.yaml'), 'web:\n  prot: 1\n');
    const { code, err } = await sprechzimmer('start', '--data', '.');
    expect(code).toBe(3);
    expect(err).toContain('web.prot: there is no such setting. Did you mean `port`?');
    expect(err).not.toContain('    at ');
  });

  it('a folder it may not write to', async () => {
    await writeFile(join(dir, 'file'), '');
    const { code, err } = await sprechzimmer('start', '--data', 'file/data');
    expect(code).toBe(4);
    expect(err).toContain('--data');
    expect(err).not.toContain('    at ');
  });
});
