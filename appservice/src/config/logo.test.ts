import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigFaults } from './fault.ts';
import { judgeLogo, largestLogoBytes } from './logo.ts';
import { practiceAnswer } from './mapping.ts';
import { readConfig } from './read.ts';

const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#264" d="M0 0h8v8z"/></svg>';

const png = (width: number, height: number) => {
  const bytes = Buffer.alloc(33);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(bytes);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};

describe('a practice’s logo', () => {
  it('is a small picture, whatever its file is called', () => {
    expect(judgeLogo(png(400, 120)).contentType).toBe('image/png');
    expect(judgeLogo(Buffer.from(drawing)).contentType).toBe('image/svg+xml');
    expect(
      judgeLogo(Buffer.from(`<?xml version="1.0"?>\n<!-- made by hand -->\n${drawing}`)).contentType,
    ).toBe('image/svg+xml');
  });

  it.each([
    ['a script', drawing.replace('<path', '<script>1</script><path'), 'more than a drawing'],
    [
      'a script with a prefix',
      drawing.replace('<path', '<svg:script>1</svg:script><path'),
      'more than a drawing',
    ],
    ['something to press', drawing.replace('<path', '<path onclick="x()"'), 'more than a drawing'],
    ['a page', drawing.replace('<path', '<foreignObject/><path'), 'more than a drawing'],
    ['an entity', `<!DOCTYPE svg [<!ENTITY x "y">]>${drawing}`, 'neither'],
    [
      'a picture from elsewhere',
      drawing.replace('<path', '<image href="https://a.example/x.png"/><path'),
      'other files',
    ],
    [
      'a style from elsewhere',
      drawing.replace('<path', '<style>@import "a.css"</style><path'),
      'other files',
    ],
    ['a page in disguise', '<html><svg></svg></html>', 'neither'],
    ['words', 'logo', 'neither'],
  ])('that holds %s is refused', (_what, text, says) => {
    expect(() => judgeLogo(Buffer.from(text))).toThrow(says);
  });

  it('may point to parts of itself', () => {
    const own = drawing.replace('<path', '<use href="#a"/><path style="fill:url(#b)"');
    expect(judgeLogo(Buffer.from(own)).contentType).toBe('image/svg+xml');
  });

  it('that would keep patients waiting, or fill their phone, is refused', () => {
    expect(() => judgeLogo(Buffer.alloc(largestLogoBytes + 1))).toThrow('101 kB');
    expect(() => judgeLogo(png(30_000, 30_000))).toThrow('30000 by 30000');
    expect(() => judgeLogo(png(0, 10))).toThrow('broken');
  });
});

describe('the face of a practice in its configuration', () => {
  let dir: string;
  let file: string;
  const write = (practice: string) =>
    writeFile(
      file,
      `clinicians:\n  - user: "@doktor:sprechzimmer.localhost"\n    name: Dr. Muster\npractice:\n  name: Praxis\n${practice}`,
    );

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sprechzimmer-logo-'));
    file = join(dir, 'sprechzimmer.yaml');
  });
  afterAll(() => rm(dir, { recursive: true }));

  it('reaches everybody who may know of the practice', async () => {
    await writeFile(join(dir, 'sign.svg'), drawing);
    await write('  colour: "#AA3366"\n  logo: sign.svg\n');
    expect(practiceAnswer(await readConfig(file))).toMatchObject({ colour: '#aa3366', logo: true });
  });

  it.each([
    ['  logo: nowhere.png\n', '6 practice.logo: there is no such file'],
    ['  logo: sprechzimmer.yaml\n', '6 practice.logo: this is neither a PNG nor an SVG'],
    ['  colour: green\n', '6 practice.colour: expected a colour as # and six digits'],
    ['  colour: #aa3366\n', '6 practice.colour: without quotation marks'],
  ])('that cannot be shown is named with its line: %j', async (lines, says) => {
    await write(lines);
    const faults = await readConfig(file).then(
      () => [],
      (error: unknown) => (error instanceof ConfigFaults ? error.faults : []),
    );
    expect(faults.map(({ line, path, says }) => `${line} ${path}: ${says}`).join()).toContain(says);
    expect(faults.length).toBe(1);
  });
});
