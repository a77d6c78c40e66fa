import { basename, dirname, extname, join } from 'node:path';
import { makeFolders } from '../../../base/make-folders';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import type { CreateRequest } from '../../../shared/model/archive';
import { withArchiveEnding } from '../../../shared/model/archive-name';
import { versionAt } from '../../actions/file-version';
import { moveAnywhere } from '../../actions/move-anywhere';
import { toOutputError } from '../../actions/output-error';
import { placeOutput } from '../../actions/place-output';
import { openVault } from '../../vault/vault-folder';
import { checkOutput } from '../../guard/check-output';
import type { Database } from '../../store/database';
import { Effects } from '../../store/effects';
import { ARCHIVE_MS } from '../archive-sources';
import { foldersToMake } from '../made-folders';
import { closeStaging, openStaging, stagingPath } from '../staging';
import { ownedByNobody, type ActOwner } from './act-owner';
import type { ActParts } from './act-parts';
import type { RunHandle } from './archive-runs';
import { listSources } from './list-sources';
import { putOriginalsAside } from './put-originals-aside';
import { abandonCreate, type PackData } from './take-back-create';
import { t } from '../../../shared/words/words';


export interface Created {
  /** Absolute; where it lies. */
  readonly path: string;
  readonly effectId: number;
  /** SHA-256 of what lies in it, by the absolute paths of what was packed. */
  readonly packed: ReadonlyMap<string, string>;
}

/**
 * Makes an archive, has every byte of it read back, and only then gives it its name. Where originals are to go, each is
 * proved by its bytes once more, and goes to the vault.
 */
export async function create(parts: ActParts, request: CreateRequest, run: RunHandle, owner?: ActOwner): Promise<Created> {
  const { database, dataFolder, pool, watched } = parts;
  const { recipe, conflict, removeOriginals } = request;
  const { signal } = run;
  const effects = new Effects(database);
  const { intend, concluded } = owner ?? ownedByNobody(database, effects);
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
    const { bytes, sha256, entries } = await pool.run({ exclusive: true, timeoutMs: ARCHIVE_MS, signal }, (worker) =>
      worker.call('archive.create', { fileId: run.progressId, sources, recipe, target: made }),
    );
    signal.throwIfAborted();
    database.transaction((writer) => effects.setSha256(writer, id, sha256));
    note(target, { ino: versionAt(made).ino });
    const path = await placeOutput({ from: made, sha256, folder, name: basename(target), conflict, what: 'archive', isBeside: true }, {
      begin: (at) => {
        note(at, {});
        return made;
      },
      putAside: async (at) => {
        const replaced = openVault(dataFolder, id, at);
        note(at, { replaced });
        settleIntent(database);
        await moveAnywhere(at, replaced);
        return () => moveAnywhere(replaced, at);
      },
    });
    if (path === null) {
      throw new FilemillError('folder.denied', t('{target} is there already.', { target: displayName(basename(target)) }), { hint: t('Choose another name.') });
    }
    const stays = removeOriginals
      ? await putOriginalsAside(listed, entries, {
          vaultFolder: dirname(openVault(dataFolder, id, path)),
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
    return { path, effectId: id, packed: new Map(sources.map((source) => [source.path, sums.get(source.name) ?? ''])) };
  } catch (error) {
    const begun = effects.byId(id);
    if (begun?.state === 'intended') await abandonCreate(database, dataFolder, begun);
    throw toOutputError(error, folder, 'archive');
  }
}

/** What is about to leave its place can be found again, even when the power fails the next moment. */
function settleIntent(database: Database): void {
  database.pragma('PRAGMA wal_checkpoint(FULL)');
}

function checkRecipe({ recipe, target }: CreateRequest): void {
  if (recipe.password !== null && recipe.format !== 'zip' && recipe.format !== '7z') {
    throw new FilemillError('usage.invalid', t('A {format} archive has no password.', { format: recipe.format }), { hint: t('Choose zip or 7z.') });
  }
  if (basename(target).slice(0, -extname(target).length).trim() === '' && basename(target).trim() === '') {
    throw new FilemillError('usage.invalid', t('The archive needs a name.'), { hint: t('Give it one.') });
  }
}
