/** Makes the names a visit starts with. None of them says anything about a person. */

import { randomBytes, randomInt } from 'node:crypto';
import { type Bytes, GuestLocalpartSchema, writeVoucher } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { Namer } from '../visits/ports.ts';

/** @param voucherKey 32 bytes, shared with the steward */
export function makeNamer(voucherKey: Bytes): Namer {
  return {
    visitId: () => randomBytes(16).toString('base64url'),

    guestLocalpart: () => v.parse(GuestLocalpartSchema, `guest-${pick(20, localpartAlphabet)}`),

    guestName(taken) {
      // Three characters are 24,389 names. Should a practice ever run short of them, a fourth one helps.
      for (let tries = 0; ; tries++) {
        const name = `Guest ${pick(tries < 64 ? 3 : 4, spokenAlphabet)}`;
        if (!taken.has(name)) return name;
      }
    },

    voucher: ({ localpart, invitation, expiresSeconds }) =>
      writeVoucher(voucherKey, { v: 1, localpart, invitation, expires: expiresSeconds }),
  };
}

function pick(length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}

/** 36 to the power of 20: 103 random bits. */
const localpartAlphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** Read from a screen or said on the telephone, in German or English: without 0 O Q, 1 I J L, 5 S, 2 Z, 8 B, U V. */
const spokenAlphabet = '34679ACDEFGHKMNPRTWXY';
