import { lstatSync } from 'node:fs';
import { toFsPath } from '../../../base/byte-name';
import { isInside } from '../../../base/safe-path';
import type { EffectAction } from '../../store/effects';
import { breathe, type Verification } from './tally';
import { t } from '../../../shared/words/words';

const PER_PAGE = 500;
/** An effect takes moments. */
const PATIENCE_MS = 60_000;

/** What these did lies on no disk, and uploads have a queue that outlives Filemill. */
const NOT_ON_DISK: ReadonlySet<EffectAction> = new Set<EffectAction>(['upload', 'request', 'message', 'program', 'tag', 'gather']);

interface EffectRow {
  id: number;
  action: EffectAction;
  state: string;
  source: string;
  target: string;
  at: number;
}

/** Whether what the journal says was done to files is what the disk shows. */
export async function verifyEffects({ database, tally, isRunning, unreachable }: Verification): Promise<void> {
  for (let last = 0; ; ) {
    const effects = database.all<EffectRow>(
      `SELECT id, action, state, source, target, at FROM effects WHERE id > ? ORDER BY id LIMIT ${PER_PAGE}`,
      last,
    );
    for (const { id, action, state, source, target, at } of effects) {
      last = id;
      tally.count('effects');
      if (NOT_ON_DISK.has(action)) continue;
      if (state === 'intended' && (!isRunning || Date.now() - at > PATIENCE_MS)) {
        tally.misfit('effects', source, t('It was to be moved, and whether it was is not written down.'), t('Start Filemill: it finishes this.'));
      }
      if (state !== 'done' || [...unreachable].some((root) => isInside(root, target)) || isThere(target)) continue;
      const isMovedOn = database.get(`SELECT 1 FROM effects WHERE id > ? AND source = ? AND state IN ('intended', 'done')`, id, target);
      // Taken back at this very moment?
      const isTakenBack = database.get(`SELECT 1 FROM effects WHERE id = ? AND state = 'done'`, id) === undefined;
      if (isMovedOn || isTakenBack) continue;
      tally.misfit('effects', target, t('A file that Filemill put there is not there any more.'), t('If you took it away yourself, all is well.'));
    }
    if (effects.length < PER_PAGE) return;
    await breathe();
  }
}

function isThere(path: string): boolean {
  try {
    return lstatSync(toFsPath(path), { throwIfNoEntry: false }) !== undefined;
  } catch {
    // A folder on the way can't be entered: it can't be told.
    return true;
  }
}
