import type { ArchiveEntry } from '../../../shared/model/archive';
import type { ArchiveReader, EntryList, EntrySink } from '../archive-reader';
import { t } from '../../../shared/words/words';
import { damaged } from '../bytes/archive-failure';

/**
 * Reads entries whose method only another reader of the same archive knows: its entries are matched with ours, and only
 * where it agrees about their size are they given.
 */
export async function readForeign(
  other: ArchiveReader,
  entries: EntryList,
  wanted: readonly number[],
  open: (entry: ArchiveEntry) => EntrySink | null,
  unpacked: (bytes: number) => void,
): Promise<void> {
  const theirs = (await other.list()).entries;
  /** Our ordinals by theirs. */
  const ours = new Map<number, number>();
  const unmatched: ArchiveEntry[] = [];
  for (const ordinal of wanted) {
    const entry = entries.at(ordinal) as ArchiveEntry;
    const match = find(theirs, entry, ours);
    if (match) ours.set(match.ordinal, ordinal);
    else unmatched.push(entry);
  }
  const openOurs = ({ ordinal }: ArchiveEntry): EntrySink | null => {
    const own = ours.get(ordinal);
    return own === undefined ? null : open(entries.at(own) as ArchiveEntry);
  };
  if (ours.size > 0) await other.read(openOurs, unpacked, undefined, ({ ordinal }) => ours.has(ordinal));
  for (const entry of unmatched) open(entry)?.fail(damaged(t('7-Zip does not find it in the archive.')));
}

function find(theirs: EntryList, entry: ArchiveEntry, taken: ReadonlyMap<number, number>): ArchiveEntry | null {
  const fits = (each: ArchiveEntry | undefined): boolean =>
    each !== undefined && !taken.has(each.ordinal) && each.size === entry.size && each.type === 'file';
  const inPlace = theirs.at(entry.ordinal);
  const isSame = (one: string | null, other: string | null): boolean => one === null || other === null || one.toLowerCase() === other;
  if (inPlace && fits(inPlace) && isSame(inPlace.crc, entry.crc)) return inPlace;
  for (const each of theirs) if (each.path === entry.path && fits(each)) return each;
  return null;
}
