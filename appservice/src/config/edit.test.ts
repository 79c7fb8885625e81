import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { addClinician, setValues } from './edit.ts';
import { parseConfig } from './read.ts';
import { renderSample, startingValues } from './sample.ts';

const sample = renderSample(startingValues());

describe('changing the configuration by command', () => {
  it('keeps every line of the admin but the one that changes', () => {
    const edited = setValues(sample, { practice: { name: 'Praxis am Markt' } });
    const before = sample.split('\n');
    const changed = edited.split('\n').filter((line, at) => line !== before[at]);
    expect(changed).toEqual(['  name: Praxis am Markt']);
    expect(edited.split('\n')).toHaveLength(before.length);
  });

  it('takes the comment sign away where the sample shows the default', () => {
    const edited = setValues(sample, { web: { port: 9000, publicUrl: 'http://localhost:9000' } });
    expect(edited).toContain('\n  port: 9000\n');
    expect(edited).not.toContain('# port: 8480');
    expect(parseConfig('f', edited).web).toMatchObject({ port: 9000, apiPort: 8482 });
  });

  it('does not touch a setting of the same name in another section', () => {
    const edited = setValues(sample, { homeserver: { port: 9001 } });
    expect(edited).toContain('# port: 8480');
    expect(parseConfig('f', edited).homeserver.port).toBe(9001);
  });

  it('sets values in sections written on one line, left empty, or missing', () => {
    for (const text of ['call: {route: direct}\n', 'call:\n', 'call: # later\n', '', 'practice:\n  name: X'])
      expect(parse(setValues(text, { call: { connectWhileWaiting: false } }))['call']).toMatchObject({
        connectWhileWaiting: false,
      });
  });

  it('replaces lists whole', () => {
    const edited = setValues(sample, { turn: { uris: ['turn:a.example:1'] } });
    const again = setValues(edited, { turn: { uris: ['turn:b.example:2', 'turn:c.example:3'] } });
    expect(parseConfig('f', again).turn.uris).toEqual(['turn:b.example:2', 'turn:c.example:3']);
  });

  it('adds a clinician below the others and keeps what follows', () => {
    const edited = addClinician(sample, { user: '@weber:sprechzimmer.localhost', name: 'Dr. Weber: "Anna"' });
    expect(parseConfig('f', edited).clinicians).toEqual([
      { user: '@doktor:sprechzimmer.localhost', name: 'Dr. Muster' },
      { user: '@weber:sprechzimmer.localhost', name: 'Dr. Weber: "Anna"' },
    ]);
    expect(edited.replace(/\n {2}- user: "@weber[^\n]*\n[^\n]*/, '')).toBe(sample);
  });

  it('adds a clinician to lists in any notation', () => {
    const third = { user: '@c:x', name: 'C' };
    for (const text of [
      'clinicians: [{user: "@a:x", name: A}]\n',
      'clinicians:\n- user: "@a:x"\n  name: A # the first\n# end\ncall:\n  route: direct\n',
    ])
      expect(parse(addClinician(text, third))['clinicians']).toEqual([{ user: '@a:x', name: 'A' }, third]);
    expect(parse(addClinician('practice:\n  name: P\n', third))['clinicians']).toEqual([third]);
  });
});
