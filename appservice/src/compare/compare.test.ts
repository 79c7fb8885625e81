import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { buildManifestPath, writeBuildManifest } from '@sprechzimmer/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFront } from '../front/front.ts';
import { projectPaths } from '../setup/paths.ts';

const files: Readonly<Record<string, string>> = {
  'index.html': '<title>practice</title>',
  'j/index.html': '<title>patient</title>',
  'desk/index.html': '<title>desk</title>',
  'assets/app-1a2b.js': `export const text = ${JSON.stringify('x'.repeat(500))};`,
  'favicon.svg': '<svg/>',
  'build/bill-of-materials.json': '{"bomFormat":"CycloneDX"}',
};

let folder: string;
let ours: string;
let theirs: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sprechzimmer-compare-'));
  [ours, theirs] = [join(folder, 'ours'), join(folder, 'theirs')];
  for (const [path, content] of Object.entries(files)) await write(ours, path, content);
  await write(ours, 'assets/app-1a2b.js.br', brotliCompressSync(files['assets/app-1a2b.js'] ?? ''));
  await publishManifest(ours, files);
  await cp(ours, theirs, { recursive: true });
});

afterEach(() => rm(folder, { recursive: true }));

describe('comparing a running practice with a build', () => {
  it('finds the same build to be the same', async () => {
    expect(await compareWithOurs()).toEqual({
      code: 0,
      out: expect.stringMatching(/^All 6 files of http:\/\/127\.0\.0\.1:\d+ are those of this build\.\n$/),
      err: '',
    });
  });

  it('notices one changed byte', async () => {
    await write(theirs, 'assets/app-1a2b.js', (files['assets/app-1a2b.js'] ?? '').replace('x', 'y'));
    await unlink(join(theirs, 'assets/app-1a2b.js.br'));
    const { code, out } = await compareWithOurs();
    expect(out).toContain('assets/app-1a2b.js has other content.');
    expect(out).toContain('there is one difference');
    expect(code).toBe(6);
  });

  it('notices one changed byte that only browsers get, in the compressed form', async () => {
    await write(theirs, 'assets/app-1a2b.js.br', brotliCompressSync('steal()'));
    const { code, out } = await compareWithOurs();
    expect(out).toContain('assets/app-1a2b.js has other content.');
    expect(code).toBe(6);
  });

  it('notices a page that has changed', async () => {
    await write(theirs, 'j/index.html', '<title>patient</title><script src="/x.js"></script>');
    expect(await compareWithOurs()).toMatchObject({
      code: 6,
      out: expect.stringContaining('j/index.html has other content.'),
    });
  });

  it('notices a file that is missing', async () => {
    await unlink(join(theirs, 'favicon.svg'));
    expect(await compareWithOurs()).toMatchObject({
      code: 6,
      out: expect.stringContaining('favicon.svg is not there (answer 404).'),
    });
  });

  it('notices a file that was added', async () => {
    await write(theirs, 'assets/more.js', 'more()');
    await publishManifest(theirs, { ...files, 'assets/more.js': 'more()' });
    expect(await compareWithOurs()).toMatchObject({
      code: 6,
      out: expect.stringContaining('assets/more.js is not part of this build.'),
    });
  });

  it('notices that a practice no longer says which files it has', async () => {
    await unlink(join(theirs, buildManifestPath));
    expect(await compareWithOurs()).toMatchObject({
      code: 6,
      out: expect.stringContaining('build/manifest.txt is not there, or is no list of files.'),
    });
  });

  it('notices pages whose content security policy was taken away, although every byte is the same', async () => {
    const { code, out } = await compareWith(await serveBare(theirs));
    expect(code).toBe(6);
    expect(out).toContain('j/index.html comes without the content security policy of this version.');
    expect(out).toContain('there are 3 differences');
  });

  it('says the same to a machine', async () => {
    await unlink(join(theirs, 'favicon.svg'));
    const { code, out } = await compareWith(await serve(theirs), '--json');
    expect(code).toBe(6);
    expect(JSON.parse(out)).toEqual({
      ok: false,
      address: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      filesCompared: 6,
      differences: [{ kind: 'missing', path: 'favicon.svg', status: 404 }],
    });
  });

  it('tells an address where nobody answers from one that differs', async () => {
    const gone = await serve(theirs);
    await gone.close();
    const { code, err } = await compareWith({ address: gone.address, close: async () => undefined });
    expect(code).toBe(4);
    expect(err).toContain(`${gone.address} did not answer as a practice does.`);
  });

  it.each(['praxis.example.org', 'https://praxis.example.org/j/', 'file:///etc/passwd'])(
    'does not guess what %s means',
    async (address) => {
      const { code, err } = await sprechzimmer('compare', address);
      expect(code).toBe(2);
      expect(err).toContain('it looks like https://praxis.example.org');
    },
  );

  it('refuses to compare with something that is no list of files', async () => {
    const { code, err } = await sprechzimmer(
      'compare',
      'http://127.0.0.1:9',
      '--manifest',
      join(ours, 'index.html'),
    );
    expect(code).toBe(2);
    expect(err).toContain('is no list of a build’s files');
  });
});

interface Served {
  readonly address: string;
  close(): Promise<void>;
}

async function compareWithOurs() {
  return compareWith(await serve(theirs));
}

async function compareWith({ address, close }: Served, ...options: string[]) {
  try {
    return await sprechzimmer('compare', address, '--manifest', join(ours, buildManifestPath), ...options);
  } finally {
    await close();
  }
}

async function serve(dist: string): Promise<Served> {
  const upstreams = { api: 'http://127.0.0.1:9', homeserver: 'http://127.0.0.1:9' };
  const front = await startFront({ publicUrl: 'http://localhost:8480', port: 0, dist, upstreams });
  return { address: `http://127.0.0.1:${front.port}`, close: front.close };
}

/** Some web server that delivers the right files and none of the headers. */
async function serveBare(dist: string): Promise<Served> {
  const server = createServer((request, response) => {
    const path = request.url?.replace(/\/$/, '/index.html') ?? '';
    void readFile(join(dist, path)).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = server.address();
  return {
    address: `http://127.0.0.1:${typeof place === 'object' ? place?.port : ''}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function write(dist: string, path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(dist, path)), { recursive: true });
  await writeFile(join(dist, path), content);
}

function publishManifest(dist: string, listed: Readonly<Record<string, string>>): Promise<void> {
  const hashes = Object.entries(listed).map(([path, content]): [string, string] => [
    path,
    createHash('sha256').update(content).digest('hex'),
  ]);
  return write(dist, buildManifestPath, writeBuildManifest(new Map(hashes)));
}

function sprechzimmer(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [projectPaths.cli, ...args], { cwd: folder });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}
