import type { NamedFolder } from '../list/narrow-rules';

/** What people call the folder that a rule names: its name, also where the rule has its path; a name that two have says too little. */
export function folderWord(named: string, watched: readonly NamedFolder[]): string {
  const folder = watched.find(({ path }) => path === named);
  if (!folder) return named;
  return watched.filter(({ name }) => name === folder.name).length === 1 ? folder.name : named;
}
