import { basename, dirname, join } from 'node:path';
import { realPathOf } from '../../../base/safe-path';
import { displayName } from '../../../shared/model/display-name';
import { arriving, FILTERED_MARKS, type JobFacts, type NewJob } from '../../store/job-facts';
import { RelocatedFiles } from '../../store/relocated-files';
import type { ActedFile, Ending } from '../action';
import type { ActionParts } from '../action-parts';
import type { RelocateData } from './relocate-data';
import { t } from '../../../shared/words/words';

/** What remains to be written once the original lies at its new place. */
export function endOfRelocation(
  { database, ledger, whereabouts, effects, folders }: Pick<ActionParts, 'database' | 'ledger' | 'whereabouts' | 'effects' | 'folders'>,
  { fileId, jobId, folderId, root }: Pick<ActedFile, 'fileId' | 'jobId' | 'folderId' | 'root'>,
  { effectId, target, data }: { effectId: number; target: string; data: RelocateData },
): Ending {
  const settledAlso: number[] = [];
  const isInPlace = dirname(target) === dirname(join(root, data.path));
  return {
    effectId,
    target,
    sentence: isInPlace ? t('Renamed to “{target}”.', { target: displayName(basename(target)) }) : t('Moved to “{target}”.', { target: displayName(target) }),
    settledAlso,
    conclude: (writer): JobFacts | null => {
      if (!effects.move(writer, effectId, 'intended', 'done')) return null;
      effects.setTarget(writer, effectId, target, JSON.stringify(data));
      const relocated = new RelocatedFiles(database, ledger, whereabouts);
      const watched = folders.list();
      const real = join(realPathOf(dirname(target)), basename(target));
      const place = relocated.placeOf(writer, real, watched);
      const isWatched = watched.some(({ id }) => id === place.folderId);
      const begun = relocated.relocated(writer, fileId, { folderId, jobId, path: data.path }, place, isWatched, (id, file) => judge(folders, id, file));
      if (begun === null) return null;
      if (begun.job.state === 'waiting') return begun.facts;
      settledAlso.push(begun.facts.jobId);
      return null;
    },
  };
}

/** How it begins in another folder: taken, or refused by its filter. */
function judge(folders: ActionParts['folders'], folderId: number, file: { path: string; size: number }): NewJob {
  const verdict = folders.find(folderId)?.filter({ ...file, special: null });
  return verdict?.taken === false ? { state: 'ignored', marks: FILTERED_MARKS, reason: verdict.reason } : arriving();
}

