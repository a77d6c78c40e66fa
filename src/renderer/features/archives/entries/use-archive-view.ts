import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { ArchiveEntryView } from '../../../../shared/model/archive';
import { buildTree, folderPathOf, type ArchiveTree, type FolderNode } from './archive-tree';
import { ENTRY_FILTERS, doesMatch, keyOfEntry, keyOfFolder, ordinalsOfRow, rowsFound, rowsOfFolder, type EntryFilter, type EntryRow, type EntrySort } from './entry-rows';
import type { Listing } from './use-entries';

export interface ArchiveView {
  readonly tree: ArchiveTree;
  readonly folder: FolderNode;
  readonly rows: readonly EntryRow[];
  /** The line that keys act on. */
  readonly cursor: EntryRow | null;
  readonly cursorKey: string | null;
  readonly chosen: ReadonlySet<string>;
  /** Entries from several folders are shown, because something is looked for. */
  readonly isFinding: boolean;
  readonly text: string;
  readonly filter: EntryFilter | null;
  readonly counts: Readonly<Record<EntryFilter, number>>;
  readonly sort: EntrySort;
  showFolder(path: string): void;
  /** One level up; false at the top. */
  up(): boolean;
  setCursor(row: EntryRow): void;
  choose(keys: ReadonlySet<string>): void;
  setText(text: string): void;
  setFilter(filter: EntryFilter | null): void;
  setSort(sort: EntrySort): void;
  /** Of the chosen lines; null when none is chosen. */
  chosenOrdinals(): number[] | null;
}

/** What of an archive is on show. `entry` is the ordinal that the outside wants shown; `onEntry` tells which one is. */
export function useArchiveView(listing: Listing, entry: number | null, onEntry: (ordinal: number | null) => void): ArchiveView {
  const { entries } = listing;
  const tree = useMemo(() => buildTree(entries), [entries]);
  const wanted = entry === null ? undefined : find(entries, entry);
  const [path, setPath] = useState(() => (wanted ? folderPathOf(wanted) : lonelyFolder(tree)));
  const [cursorKey, setCursorKey] = useState<string | null>(() => (wanted ? keyOfEntry(wanted.ordinal) : null));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set());
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<EntryFilter | null>(null);
  const [sort, setSort] = useState<EntrySort>({ by: 'name', isDown: false });
  const told = useRef<number | null>(entry);

  // A link leads to an entry of the archive that is shown already, or to one that has only now been read.
  useEffect(() => {
    if (!wanted || (told.current === wanted.ordinal && cursorKey !== null)) return;
    told.current = wanted.ordinal;
    setText('');
    setFilter(null);
    setPath(folderPathOf(wanted));
    setCursorKey(keyOfEntry(wanted.ordinal));
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wanted]);

  const folder = tree.byPath.get(path) ?? tree.top;
  const soughtText = useDeferredValue(text);
  const isFinding = soughtText.trim() !== '' || filter !== null;
  const rows = useMemo(
    () => (isFinding ? rowsFound(entries, soughtText, filter, sort) : rowsOfFolder(folder, sort)),
    [isFinding, entries, soughtText, filter, sort, folder],
  );
  const counts = useMemo(
    () => Object.fromEntries(ENTRY_FILTERS.map((one) => [one, entries.reduce((sum, each) => sum + (doesMatch(each, one) ? 1 : 0), 0)])) as Record<EntryFilter, number>,
    [entries],
  );
  const cursor = useMemo(() => rows.find((row) => row.key === cursorKey) ?? null, [rows, cursorKey]);

  const tell = (ordinal: number | null): void => {
    told.current = ordinal;
    onEntry(ordinal);
  };
  const showFolder = (next: string): void => {
    const isUp = path === next ? false : path.startsWith(next === '' ? '' : `${next}/`);
    const below = isUp ? path.slice(next === '' ? 0 : next.length + 1).split('/')[0] : undefined;
    setText('');
    setFilter(null);
    setPath(next);
    setChosen(new Set());
    // Whoever comes up stands on the folder that was left.
    setCursorKey(below === undefined ? null : keyOfFolder(next === '' ? below : `${next}/${below}`));
    tell(null);
  };
  return {
    tree,
    folder,
    rows,
    cursor,
    cursorKey,
    chosen,
    isFinding,
    text,
    filter,
    counts,
    sort,
    showFolder,
    up: () => {
      if (isFinding) {
        setText('');
        setFilter(null);
        return true;
      }
      if (!folder.parent) return false;
      showFolder(folder.parent.path);
      return true;
    },
    setCursor: (row) => {
      setCursorKey(row.key);
      tell(row.kind === 'entry' ? row.entry.ordinal : null);
    },
    choose: setChosen,
    setText,
    setFilter,
    setSort,
    chosenOrdinals: () => {
      if (chosen.size === 0) return null;
      const ordinals = new Set(rows.filter((row) => chosen.has(row.key)).flatMap(ordinalsOfRow));
      return [...ordinals].sort((a, b) => a - b);
    },
  };
}

function find(entries: readonly ArchiveEntryView[], ordinal: number): ArchiveEntryView | undefined {
  const guess = entries[ordinal];
  return guess?.ordinal === ordinal ? guess : entries.find((one) => one.ordinal === ordinal);
}

/** Where all lies in one folder, that one is shown at once. */
function lonelyFolder({ top }: ArchiveTree): string {
  const [only] = top.folders;
  return top.entries.length === 0 && top.folders.length === 1 && only ? only.path : '';
}
