import { dirname } from 'node:path';
import type { Effects } from '../store/effects';

/** Steps back that are followed: each was made from the one before. */
const MOST_STEPS = 32;
/** Files that one was made from, over all steps. */
const MOST_SOURCES = 256;

/**
 * The rules that made a file, directly or from files that others had made: they leave it alone, so that nothing goes round in a
 * circle. Bytes that somebody has changed since are nobody's.
 *
 * @param path absolute
 */
export function rulesThatMade(effects: Effects, path: string, sha256: string | null): Set<string> {
  const rules = new Set<string>();
  const seen = new Set<number>();
  let links = [{ path, sha256 }];
  for (let step = 0; step < MOST_STEPS && links.length > 0; step += 1) {
    const makers = links.flatMap((link) => effects.makersOf(link.path, link.sha256, foldersAbove(link.path), MOST_SOURCES));
    const unseen = makers.filter(({ id }) => !seen.has(id));
    for (const { id, rule } of unseen) {
      seen.add(id);
      if (rule !== null) rules.add(rule);
    }
    links = seen.size < MOST_SOURCES ? unseen : [];
  }
  return rules;
}

function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) folders.push(folder);
  return folders;
}
