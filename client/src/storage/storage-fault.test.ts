import { expect, test } from 'vitest';
import { StorageFault, storageTroubleOf } from './storage-fault.ts';

const quota = new DOMException('Encountered full disk while opening backing store', 'QuotaExceededError');

test.each([
  ['our own store', new StorageFault(quota)],
  ['the browser', quota],
  ['the crypto store', new Error('DomException QuotaExceededError (22): The quota has been exceeded')],
  [
    'the crypto store, of what it could not write',
    new Error(
      'failed to read or write to the crypto store Expected the Transaction to be committed, but it was aborted.',
    ),
  ],
  ['the crypto store, with a cause', new Error('could not be opened', { cause: quota })],
])('a full device is called full, whoever finds out: %s', (_who, error) => {
  expect(storageTroubleOf(error)).toBe('full');
});

test.each([
  ['our own store', new StorageFault(new DOMException('denied', 'InvalidStateError'))],
  ['the crypto store', new Error('failed to open IndexedDB: InvalidStateError')],
])('a browser that keeps nothing is called so: %s', (_who, error) => {
  expect(storageTroubleOf(error)).toBe('refused');
});

test.each([
  new TypeError('Failed to fetch'),
  new Error('the homeserver made another guest than agreed'),
  undefined,
])('nobody is sent to make room when it was something else', (error) => {
  expect(storageTroubleOf(error)).toBeUndefined();
});
