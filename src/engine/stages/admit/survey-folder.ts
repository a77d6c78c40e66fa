import type { Stats } from 'node:fs';
import { opendir, lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sighting } from '../../../shared/contract/watch-api';
import type { FolderSettings } from '../../../shared/model/folder';
import { fileFilter } from './file-filter';
import { PRUNED_DIRECTORIES } from './junk-names';

/** Looking stops here: the rest is found by the first scan. */
const MAX_MS = 2_000;
const MAX_FILES = 50_000;
const EXAMPLES = 40;

export interface Survey {
  existingFiles: number;
  existingBytes: number;
  wouldIgnore: number;
  complete: boolean;
  examples: { path: string; taken: boolean; reason: string }[];
}

/** What adding a folder would do with the files already there: the simulated first run. Changes nothing. */
export async function surveyFolder(root: string, settings: FolderSettings): Promise<Survey> {
  const filter = fileFilter(settings, root);
  const survey: Survey = { existingFiles: 0, existingBytes: 0, wouldIgnore: 0, complete: true, examples: [] };
  const until = performance.now() + MAX_MS;
  const folders = [''];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    let directory;
    try {
      directory = await opendir(join(root, folder));
    } catch {
      // The first scan meets it too and says so on the card.
      survey.complete = false;
      continue;
    }
    for await (const entry of directory) {
      if (performance.now() > until || survey.existingFiles >= MAX_FILES) return { ...survey, complete: false };
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        const isEntered = settings.recursive && !PRUNED_DIRECTORIES.includes(entry.name);
        if (isEntered) folders.push(path);
        continue;
      }
      const stat = await lstat(join(root, path)).catch(() => null);
      if (!stat) continue;
      const verdict = filter({ path, size: stat.size, special: specialOf(stat) });
      survey.existingFiles += 1;
      if (verdict.taken) survey.existingBytes += stat.size;
      else survey.wouldIgnore += 1;
      if (survey.examples.length < EXAMPLES) survey.examples.push({ path, ...verdict });
    }
  }
  return survey;
}

export function specialOf(stat: Stats): Sighting['special'] {
  if (stat.isFile()) return null;
  if (stat.isSymbolicLink()) return 'link';
  if (stat.isFIFO()) return 'fifo';
  return stat.isSocket() ? 'socket' : 'device';
}
