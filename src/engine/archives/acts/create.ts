import { basename, dirname, extname, join } from 'node:path';
import { makeFolders } from '../../../base/make-folders';
import { RowPacker, rowsOf } from '../../../base/packed-rows';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { CreateRequest } from '../../../shared/model/archive';
import { packedEntrySchema } from '../../../shared/model/packing';
import type { ConflictPolicy } from '../../../shared/model/transform';
import { withArchiveEnding } from '../../../shared/model/archive-name';
import { versionAt } from '../../actions/file-version';
import { toOutputError } from '../../actions/output-error';
import { freeOrBeside } from '../../actions/free-or-beside';
import type { Placed } from '../../actions/place-new';
import { placeOutput } from '../../actions/place-output';
import { temporaryName } from '../../actions/temporary-name';
import { checkOutput } from '../../guard/check-output';
import { Effects } from '../../store/effects';
import { ARCHIVE_MS } from '../archive-sources';
import { foldersToMake } from '../made-folders';
import { closeStaging, openStaging, stagingPath } from '../staging';
import { ownedByNobody, type ActOwner } from './act-owner';
import { settleIntent } from './settle-intent';
import type { ActParts } from './act-parts';
import type { RunHandle } from './archive-runs';
import { listSources } from './list-sources';
import { putOriginalsAside } from './put-originals-aside';
import { abandonCreate, type PackData } from './take-back-create';
import { t } from '../../../shared/words/words';

export interface PackRequest extends Omit<CreateRequest, 'conflict'> {
  conflict: ConflictPolicy;
  /** Absolute, for the nth name that is tried, from 1; left out, it is "name (2)". All in one folder. */
  targetAt?(number: number): string;
}

export interface Created {
  readonly state: 'placed';
  /** Absolute; where it lies. */
  readonly path: string;
  readonly effectId: number;
  /** SHA-256 of what lies in it, by the absolute paths of what was packed. */
  readonly packed: ReadonlyMap<string, string>;
}

/**
 * Makes an archive, has every byte of it read back, and only then gives it its name. Where originals are to go, each is
 * proved by its bytes once more, and goes to the vault.
 *
 * @returns where it lies; or that the name is taken, and all is as it was
 */
export async function create(parts: ActParts, request: PackRequest, run: RunHandle, owner?: ActOwner): Promise<Created | (Placed & { state: 'skipped' })> {
  const { database, dataFolder, vault, pool, watched } = parts;
  const { recipe, conflict, removeOriginals } = request;
  const { signal } = run;
  const effects = new Effects(database);
  const { intend, concluded, displace } = owner ?? ownedByNobody(database, effects);
  const target = withArchiveEnding(request.target, recipe.format);
  const folder = dirname(target);
  checkOutput(target, [], dataFolder);
  checkRecipe(request);
  const listed = listSources(request.sources, recipe.preservePaths, [target, dataFolder]);
  const { sources } = listed;
  if (!sources.some(({ isFolder }) => !isFolder)) throw new FilemillError('usage.invalid', t('There is no file to put into an archive.'), { hint: t('Choose files or a folder with files.') });
  const staging = stagingPath(folder, 'pack');
  let data: PackData = { staging, made: foldersToMake(folder), ino: null, replaced: null, originals: [], folders: [] };
  const id = await intend({ action: 'pack', source: request.sources[0] ?? '', target, sha256: null });
  const note = (path: string, more: Partial<PackData>): void => {
    data = { ...data, ...more };
    database.transaction((writer) => effects.setTarget(writer, id, path, JSON.stringify(data)));
  };
  try {
    note(target, {});
    makeFolders(folder);
    openStaging(staging);
    const made = join(staging, basename(target));
    // Called off, its worker is ended first: nothing writes any more when what there is is taken away.
    const { bytes, sha256, entries: rows } = await pool.run({ exclusive: true, timeoutMs: ARCHIVE_MS, signal }, (worker) =>
      worker.call('archive.create', { fileId: run.progressId, sources: RowPacker.of(sources).packed(), recipe, target: made }),
    );
    const entries = [...rowsOf(rows, packedEntrySchema)];
    signal.throwIfAborted();
    database.transaction((writer) => effects.setSha256(writer, id, sha256));
    note(target, { ino: versionAt(made).ino });
    const { targetAt } = request;
    const placed = await placeOutput({ from: made, sha256, folder, name: basename(target), conflict, what: 'archive', isBeside: true, ...(targetAt ? { targetAt } : {}) }, {
      ...(displace ? { displace } : {}),
      begin: (at) => {
        note(at, {});
        return made;
      },
      putAside: async (at) => {
        const replaced = vault.open(id, at);
        note(at, { replaced });
        settleIntent(database);
        await vault.put(at, replaced, signal);
        return () => vault.bringBack(replaced, freeOrBeside(at), { sha256: null, temporary: temporaryName(database, at, id) });
      },
    });
    if (placed.state === 'skipped') {
      const begun = effects.byId(id);
      if (begun) await abandonCreate(database, vault, begun);
      return placed;
    }
    const { path } = placed;
    const stays = removeOriginals
      ? await putOriginalsAside(listed, entries, {
          vault,
          effectId: id,
          keeps: watched(),
          note: (aside) => {
            note(path, aside);
            settleIntent(database);
          },
        })
      : [];
    // Before it is done: nothing looks for it afterwards.
    closeStaging(staging);
    database.transaction((writer) => {
      effects.move(writer, id, 'intended', 'done');
      concluded?.(writer, id);
    });
    run.tell({
      target: path,
      files: entries.filter((entry) => entry.sha256 !== null).length,
      bytes,
      isVerified: true,
      effectId: id,
      refusedCount: stays.length,
      refused: stays.slice(0, 200),
    });
    const sums = new Map(entries.map((entry) => [entry.name, entry.sha256]));
    return { state: 'placed', path, effectId: id, packed: new Map(sources.map((source) => [source.path, sums.get(source.name) ?? ''])) };
  } catch (error) {
    const begun = effects.byId(id);
    if (begun?.state === 'intended') await abandonCreate(database, vault, begun);
    throw toOutputError(error, folder, 'archive');
  }
}

function checkRecipe({ recipe, target }: Pick<CreateRequest, 'recipe' | 'target'>): void {
  if (recipe.password !== null && recipe.format !== 'zip' && recipe.format !== '7z') {
    throw new FilemillError('usage.invalid', t('A {format} archive has no password.', { format: recipe.format }), { hint: t('Choose zip or 7z.') });
  }
  if (basename(target).slice(0, -extname(target).length).trim() === '' && basename(target).trim() === '') {
    throw new FilemillError('usage.invalid', t('The archive needs a name.'), { hint: t('Give it one.') });
  }
}
