import { describe, expect, test } from 'vitest';
import { canRun, cleanFileName, withEnding } from './file-name.ts';

const clean = (raw: string) => cleanFileName(raw, 'Datei');

describe('a name from the other side', () => {
  test.each([
    ['Befund März.pdf', 'Befund März.pdf'],
    ['письмо от врача.docx', 'письмо от врача.docx'],
    ['رسالة.pdf', 'رسالة.pdf'],
    ['a\tb\n  c.txt', 'ab c.txt'],
  ])('stays what it is: %s', (raw, shown) => expect(clean(raw)).toBe(shown));

  test('cannot turn its ending round', () => {
    expect(clean('Rechnung\u202Efdp.exe')).toBe('Rechnungfdp.exe');
    expect(clean('\u2066\u200Bfoto\u2069.jpg\u200B.exe')).toBe('foto.jpg.exe');
    expect(canRun(clean('Rechnung\u202Efdp.exe'))).toBe(true);
  });

  test.each([
    ['../../.bashrc', '_.._.bashrc'],
    ['C:\\Windows\\x.dll', 'C__Windows_x.dll'],
    ['.profile', 'profile'],
    ['CON.txt', '_CON.txt'],
    ['a<b>|"c?.txt', 'a_b___c_.txt'],
    ['name. . .', 'name'],
  ])('cannot leave its folder or name a device: %s', (raw, shown) => expect(clean(raw)).toBe(shown));

  test.each(['', '   ', '\u200B\u202E', '...', '\uD800'])(
    'of which nothing is left gets another (%j)',
    (raw) => expect(clean(raw)).toBe('Datei'),
  );

  test('that is endless keeps its ending in sight', () => {
    const shown = clean(`${'a'.repeat(5000)}.pdf.exe`);
    expect([...shown]).toHaveLength(100);
    expect(shown).toMatch(/a…a+\.pdf\.exe$/);
  });
});

test.each(['x.exe', 'x.HTML', 'x.svg', 'Brief.docm', 'a.pdf.lnk'])(
  '%s is told of before it is saved',
  (name) => expect(canRun(name)).toBe(true),
);
test.each(['x.pdf', 'exe', 'Foto.jpg', 'Brief.docx', '.html'])('%s is not', (name) =>
  expect(canRun(name)).toBe(false),
);

test('a picture that was written anew is called what it is', () => {
  expect(withEnding('Ausflug.heic', 'jpg')).toBe('Ausflug.jpg');
  expect(withEnding('Ausflug', 'jpg')).toBe('Ausflug.jpg');
});
