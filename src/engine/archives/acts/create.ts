import { mkdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import { ARCHIVE_FORMATS, type CreateRequest } from '../../../shared/model/archive';
import { moveAnywhere } from '../../actions/move-anywhere';
import { placeOutput } from '../../actions/place-output';
import { openVault } from '../../actions/vault';
import { checkOutput } from '../../guard/check-output';
import { Effects } from '../../store/effects';
import { ARCHIVE_MS } from '../archive-sources';
import { closeStaging, openStaging, stagingPath } from '../staging';
import type { ActParts } from './act-parts';
import type { RunHandle } from './archive-runs';
import { listSources } from './list-sources';
import { putOriginalsAside } from './put-originals-aside';
import { takeArchiveAway, type PackData } from './take-back-create';

const GRACE_MS = 2_000;

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
  let data: PackData = { staging: '', replaced: null, originals: [] };
  const id = database.transaction((writer) => effects.intendAlone(writer, { action: 'pack', source: request.sources[0] ?? '', target, sha256: null, at: Date.now() }));
  const note = (path: string, more: Partial<PackData>): void => {
    data = { ...data, ...more };
    database.transaction((writer) => effects.setTarget(writer, id, path, JSON.stringify(data)));
  };
  const staging = stagingPath(folder, `pack-${id}`);
  const conclude = (state: 'done' | 'failed'): void => database.transaction((writer) => void effects.move(writer, id, 'intended', state));
  try {
    note(target, { staging });
    mkdirSync(toFsPath(folder), { recursive: true });
    openStaging(staging);
    const made = join(staging, basename(target));
    const { bytes, sha256, entries } = await pool.run({ exclusive: true, timeoutMs: ARCHIVE_MS, signal, graceMs: GRACE_MS }, (worker) =>
      worker.call('archive.create', { fileId: run.progressId, sources, recipe, target: made }, { signal }),
    );
    signal.throwIfAborted();
    database.transaction((writer) => effects.setSha256(writer, id, sha256));
    const path = await placeOutput({ from: made, sha256, folder, name: basename(target), conflict, what: 'archive', isBeside: true }, {
      begin: (at) => {
        note(at, {});
        return made;
      },
      putAside: async (at) => {
        const replaced = openVault(dataFolder, id, at);
        note(at, { replaced });
        await moveAnywhere(at, replaced);
        return () => moveAnywhere(replaced, at);
      },
    });
    if (path === null) {
      conclude('failed');
      throw new FilemillError('folder.denied', `${displayName(basename(target))} is there already.`, { hint: 'Choose another name.' });
    }
    const stays = removeOriginals
      ? await putOriginalsAside(sources, entries, dirname(openVault(dataFolder, id, path)), (originals) => note(path, { originals }))
      : [];
    conclude('done');
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
    if (begun?.state === 'intended') {
      await takeArchiveAway(dataFolder, begun, { mustBeWhole: false });
      conclude('failed');
    }
    throw error;
  } finally {
    closeStaging(staging);
  }
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
