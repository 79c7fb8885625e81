import { expect, test } from 'vitest';
import type { LogFields } from './logger.ts';
import { makeLogger } from './logger.ts';

const canaries = [
  '@guest-7k2m9x4qv8t3r6w1z5bn:practice.example',
  '@dr.weber:practice.example',
  '!kGvXoHLbNqTzUeRwYd:practice.example',
  '203.0.113.77',
  '2001:db8::7:77',
  'syt_Z3Vlc3Qt_QkVhdGVUb2tlbkNhbmFyeQ_0aBcDe',
  'mQ0Zk3wq1VYx8nB5tH7uJ2dR4fL6pS9cA_eGiKoMyWs',
  '0123456789abcdef0123456789abcdef',
  'Dr. Anna Weber',
  'Mozilla/5.0 (X11; Linux x86_64)',
  'guest-7k2m9x4qv8t3r6w1z5bn',
];

test('whatever is put into any field of a line, no address, name, id or token reaches the log', () => {
  const { log, lines } = recordingLogger();
  for (const canary of canaries) {
    const error = new TypeError(`cannot reach ${canary}`, { cause: new Error(canary) });
    Object.assign(error, { code: canary, address: canary });
    const hostile = {
      requestId: canary,
      step: canary,
      code: canary,
      error,
      userId: canary,
      [canary]: canary,
    };
    log.error('request-failed', hostile);
    log.error('request-failed', { error: Object.assign(new Error('x'), { name: canary }) });
    log.error('request-failed', { error: canary });
    log.error(`user ${canary}` as 'started', {});
    log.error('request-failed', { status: canary, ms: canary, count: canary } as unknown as LogFields);
  }
  expect(lines.length).toBe(canaries.length * 5);
  for (const canary of canaries) expect(lines.join('\n')).not.toContain(canary);
});

test('an admin still reads what happened, where, how long it took and which code the platform gave', () => {
  const { log, lines } = recordingLogger();
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:8481'), { code: 'ECONNREFUSED' });
  log.error('request-failed', {
    requestId: 'mQ0Zk3wq1VYx8nB5',
    step: 'redeem',
    status: 503,
    ms: 12.4,
    error: new TypeError('fetch failed', { cause: refused }),
  });
  const { time, ...line } = JSON.parse(lines[0] ?? '{}');
  expect(time).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect(line).toEqual({
    level: 50,
    event: 'request-failed',
    requestId: 'mQ0Zk3wq1VYx8nB5',
    step: 'redeem',
    status: 503,
    ms: 12,
    error: 'TypeError',
    code: 'ECONNREFUSED',
  });
});

test('problem codes, Matrix codes and database codes are written, free text in their place is not', () => {
  const { log, lines } = recordingLogger();
  for (const code of ['opened-elsewhere', 'M_LIMIT_EXCEEDED', '23505', 'SQLITE_BUSY', 'not a code', 'Anna']) {
    log.info('request-refused', { code });
  }
  const codes = lines.map((line) => JSON.parse(line).code);
  expect(codes).toEqual([
    'opened-elsewhere',
    'M_LIMIT_EXCEEDED',
    '23505',
    'SQLITE_BUSY',
    undefined,
    undefined,
  ]);
});

test('the quiet level writes nothing', () => {
  const { log, lines } = recordingLogger('silent');
  log.error('request-failed');
  expect(lines).toEqual([]);
});

function recordingLogger(level: 'debug' | 'silent' = 'debug') {
  const lines: string[] = [];
  const log = makeLogger({ level, destination: { write: (line) => void lines.push(line) } });
  return { log, lines };
}
