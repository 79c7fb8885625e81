import { describe, expect, it } from 'vitest';
import { practiceAnswer } from './mapping.ts';
import { parseConfig } from './read.ts';

const minimal = 'clinicians:\n  - user: "@a:sprechzimmer.localhost"\n    name: A\n';
const answerFor = (text: string) => practiceAnswer(parseConfig('sprechzimmer.yaml', minimal + text));

describe('what a browser learns of the practice', () => {
  it('asks patients nothing unless the practice wants to know something', () => {
    expect(answerFor('')).not.toHaveProperty('before');
    expect(answerFor('before:\n  consentVersion: "1"\n')).not.toHaveProperty('before');
  });

  it('has the questions, and the text of the consent just where one is asked for', () => {
    const text =
      '  consentVersion: "2026-11"\n  consentText:\n    de: |\n      Erster Absatz.\n\n      Zweiter Absatz.\n';
    expect(answerFor(`before:\n  place: required\n${text}`).before).toEqual({
      company: 'off',
      callback: 'off',
      place: 'required',
      crisis: 'off',
      consent: 'off',
    });
    expect(answerFor(`before:\n  consent: optional\n${text}`).before?.consentText).toEqual({
      version: '2026-11',
      de: 'Erster Absatz.\n\nZweiter Absatz.',
    });
  });

  it('says that there is a relay just where one is set up: nobody is offered to hide behind none', () => {
    expect(answerFor('').call).not.toHaveProperty('relay');
    expect(answerFor('turn:\n  uris: ["turn:turn.example.org:3478?transport=udp"]\n').call.relay).toBe(true);
  });

  it('has numbers for a crisis and the way out as they stand in the file', () => {
    const { crisisNumbers, quickExitTo } = answerFor(
      'after:\n  crisisNumbers:\n    - name: Notruf\n      phone: "112"\n  quickExitTo: https://wetter.example/heute\n',
    );
    expect(crisisNumbers).toEqual([{ name: 'Notruf', phone: '112' }]);
    expect(quickExitTo).toBe('https://wetter.example/heute');
  });
});
