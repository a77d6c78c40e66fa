import { mkdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import { ARCHIVE_FORMATS, type CreateRequest } from '../../../shared/model/archive';
import { versionAt } from '../../actions/file-version';
import { moveAnywhere } from '../../actions/move-anywhere';
import { toOutputError } from '../../actions/output-error';
import { placeOutput } from '../../actions/place-output';
import { openVault } from '../../actions/vault';
import { checkOutput } from '../../guard/check-output';
import type { Database } from '../../store/database';
import { Effects } from '../../store/effects';
import { ARCHIVE_MS } from '../archive-sources';
import { foldersToMake } from '../made-folders';
import { closeStaging, openStaging, stagingPath } from '../staging';
import type { ActParts } from './act-parts';
import type { RunHandle } from './archive-runs';
import { listSources } from './list-sources';
import { putOriginalsAside } from './put-originals-aside';
import { abandonCreate, type PackData } from './take-back-create';


/**
 * Makes an archive, has every byte of it read back, and only then gives it its name. Where originals are to go, each is
 * proved by its bytes once more, and goes to the vault.
 */
export async function create(parts: ActParts, request: CreateRequest, run: RunHandle): Promise<void> {
  const { database, dataFolder, pool } = parts;
  const { recipe, conflict, removeOriginals } = request;
  const { signal } = run;
  const effects = new Effects(database);
  const target = withEnding(request.target, recipe.format);
  const folder = dirname(target);
  checkOutput(target, [], dataFolder);
  checkRecipe(request);
  const { sources } = listSources(request.sources, recipe.preservePaths, [target, dataFolder]);
  if (!sources.some(({ isFolder }) => !isFolder)) throw new FilemillError('usage.invalid', 'There is no file to put into an archive.', { hint: 'Choose files or a folder with files.' });
  const staging = stagingPath(folder, 'pack');
  let data: PackData = { staging, made: foldersToMake(folder), ino: null, replaced: null, originals: [] };
  const id = database.transaction((writer) => effects.intendAlone(writer, { action: 'pack', source: request.sources[0] ?? '', target, sha256: null, at: Date.now() }));
  const note = (path: string, more: Partial<PackData>): void => {
    data = { ...data, ...more };
    database.transaction((writer) => effects.setTarget(writer, id, path, JSON.stringify(data)));
  };
  try {
    note(target, {});
    mkdirSync(toFsPath(folder), { recursive: true });
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
      throw new FilemillError('folder.denied', `${displayName(basename(target))} is there already.`, { hint: 'Choose another name.' });
    }
    const noteOriginals = (originals: PackData['originals']): void => {
      note(path, { originals });
      settleIntent(database);
    };
    const stays = removeOriginals ? await putOriginalsAside(sources, entries, dirname(openVault(dataFolder, id, path)), noteOriginals) : [];
    // Before it is done: nothing looks for it afterwards.
    closeStaging(staging);
    database.transaction((writer) => void effects.move(writer, id, 'intended', 'done'));
    run.tell({
      target: path,
      files: entries.filter((entry) => entry.sha256 !== null).length,
      bytes,
      isVerified: true,
      effectId: id,
      refusedCount: stays.length,
      refused: stays.slice(0, 200),
    });
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

function withEnding(target: string, format: CreateRequest['recipe']['format']): string {
  const lower = target.toLowerCase();
  const isNamed = lower.endsWith(`.${format}`) || (format === 'tar.gz' && lower.endsWith('.tgz'));
  if (isNamed) return target;
  const other = ARCHIVE_FORMATS.filter((one) => lower.endsWith(`.${one}`)).sort((a, b) => b.length - a.length)[0];
  return `${other === undefined ? target : target.slice(0, -other.length - 1)}.${format}`;
}

function checkRecipe({ recipe, target }: CreateRequest): void {
  if (recipe.password !== null && recipe.format !== 'zip' && recipe.format !== '7z') {
    throw new FilemillError('usage.invalid', `A ${recipe.format} archive has no password.`, { hint: 'Choose zip or 7z.' });
  }
  if (basename(target).slice(0, -extname(target).length).trim() === '' && basename(target).trim() === '') {
    throw new FilemillError('usage.invalid', 'The archive needs a name.', { hint: 'Give it one.' });
  }
}
