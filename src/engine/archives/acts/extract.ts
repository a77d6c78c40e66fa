import { join } from 'node:path';
import { makeFolders } from '../../../base/make-folders';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { ExtractRequest, RefusedEntry, UnpackedEntry } from '../../../shared/model/archive';
import { countOf, refusedOf, writtenOf } from '../../../base/unpacked-rows';
import { toOutputError } from '../../actions/output-error';
import type { Placed } from '../../actions/place-new';
import { checkOutput } from '../../guard/check-output';
import { Effects, type Effect } from '../../store/effects';
import { ARCHIVE_MS } from '../archive-sources';
import { foldersToMake } from '../made-folders';
import { closeStaging, openStaging, stagingPath } from '../staging';
import { ownedByNobody, type ActOwner } from './act-owner';
import type { ActParts } from './act-parts';
import type { RunHandle } from './archive-runs';
import { checkPlacement } from './check-placement';
import { destinationOf } from './destination';
import { makeWay, whoseNameIsTaken } from './folder-conflict';
import { carryOut, entriesOf, planPlacement, type PlacementRequest } from './place-unpacked';
import { settleIntent } from './settle-intent';
import { abandonExtract, beginData, extractData } from './take-back-extract';
import { t } from '../../../shared/words/words';

/** Long lists are told by their beginning. */
const MOST_REFUSED = 200;

export interface ExtractWays {
  /** Nobody, where it is left out. */
  readonly owner?: ActOwner;
  /** Where it goes, where the request does not say it. */
  readonly placed?: PlacementRequest;
}

/**
 * Unpacks into a staging folder beside the destination, and gives it its name in one step. Intent, act, then the ledger's
 * word that it is done; whatever is in the way, the destination is as before.
 *
 * @returns that its folder's name is taken, and all is as it was; else where it lies
 */
export async function extract(parts: ActParts, request: ExtractRequest, run: RunHandle, { owner, placed }: ExtractWays = {}): Promise<Placed> {
  const { database, dataFolder, vault, pool, sources } = parts;
  const { signal } = run;
  const effects = new Effects(database);
  const { intend, concluded, displace } = owner ?? ownedByNobody(database, effects);
  const archive = await sources.open(request.archive, run.progressId, signal);
  const { source, options } = archive;
  const destination = placed ?? destinationOf(request, archive);
  const { folder } = destination;
  let effectId: number | null = null;
  try {
    checkOutput(join(folder, destination.name), [], dataFolder);
    const id = await intend({ action: 'extract', source: join(archive.folder, archive.name), target: folder, sha256: options.sha256 });
    effectId = id;
    const note = (target: string, data: object): void =>
      database.transaction((writer) => effects.setTarget(writer, id, target, JSON.stringify(data)));
    const into = stagingPath(folder, 'extract');
    const begun = beginData(into, foldersToMake(folder));
    note(folder, begun);
    makeFolders(folder);
    openStaging(into);
    // Called off, its worker is ended first: nothing writes any more when what there is is taken away.
    const unpacked = await pool.run({ exclusive: true, timeoutMs: ARCHIVE_MS, signal }, (worker) =>
      worker.call('archive.unpack', { source, options, pick: request.pick, limits: request.limits, scratchDir: sources.scratchFolder, into, layout: 'tree' }),
    );
    signal.throwIfAborted();
    const written = writtenOf(unpacked);
    const told = [...refusedOf(unpacked)].filter(({ code }) => code !== 'notWanted');
    // Folders alone are nothing that anybody wants when their files could not be had.
    if (written.length === 0 || (told.length > 0 && countOf(written).files === 0)) throw nothingOut(told);
    const taken = await whoseNameIsTaken(written, destination, signal);
    if (taken) {
      await abandonExtract(database, vault, effects.byId(id) as Effect);
      return taken;
    }
    if (destination.conflict === 'renameExisting' && displace) await makeWay(join(folder, destination.name), displace);
    const placement = planPlacement(into, written, destination);
    checkPlacement(placement, dataFolder);
    const { inTheWay } = placement;
    const keptAt = inTheWay.length > 0 ? vault.openForMany(id) : null;
    const replaced = inTheWay.map((path, ordinal): [string, string] => [path, keptAt?.(ordinal, path) ?? '']);
    note(placement.target, extractData(begun, placement, replaced));
    if (replaced.length > 0) settleIntent(database);
    for (const [path, kept] of replaced) await vault.put(path, kept, signal);
    carryOut(placement);
    // Before it is done: nothing looks for it afterwards.
    closeStaging(into);
    database.transaction((writer) => {
      effects.move(writer, id, 'intended', 'done');
      concluded?.(writer, id);
    });
    run.tell({
      target: placement.target,
      ...countOf(entriesOf(placement.items)),
      refusedCount: told.length + placement.skipped.length,
      refused: [...told, ...placement.skipped.map(skippedEntry)].slice(0, MOST_REFUSED),
      effectId: id,
    });
    return { state: 'placed', path: placement.target };
  } catch (error) {
    const begun = effectId === null ? undefined : effects.byId(effectId);
    if (begun?.state === 'intended') await abandonExtract(database, vault, begun);
    throw toOutputError(error, folder, 'files');
  } finally {
    await archive.release();
  }
}

const skippedEntry = ({ ordinal, path }: UnpackedEntry): RefusedEntry => ({
  ordinal,
  path,
  code: 'duplicateName',
  reason: t('A file of this name is there already; it was left out.'),
});

function nothingOut(refused: readonly RefusedEntry[]): FilemillError {
  const [first] = refused;
  const isLocked = refused.length > 0 && refused.every(({ code }) => code === 'encrypted');
  return new FilemillError(isLocked ? 'file.needsPassword' : 'file.unsafe', first ? t('Nothing could be extracted: {reason}', { reason: first.reason }) : t('There is nothing to extract.'), {
    hint: isLocked ? t('Give the password and try again.') : t('Choose other files, or look at what is refused and why.'),
  });
}
