/**
 * Messages that came before anybody listened. Anybody on the homeserver may send some, so nobody gets more than their
 * share: whoever fills it fills their own.
 */

/** More senders than have something to say to a desk that was closed for a while. The one heard longest ago makes room. */
const sendersAtMost = 256;
/** A proof, a name and a halt, some of them more than once. The newest count. */
const perSenderAtMost = 16;

export interface KeptMessages<M> {
  keep(sender: string, message: M): void;
  /** Takes out everything; of one sender in the order it came. */
  takeAll(): readonly M[];
}

export function keptMessages<M>(): KeptMessages<M> {
  const bySender = new Map<string, readonly M[]>();
  return {
    keep(sender, message) {
      const kept = bySender.get(sender) ?? [];
      bySender.delete(sender);
      bySender.set(sender, [...kept, message].slice(-perSenderAtMost));
      const [oldest] = bySender.keys();
      if (bySender.size > sendersAtMost && oldest !== undefined) bySender.delete(oldest);
    },
    takeAll() {
      const all = [...bySender.values()].flat();
      bySender.clear();
      return all;
    },
  };
}
