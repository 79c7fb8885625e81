/** A Matrix recovery key as people read it: groups of four characters. */

/** The groups of a key, however it was spaced. */
export function keyGroups(recoveryKey: string): readonly string[] {
  return recoveryKey.replace(/\s+/g, '').match(/.{1,4}/g) ?? [];
}

/** Whether somebody typed the last group, spaces aside. Letters' case counts: it does in the key. */
export function lastGroupMatches(recoveryKey: string, typed: string): boolean {
  const last = keyGroups(recoveryKey).at(-1);
  return last !== undefined && typed.replace(/\s+/g, '') === last;
}
