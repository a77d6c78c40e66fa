import type { ArchiveEntry } from '../../../shared/model/archive';
import type { ArchiveReader, EntrySink } from '../archive-reader';
import { damaged } from '../bytes/archive-failure';
import type { ZipItem } from './zip-item';

/**
 * Reads entries whose method only another reader of the same archive knows: its entries are matched with ours, and only
 * where it agrees about their size are they given.
 */
export async function readForeign(
  other: ArchiveReader,
  wanted: readonly ZipItem[],
  open: (entry: ArchiveEntry) => EntrySink | null,
  unpacked: (bytes: number) => void,
): Promise<void> {
  const theirs = (await other.list()).entries;
  const ours = new Map<number, ArchiveEntry>();
  const unmatched: ArchiveEntry[] = [];
  for (const { entry } of wanted) {
    const match = find(theirs, entry, ours);
    if (match) ours.set(match.ordinal, entry);
    else unmatched.push(entry);
  }
  const openOurs = (entry: ArchiveEntry): EntrySink | null => {
    const own = ours.get(entry.ordinal);
    return own ? open(own) : null;
  };
  if (ours.size > 0) await other.read(openOurs, unpacked);
  for (const entry of unmatched) open(entry)?.fail(damaged('7-Zip does not find it in the archive.'));
}

function find(theirs: readonly ArchiveEntry[], entry: ArchiveEntry, taken: ReadonlyMap<number, ArchiveEntry>): ArchiveEntry | null {
  const fits = (each: ArchiveEntry | undefined): boolean =>
    each !== undefined && !taken.has(each.ordinal) && each.size === entry.size && each.type === 'file';
  const inPlace = theirs[entry.ordinal];
  const isSame = (one: string | null, other: string | null): boolean => one === null || other === null || one.toLowerCase() === other;
  if (inPlace && fits(inPlace) && isSame(inPlace.crc, entry.crc)) return inPlace;
  return theirs.find((each) => fits(each) && each.path === entry.path) ?? null;
}
