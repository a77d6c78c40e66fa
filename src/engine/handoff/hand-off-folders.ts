import { isAbsolute } from 'node:path';
import type { Rule } from '../../shared/model/rule';
import { isThere } from '../actions/file-version';

/** Folders into which rules that are on hand over, as far as they are the same for every file and there. */
export function handOffFolders(rules: readonly Rule[]): string[] {
  const named = rules.flatMap(({ isEnabled, then }) => (isEnabled ? then.flatMap((spec) => (spec.do === 'handOff' ? [spec.to] : [])) : []));
  return [...new Set(named)].filter((path) => isAbsolute(path) && !path.includes('{') && isThere(path));
}
