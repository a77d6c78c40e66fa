import { endOfRelocation } from '../../acting/file/end-of-relocation';
import type { RelocateData } from '../../acting/file/relocate-data';
import type { ActedFile, Ending, Journal } from '../../acting/action';
import type { ActionParts } from '../../acting/action-parts';
import { moveCompanion } from '../../actions/move-companion';
import { isThere } from '../../actions/file-version';
import { moveToProcessed, planProcessed } from '../move-pair';
import { isAsItWas, waitsAgain, type Turn } from './turn';
import { t } from '../../../shared/words/words';

/**
 * Moves a pair that was processed into `processed/` beside it: noted before, the sidecar first, so that nobody who looks for sidecars meets one
 * without its data. The ledger learns of it by `conclude`, together with the job's end.
 *
 * @throws FilemillError `file.changed` when it is no longer what was processed, or its lock was lost; what moving throws
 */
export async function takePair(mill: ActionParts, file: ActedFile, turn: Turn, journal: Journal): Promise<{ ending: Ending; known: () => void }> {
  const { pair } = turn;
  const now = planProcessed(pair);
  const known = mill.unseen([pair.data, now.data, pair.sidecar, now.sidecar], turn.version.ino);
  const data: RelocateData = { version: turn.version, path: file.path, vaulted: null, replaced: null, to: null, infoPath: null, companion: { source: pair.sidecar, target: now.sidecar }, removedJobId: null };
  let effectId: number | null = null;
  try {
    effectId = await journal.begin({ action: 'relocate', source: pair.data, target: now.data, sha256: file.sha256, data });
    if (!isAsItWas(turn)) throw waitsAgain(t('It was written, or its lock was lost, while it was processed.'));
    moveToProcessed(pair, now);
  } catch (error) {
    // Its data goes last: as long as that lies where it lay, nothing was taken.
    if (effectId !== null && isThere(pair.data)) {
      moveCompanion({ source: now.sidecar, target: pair.sidecar });
      await journal.fail(effectId);
    }
    known();
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? waitsAgain(t('Another file took its name in processed/ this very moment.'), error) : error;
  }
  return { ending: endOfRelocation(mill, file, { effectId, target: now.data, data }), known };
}
