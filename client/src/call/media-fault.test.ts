import { expect, test } from 'vitest';
import { mediaFault } from './media-fault.ts';

test.each([
  ['NotAllowedError', 'Permission denied', 'denied'],
  ['NotAllowedError', 'Permission dismissed', 'dismissed'],
  ['SecurityError', '', 'denied'],
  ['NotFoundError', 'Requested device not found', 'missing'],
  ['OverconstrainedError', '', 'missing'],
  ['NotReadableError', 'Could not start video source', 'busy'],
  ['AbortError', '', 'busy'],
  ['NotSupportedError', '', 'failed'],
])('the person is told what to do about %s (%s): %s', (name, message, fault) => {
  expect(mediaFault(new DOMException(message, name))).toBe(fault);
});

test('what is thrown without a name is a failure, not a crash', () => {
  expect([mediaFault(undefined), mediaFault('x'), mediaFault(new TypeError('x'))]).toEqual(
    Array(3).fill('failed'),
  );
});
