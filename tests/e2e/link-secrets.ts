import { deriveLinkKeys, readFragment, toBase64Url } from '@sprechzimmer/protocol';

/** What would let somebody take the place of the patient: the link as a whole, its secret, and what follows from it. */
export async function secretsOf(link: string): Promise<readonly string[]> {
  const { hash } = new URL(link);
  const reading = await readFragment(hash);
  if (!reading.ok) throw new Error(`the desk made a link that reads as ${reading.fault}`);
  const { redeem, guestKey } = await deriveLinkKeys(reading.link);
  // The last character of base64url depends on what follows.
  return [
    hash.slice(1),
    ...[reading.link.secret, redeem, guestKey].map((key) => toBase64Url(key).slice(0, -1)),
  ];
}
