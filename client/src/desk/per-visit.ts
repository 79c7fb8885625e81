import { computed, type ReadonlySignal } from '@preact/signals';
import type { VisitId } from '@sprechzimmer/protocol';

/** The same signal for the same visit, however often somebody asks. */
export function perVisit<T>(read: (id: VisitId) => T): (id: VisitId) => ReadonlySignal<T> {
  const known = new Map<VisitId, ReadonlySignal<T>>();
  return (id) => {
    const found = known.get(id) ?? computed(() => read(id));
    known.set(id, found);
    return found;
  };
}
