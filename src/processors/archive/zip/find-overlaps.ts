import { HAS_DESCRIPTOR, type ZipFields } from './zip-item';

const LOCAL_HEADER_BYTES = 30;

/**
 * Positions of the entries whose bytes also belong to another entry or to the list of entries: the trick behind bombs of
 * a few kilobytes (Fifield, "A better zip bomb", 2019).
 *
 * @param limit where the list of entries begins
 * @returns those that share bytes, and those that would need more than there are before the list
 */
export function findOverlaps(entries: readonly ZipFields[], limit: number): { shared: Set<number>; tooLong: Set<number> } {
  const shared = new Set<number>();
  const tooLong = new Set<number>();
  const order = new Uint32Array(entries.length);
  for (let index = 0; index < order.length; index += 1) order[index] = index;
  if (!isAscending(entries)) order.sort((a, b) => (entries[a] as ZipFields).at - (entries[b] as ZipFields).at);
  let reachedBy = -1;
  let reached = -1;
  for (const index of order) {
    const entry = entries[index] as ZipFields;
    const end = endOf(entry);
    if (entry.at < reached) {
      shared.add(index);
      shared.add(reachedBy);
    }
    // One that says it has more bytes than the archive is at fault by itself; those after it are not.
    const isTooLong = end > limit;
    if (entry.at < limit && isTooLong) tooLong.add(index);
    if (end > reached && !isTooLong) {
      reached = end;
      reachedBy = index;
    }
  }
  return { shared, tooLong };
}

/** The least it needs: the local header may have more extra fields, and a descriptor may follow. */
function endOf(entry: ZipFields): number {
  const descriptorBytes = entry.flags & HAS_DESCRIPTOR ? 12 : 0;
  return entry.at + LOCAL_HEADER_BYTES + entry.rawName.length + entry.packedSize + descriptorBytes;
}

function isAscending(entries: readonly ZipFields[]): boolean {
  for (let i = 1; i < entries.length; i += 1) {
    if ((entries[i] as ZipFields).at < (entries[i - 1] as ZipFields).at) return false;
  }
  return true;
}
