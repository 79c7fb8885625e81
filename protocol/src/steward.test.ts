import { describe, expect, it } from 'vitest';
import vectors from '../vectors/steward.json' with { type: 'json' };
import { fromHex, utf8 } from './bytes.ts';
import { readVoucher, type SignedRequest, signStewardRequest, writeVoucher } from './steward.ts';

const voucherKey = fromHex(vectors.voucher_key);
const stewardKey = fromHex(vectors.steward_key);

/** The Python side reads the same file: `synapse-config/steward/tests/test_wire.py`. */
describe('vouchers', () => {
  it('lets a patient in: a voucher reads as it was written, to the byte', async () => {
    const content = await readVoucher(voucherKey, vectors.voucher.text);
    expect(content).toEqual(vectors.voucher.content);
    if (content) expect(await writeVoucher(voucherKey, content)).toBe(vectors.voucher.text);
  });

  it.each(vectors.vouchers_refused)(
    'nobody gets a guest account by a voucher with: $name',
    async ({ text }) => {
      expect(await readVoucher(voucherKey, text)).toBeUndefined();
    },
  );
});

describe('signed requests', () => {
  it.each(vectors.signed)('the steward understands what the appservice signs: $name', async (vector) => {
    expect(await signStewardRequest(stewardKey, requestOf(vector))).toBe(vector.signature);
  });

  it.each(vectors.signed_refused)('nobody commands the steward with: $name', async (vector) => {
    expect(await signStewardRequest(stewardKey, requestOf(vector))).not.toBe(vector.signature);
  });
});

function requestOf({ path, body, date, nonce }: (typeof vectors.signed)[number]): SignedRequest {
  return { method: 'POST', path, body: utf8(body), date, nonce };
}
