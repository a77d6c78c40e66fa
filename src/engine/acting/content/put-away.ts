import { toErrorData } from '../../../shared/errors/filemill-error';
import { relocateOriginal } from '../file/relocate-original';
import { StepJournal } from '../journal';
import type { PackParts } from './pack-gathered';
import { storedFile } from './stored-file';
import { t } from '../../../shared/words/words';

/** Takes originals away that lie in a verified archive; may be ended anywhere and done again. One that has changed since stays. */
export async function putAway(parts: PackParts): Promise<void> {
  const { gathered, effects, commit, signal } = parts;
  const mill = parts.mill();
  const { database, log } = mill;
  for (const row of gathered.toPutAway()) {
    signal.throwIfAborted();
    // It may have been touched while others went: with the end of that look it is this one's turn.
    if (!gathered.isToBePutAway(row.id)) continue;
    const file = storedFile(database, row.fileId);
    const isInIt = effects.byId(row.packedIn)?.state === 'done';
    const to = parts.originalsOf(row.rule, row.step);
    if (file?.jobId !== row.jobId || file.isGone || !isInIt || to === null) {
      database.transaction((writer) => gathered.remove(writer, [row.id]));
      continue;
    }
    try {
      const by = { rule: row.rule, step: `${row.step}:away` };
      const journal = new StepJournal({ effects, commit, lease: null }, file, by);
      const end = await relocateOriginal(mill, file, { kind: 'trash', to }, { ...by, journal, signal, progress: () => undefined });
      const settled = database.transaction((writer) => {
        gathered.remove(writer, [row.id]);
        if ('stays' in end) return [];
        end.conclude(writer);
        return end.settledAlso;
      });
      mill.settled(settled);
    } catch (error) {
      signal.throwIfAborted();
      if (!gathered.isToBePutAway(row.id)) continue;
      // The archive holds it all the same.
      const { message } = toErrorData(error);
      log.warn('gathering.away', { path: file.source, error });
      database.transaction((writer) => {
        gathered.remove(writer, [row.id]);
        mill.ledger.addReason(writer, file.jobId, t('It stays where it is: {message}', { message }));
      });
    }
  }
  mill.revised();
}
