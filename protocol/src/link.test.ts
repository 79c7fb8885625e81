import { describe, expect, test } from 'vitest';
import { toHex } from './bytes.ts';
import {
  deriveLinkKeys,
  type LinkSecret,
  makeLinkSecret,
  readFragment,
  redeemHash,
  writeFragment,
  writeLink,
} from './link.ts';
import { bitFlips, charFlips, terms, vector } from './testing.ts';

const link: LinkSecret = { secret: vector.s, clinicianMasterKey: vector.clinician_msk };

describe('the worked example', () => {
  test('the secret of a link follows from the notebook key and its terms', async () => {
    expect(await makeLinkSecret(vector.k_book, terms)).toEqual(vector.s);
  });
  test('the fragment carries it', async () => {
    expect(await writeFragment(link)).toBe(vector.fragment);
    expect(await readFragment(vector.fragment)).toEqual({ ok: true, link });
  });
  test('handle, redeem token and both keys follow from it', async () => {
    expect(await deriveLinkKeys(link)).toEqual({
      id: vector.id,
      redeem: vector.redeem_token,
      guestKey: vector.k_guest,
      clinicianKey: vector.k_clinician,
    });
    expect(await redeemHash(vector.redeem_token)).toBe(vector.redeem_hash);
  });
});

describe('a server that lies about an invitation gets another secret', () => {
  test.each([
    ['the nonce', { ...terms, nonce: terms.nonce.map((byte) => byte ^ 1) }],
    ['the kind', { ...terms, kind: 'chat' as const }],
    ['the beginning', { ...terms, notBefore: terms.notBefore + 1 }],
    ['the end', { ...terms, notAfter: terms.notAfter + 1 }],
  ])('about %s', async (_, lie) => {
    expect(await makeLinkSecret(vector.k_book, lie)).not.toEqual(vector.s);
  });
  test('beginning and end cannot change places', async () => {
    const swapped = { ...terms, notBefore: terms.notAfter, notAfter: terms.notBefore };
    expect(await makeLinkSecret(vector.k_book, swapped)).not.toEqual(vector.s);
  });
  test('keys and nonces of another length are refused', () => {
    expect(() => makeLinkSecret(vector.k_book.slice(1), terms)).toThrow(RangeError);
    expect(() => makeLinkSecret(vector.k_book, { ...terms, nonce: terms.nonce.slice(1) })).toThrow(
      RangeError,
    );
  });
});

describe('a link that was edited redeems nothing and proves nothing', () => {
  test('every bit of the secret and of the key changes handle, token and both keys', async () => {
    const others = [
      ...bitFlips(vector.s).map((secret) => ({ ...link, secret })),
      ...bitFlips(vector.clinician_msk).map((clinicianMasterKey) => ({ ...link, clinicianMasterKey })),
    ];
    for (const other of others) {
      const keys = await deriveLinkKeys(other);
      expect(keys.id).not.toBe(vector.id);
      expect(keys.redeem).not.toEqual(vector.redeem_token);
      expect(keys.guestKey).not.toEqual(vector.k_guest);
      expect(keys.clinicianKey).not.toEqual(vector.k_clinician);
    }
  });
});

describe('a link that was harmed on its way is recognised', () => {
  test('cut short at any place, also by its last character', async () => {
    for (let length = 2; length < vector.fragment.length; length += 1)
      expect(await readFragment(vector.fragment.slice(0, length))).toEqual({ ok: false, fault: 'cut-short' });
  });
  test('any character changed', async () => {
    for (const changed of charFlips(vector.fragment.slice(2)))
      expect(await readFragment(`#1${changed}`)).toEqual({ ok: false, fault: 'damaged' });
  });
  test('something added by a mail program', async () => {
    expect(await readFragment(`${vector.fragment}.`)).toEqual({ ok: false, fault: 'damaged' });
  });
  test('all of it gone', async () => {
    for (const empty of ['', '#']) expect(await readFragment(empty)).toEqual({ ok: false, fault: 'missing' });
  });
  test('made by a later version', async () => {
    expect(await readFragment(vector.fragment.replace('#1', '#2'))).toEqual({
      ok: false,
      fault: 'other-version',
    });
  });
  test('# turned into %23: the server has seen the secret, it is never used', async () => {
    const path = `/j/${vector.fragment.replace('#', '%23')}`;
    expect(await readFragment('', path)).toEqual({ ok: false, fault: 'exposed' });
    expect(await readFragment(vector.fragment, path)).toEqual({ ok: false, fault: 'exposed' });
    expect(await readFragment(vector.fragment, '/j/')).toMatchObject({ ok: true });
  });
});

test('a link stands under the public address, with or without its slash', async () => {
  for (const address of ['https://praxis.example', 'https://praxis.example/'])
    expect(await writeLink(address, link)).toBe(`https://praxis.example/j/${vector.fragment}`);
});

test('the checksum is not part of the secret: three bytes of a hash', () => {
  expect(vector.fragment).toMatch(/^#1[A-Za-z0-9_-]{90}z$/);
  expect(toHex(vector.s)).toHaveLength(64);
});
