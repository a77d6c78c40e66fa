import type { ListedEntry } from './entry-of';
import type { ListedEntries, Plan } from './listed-entries';

/** What 7-Zip is told to unpack, and what comes out of it then, in that order. */
export interface Selection {
  /** Names to unpack, or to leave out; null for all. */
  readonly names: { readonly mode: 'only' | 'without'; readonly list: readonly string[] } | null;
  readonly plan: Plan;
}

/** 7-Zip compares every entry with every name. */
const MAX_COMPARISONS = 20_000_000;
/** Bytes that are no UTF-8 and line breaks can't be told in a list of names. */
const UNTELLABLE = /[\uef80-\uefff\n\r\0"\ud800-\udfff]/u;

/**
 * Chooses the shorter list of names that leads to all that `isWanted` without missing any. Entries that share the path of a
 * wanted one, or lie below it, come out as well; the plan says so.
 */
export function selectEntries(all: ListedEntries, isWanted: (listed: ListedEntry) => boolean): Selection {
  const everything: Selection = { names: null, plan: all };
  const { wantedCount, hasOthers } = weigh(all, isWanted);
  // Neither list may be longer than is worth the comparing: then no names are gathered at all.
  if (!hasOthers || (!fits(wantedCount, all) && !fits(all.length - wantedCount, all))) return everything;
  const wantedNames = new Set<string>();
  const rest = new Set<string>();
  for (const listed of all) (isWanted(listed) ? wantedNames : rest).add(listed.entry.path);
  const tellable = [...wantedNames].every((name) => !UNTELLABLE.test(name));
  const others = [...rest].filter((name) => !wantedNames.has(name) && !UNTELLABLE.test(name));
  if (tellable && wantedNames.size <= others.length && fits(wantedNames.size, all)) {
    return { names: { mode: 'only', list: [...wantedNames] }, plan: all.chosen(({ entry }) => isAtOrBelow(entry.path, wantedNames)) };
  }
  const aboveWanted = new Set<string>();
  for (const name of wantedNames) for (const ancestor of ancestorsOf(name)) aboveWanted.add(ancestor);
  const list = others.filter((name) => !aboveWanted.has(name));
  if (list.length === 0 || !fits(list.length, all)) return everything;
  const left = new Set(list);
  return { names: { mode: 'without', list }, plan: all.chosen(({ entry }) => !isAtOrBelow(entry.path, left)) };
}

/** How many are wanted, and whether there are others of which bytes would come. */
function weigh(all: ListedEntries, isWanted: (listed: ListedEntry) => boolean): { wantedCount: number; hasOthers: boolean } {
  let wantedCount = 0;
  let hasOthers = false;
  for (const listed of all) {
    if (isWanted(listed)) wantedCount += 1;
    else if (listed.bytes !== 0) hasOthers = true;
  }
  return { wantedCount, hasOthers };
}

const fits = (names: number, { length }: ListedEntries): boolean => names * length <= MAX_COMPARISONS;

function isAtOrBelow(path: string, names: ReadonlySet<string>): boolean {
  return names.has(path) || ancestorsOf(path).some((ancestor) => names.has(ancestor));
}

function ancestorsOf(path: string): string[] {
  const ancestors: string[] = [];
  for (let at = path.indexOf('/', 1); at > 0; at = path.indexOf('/', at + 1)) ancestors.push(path.slice(0, at));
  return ancestors;
}
