import type { ListedEntry } from './entry-of';

/** What 7-Zip is told to unpack, and what comes out of it then, in that order. */
export interface Selection {
  /** Names to unpack, or to leave out; null for all. */
  readonly names: { readonly mode: 'only' | 'without'; readonly list: readonly string[] } | null;
  readonly plan: readonly ListedEntry[];
}

/** 7-Zip compares every entry with every name. */
const MAX_COMPARISONS = 20_000_000;
/** Bytes that are no UTF-8 and line breaks can't be told in a list of names. */
const UNTELLABLE = /[\uef80-\uefff\n\r\0"\ud800-\udfff]/u;

/**
 * Chooses the shorter list of names that leads to `wanted` without missing any. Entries that share the path of a wanted
 * one, or lie below it, come out as well; the plan says so.
 */
export function selectEntries(all: readonly ListedEntry[], wanted: ReadonlySet<ListedEntry>): Selection {
  const everything: Selection = { names: null, plan: all };
  if (wanted.size === all.length) return everything;
  const wantedNames = new Set([...wanted].map(({ entry }) => entry.path));
  const tellable = [...wantedNames].every((name) => !UNTELLABLE.test(name));
  const rest = new Set(all.filter((one) => !wanted.has(one)).map(({ entry }) => entry.path));
  const others = [...rest].filter((name) => !wantedNames.has(name) && !UNTELLABLE.test(name));
  if (tellable && wantedNames.size <= others.length && fits(wantedNames.size, all)) {
    return { names: { mode: 'only', list: [...wantedNames] }, plan: all.filter(({ entry }) => isAtOrBelow(entry.path, wantedNames)) };
  }
  const aboveWanted = new Set([...wantedNames].flatMap(ancestorsOf));
  const list = others.filter((name) => !aboveWanted.has(name));
  if (list.length === 0 || !fits(list.length, all)) return everything;
  const left = new Set(list);
  return { names: { mode: 'without', list }, plan: all.filter(({ entry }) => !isAtOrBelow(entry.path, left)) };
}

const fits = (names: number, all: readonly unknown[]): boolean => names * all.length <= MAX_COMPARISONS;

function isAtOrBelow(path: string, names: ReadonlySet<string>): boolean {
  return names.has(path) || ancestorsOf(path).some((ancestor) => names.has(ancestor));
}

function ancestorsOf(path: string): string[] {
  const ancestors: string[] = [];
  for (let at = path.indexOf('/', 1); at > 0; at = path.indexOf('/', at + 1)) ancestors.push(path.slice(0, at));
  return ancestors;
}
