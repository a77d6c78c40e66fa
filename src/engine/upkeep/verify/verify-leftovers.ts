import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Verification } from './tally';
import { t } from '../../../shared/words/words';

/** A file of ours that is younger may be one that is just being written. */
const YOUNG_MS = 60_000;

/** The names under which `base/atomic-write` writes. */
export const isOurTemporary = (name: string): boolean => /^\.tmp_[0-9a-f]{12}$/.test(name);

/** What a process that died may have left: scratch, and files not yet under their name. Watched folders are looked at with their files. */
export function verifyLeftovers(verification: Verification): void {
  const { dataFolder, isRunning, tally } = verification;
  tally.count('leftovers');
  if (!isRunning) {
    for (const name of namesIn(join(dataFolder, 'scratch'))) {
      tally.misfit('leftovers', join(dataFolder, 'scratch', name), t('A dead process has left this.'), t('Start Filemill: it is removed.'));
    }
  }
  const places = [dataFolder, join(dataFolder, 'exports'), ...namesIn(join(dataFolder, 'artifacts')).map((name) => join(dataFolder, 'artifacts', name))];
  for (const place of places) {
    tally.count('leftovers');
    for (const name of namesIn(place)) {
      if (isOurTemporary(name) || name.endsWith('.tmp')) tellLeftover(verification, join(place, name));
    }
  }
}

export function tellLeftover({ isRunning, tally }: Verification, path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat || (isRunning && Date.now() - stat.mtimeMs < YOUNG_MS)) return;
  tally.misfit('leftovers', path, t('A file that was not written to its end was left.'), t('It can be deleted.'));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
