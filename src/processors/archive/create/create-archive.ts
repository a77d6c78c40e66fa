import { chmodSync, closeSync, fsyncSync, lstatSync, openSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import { collectAll } from '../../../base/collect-litter';
import { keepHeapSmall } from '../../../base/keep-heap-small';
import type { WorkerApi } from '../../../shared/contract/worker-api';
import type { CallOutput, HandlerInput } from '../../../shared/rpc/define-api';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { hashFile } from '../../kit/file-hash';
import { OpenFile, throwIfCancelled } from '../../kit/open-file';
import { discardFile } from './archive-file';
import { checkNames } from './check-names';
import { METADATA_NAME } from './metadata-entry';
import { PackJob } from './pack-job';
import { checkStillThere } from './pack-source';
import { writeSevenZip } from './seven/write-seven-zip';
import { writeTar } from './tar/write-tar';
import { verifyArchive } from './verify-archive';
import { writeZip } from './zip/write-zip';
import { t } from '../../../shared/words/words';

const NEW_FILE_MODE = 0o666;

export type CreateInput = HandlerInput<WorkerApi, 'archive.create'>;

export interface CreateContext {
  readonly signal: AbortSignal;
  /** `fraction` is 0–1 or null; called often. */
  progress(label: string, fraction: number | null): void;
}

/**
 * Makes an archive at `target`, which is not there yet, and reads every byte of it back. On any failure nothing is left there.
 * Encrypted archives have salts by chance: only without a password does `isReproducible` give the same bytes again.
 *
 * @throws FilemillError `archive.notVerified`, `file.changed` and what reading a source throws, `disk.full`, `usage.invalid`
 *   for names that can't stand in an archive, `call.cancelled`
 */
export async function createArchive({ sources, recipe, target }: CreateInput, context: CreateContext): Promise<CallOutput<WorkerApi, 'archive.create'>> {
  checkRecipe(recipe);
  keepHeapSmall();
  if (lstatSync(toFsPath(target), { throwIfNoEntry: false })) throw new FilemillError('bug', t('An archive was to be made where something lies.'));
  const job = new PackJob(sources, recipe, context);
  checkNames(job.sources, recipe.metadata ? [METADATA_NAME] : []);
  try {
    await write(job, target);
    throwIfCancelled(context.signal);
    if (job.isLarge) collectAll();
    // Whichever program wrote it: the rights of any new file.
    chmodSync(toFsPath(target), NEW_FILE_MODE & ~process.umask());
    writeThrough(target);
    const archive = openTarget(target);
    try {
      const { entries } = job;
      await verifyArchive(archive, entries, verifyContext(job, target), (name, bytes) => job.verified(name, bytes));
      const { sha256 } = await hashFile(archive, context.signal);
      archive.verifyUnchanged();
      for (const source of job.sources) if (!source.isFolder) checkStillThere(source);
      return { bytes: archive.size, sha256, entries };
    } finally {
      archive.close();
    }
  } catch (thrown) {
    discardFile(target);
    throwIfCancelled(context.signal);
    throw thrown;
  }
}

/** All of it is on the disk when this returns: originals may go then. */
function writeThrough(target: string): void {
  const fd = openSync(toFsPath(target), 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function write(job: PackJob, target: string): Promise<void> {
  if (job.recipe.format === 'zip') return writeZip(job, target);
  return job.recipe.format === '7z' ? writeSevenZip(job, target) : writeTar(job, target);
}

function verifyContext({ recipe, signal }: PackJob, target: string): Parameters<typeof verifyArchive>[2] {
  return { signal, passwords: recipe.password === null ? [] : [recipe.password], scratchDir: dirname(target), progress: () => undefined };
}

function openTarget(target: string): OpenFile {
  const { size, mtimeMs, ino } = lstatSync(toFsPath(target));
  return OpenFile.open({ fileId: 0, root: dirname(target), path: basename(target), size, mtimeMs, ino: String(ino) });
}

function checkRecipe({ format, password }: CreateInput['recipe']): void {
  if (password === null || format === 'zip' || format === '7z') return;
  throw new FilemillError('usage.invalid', t('A {format} can’t have a password.', { format }), { hint: t('Choose zip or 7z, or no password.') });
}
