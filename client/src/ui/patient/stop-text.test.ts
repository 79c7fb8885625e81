import { type LinkFault, type ProblemCode, problemCodes } from '@sprechzimmer/protocol';
import { describe, expect, it } from 'vitest';
import type { StopReason } from '../../guest/guest-view.ts';
import { language, languages } from '../../i18n/language.ts';
import { stopText } from './stop-text.ts';

const faults: readonly LinkFault[] = ['missing', 'cut-short', 'damaged', 'exposed', 'other-version'];
const codes = Object.keys(problemCodes).filter((code): code is ProblemCode =>
  Object.hasOwn(problemCodes, code),
);
const missing = ['webrtc', 'webcrypto', 'indexeddb', 'webassembly', 'recent'] as const;

const reasons: readonly StopReason[] = [
  ...faults.map((fault) => ({ kind: 'link', fault }) as const),
  ...codes.map((code) => ({ kind: 'problem', code }) as const),
  ...missing.map((each) => ({ kind: 'browser', missing: each }) as const),
  { kind: 'other-tab' },
  { kind: 'other-tab', isSilent: true },
  { kind: 'taken-over' },
  { kind: 'offline' },
  { kind: 'no-answer' },
  { kind: 'storage', trouble: 'full' },
  { kind: 'storage', trouble: 'refused' },
  { kind: 'clinician-key-differs' },
  { kind: 'pictures-differ' },
];

describe.each(languages)('whoever cannot go on, in %s', (each) => {
  it('reads for every reason what happened and what to do, and no two reasons alike', () => {
    language.value = each;
    const texts = reasons.map((reason) => stopText(reason, 'Dr. Sommerfeld'));
    for (const { title, happened, todo } of texts)
      for (const text of [title, happened, todo]) expect(text).toMatch(/^[^{}]{8,}$/);
    expect(new Set(texts.map(({ happened }) => happened)).size).toBe(reasons.length);
  });
});

it('is told how long to wait after too many tries', () => {
  language.value = 'en';
  const reason = { kind: 'problem', code: 'too-many-tries', retryAfterSeconds: 17 } as const;
  expect(stopText(reason, '').todo).toContain('17 seconds');
});
