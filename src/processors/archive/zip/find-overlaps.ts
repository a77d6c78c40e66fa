import { HAS_DESCRIPTOR, type ZipFields } from './zip-fields';
import type { ZipRows } from './zip-rows';

const LOCAL_HEADER_BYTES = 30;

/** Entries, by their ordinals. */
export interface Overlaps {
  /** They share bytes with others. */
  readonly shared: ReadonlySet<number>;
  /** They would need more bytes than there are before the list. */
  readonly tooLong: ReadonlySet<number>;
}

/**
 * Positions of the entries whose bytes also belong to another entry or to the list of entries: the trick behind bombs of
 * a few kilobytes (Fifield, "A better zip bomb", 2019).
 *
 * @param limit where the list of entries begins
 */
export function findOverlaps(entries: ZipRows, limit: number): Overlaps {
  const shared = new Set<number>();
  const tooLong = new Set<number>();
  const order = new Uint32Array(entries.length);
  const starts = new Float64Array(entries.length);
  const ends = new Float64Array(entries.length);
  for (let index = 0; index < order.length; index += 1) {
    const entry = entries.at(index);
    order[index] = index;
    starts[index] = entry.at;
    ends[index] = endOf(entry);
  }
  if (!isAscending(starts)) order.sort((a, b) => (starts[a] as number) - (starts[b] as number));
  let reachedBy = -1;
  let reached = -1;
  for (const index of order) {
    const start = starts[index] as number;
    const end = ends[index] as number;
    if (start < reached) {
      shared.add(index);
      shared.add(reachedBy);
    }
    // One that says it has more bytes than the archive is at fault by itself; those after it are not.
    const isTooLong = end > limit;
    if (start < limit && isTooLong) tooLong.add(index);
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

function isAscending(starts: Float64Array): boolean {
  for (let i = 1; i < starts.length; i += 1) {
    if ((starts[i] as number) < (starts[i - 1] as number)) return false;
  }
  return true;
}
