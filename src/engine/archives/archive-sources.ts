import { randomUUID } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { choose } from '../../processors/catalogue';
import type { CallInput } from '../../shared/rpc/define-api';
import type { Recognition, Source, WorkerApi } from '../../shared/contract/worker-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { ArchiveRef, UnpackLimits } from '../../shared/model/archive';
import { inArrays } from '../../base/unpacked-rows';
import type { WorkerPool } from '../workers/worker-pool';
import { leadPartBeside } from './lead-part';
import { t } from '../../shared/words/words';

/** Reading one archive for a person never takes longer than this. */
export const ARCHIVE_MS = 2 * 3_600_000;

type ReadOptions = CallInput<WorkerApi, 'archive.unpack'>['options'];

/** An archive that a worker can be asked about. */
export interface OpenArchive {
  source: Source;
  options: ReadOptions;
  /** What it is called, and for an archive inside others the way to it: "a.zip › b.tar". */
  name: string;
  /** The folder that it, or the outermost one, lies in. */
  folder: string;
  /** In the ledger; null where it is not there. */
  fileId: number | null;
  /** Lets go of what had to be unpacked to reach it. */
  release(): Promise<void>;
}

export interface ArchiveSourcesParts {
  pool: WorkerPool;
  /** Absolute; for archives inside archives. */
  scratchFolder: string;
  passwords(): string[];
  limits(): UnpackLimits;
  /** Where a file of the ledger lies. Throws `file.unknown`. */
  fileAt(fileId: number): { root: string; path: string };
}

/** Finds the archives that people name, nested ones included. */
export class ArchiveSources {
  constructor(private readonly parts: ArchiveSourcesParts) {}

  /** Absolute. */
  get scratchFolder(): string {
    return this.parts.scratchFolder;
  }

  /**
   * Of an archive in parts any one may be named.
   *
   * @param progressId what progress of the worker is told under
   * @throws FilemillError `file.*`, `archive.noEntry`
   */
  async open(ref: ArchiveRef, progressId: number, signal?: AbortSignal): Promise<OpenArchive> {
    const { root, path } = 'path' in ref ? { root: dirname(ref.path), path: basename(ref.path) } : this.parts.fileAt(ref.fileId);
    const fileId = 'path' in ref ? null : ref.fileId;
    const given = join(root, path);
    let at = await this.recognised(lookAtSource(root, path, progressId), signal);
    const lead = leadPartBeside(given, at.options);
    const absolute = lead ?? given;
    if (lead !== null) at = await this.recognised(lookAtSource(dirname(lead), basename(lead), progressId), signal);
    const base = { folder: dirname(absolute), fileId };
    const { inside } = ref;
    if (inside.length === 0) return { ...at, ...base, name: basename(absolute), release: () => Promise.resolve() };
    const scratch = join(this.scratchFolder, `nested-${randomUUID()}`);
    const names = [basename(absolute)];
    const release = (): Promise<void> => rm(scratch, { recursive: true, force: true });
    try {
      for (const [depth, ordinal] of inside.entries()) {
        const into = join(scratch, String(depth));
        await mkdir(into, { recursive: true });
        const member = await this.unpackOne(at, ordinal, into, signal);
        names.push(basename(member.path));
        at = await this.recognised(lookAtSource(into, member.relativePath, progressId), signal);
      }
    } catch (error) {
      await release();
      throw error;
    }
    return { ...at, ...base, name: names.join(' › '), release };
  }

  /** What people call it. Throws `file.unknown`. */
  nameOf(ref: ArchiveRef): string {
    return basename('path' in ref ? ref.path : this.parts.fileAt(ref.fileId).path);
  }

  /** One entry, written into an empty folder. Throws `archive.noEntry`, or why it is refused. */
  async unpackOne({ source, options }: Pick<OpenArchive, 'source' | 'options'>, ordinal: number, into: string, signal?: AbortSignal): Promise<{ path: string; relativePath: string; sha256: string; size: number }> {
    const pick = { ordinals: [ordinal], include: [], exclude: [], maxEntryBytes: null };
    const request = { source, options, pick, limits: this.parts.limits(), scratchDir: this.scratchFolder, into, layout: 'flat' as const };
    const unpacked = await this.parts.pool.run({ exclusive: true, urgent: true, timeoutMs: ARCHIVE_MS, ...(signal ? { signal } : {}) }, (worker) =>
      worker.call('archive.unpack', request, signal ? { signal } : {}),
    );
    const { written, refused } = inArrays(unpacked);
    const one = written.find((entry) => entry.ordinal === ordinal);
    if (one?.sha256) return { path: one.path, relativePath: one.relativePath, sha256: one.sha256, size: one.size };
    const why = refused.find((entry) => entry.ordinal === ordinal);
    if (why) throw new FilemillError(why.code === 'encrypted' ? 'file.needsPassword' : 'file.unsafe', why.reason, { hint: t('It stays in the archive.') });
    throw new FilemillError('archive.noEntry', t('There is no such file in the archive.'), { hint: t('Look at the archive again.') });
  }

  private async recognised(source: Source, signal?: AbortSignal): Promise<{ source: Source; options: ReadOptions }> {
    const recognition = await this.parts.pool.run({ exclusive: true, urgent: true, timeoutMs: ARCHIVE_MS, ...(signal ? { signal } : {}) }, async (worker) => {
      const { results } = await worker.call('files.recognise', { sources: [source] });
      const [result] = results;
      if (!result) throw new FilemillError('bug', t('A worker gave no answer about a file.'));
      if (!result.ok) throw FilemillError.fromData(result.error);
      return result.recognition;
    });
    return { source, options: this.optionsFor(source, recognition) };
  }

  private optionsFor({ path, size }: Source, { mime, kind, sha256 }: Recognition): ReadOptions {
    const processor = choose({ name: basename(path), mime, kind, size })[0]?.id ?? 'other';
    return { processor, mime, kind, sha256, passwords: this.parts.passwords() };
  }
}

/** @throws FilemillError `file.vanished`, `file.notRegular` */
function lookAtSource(root: string, path: string, fileId: number): Source {
  const stat = lstatSync(toFsPath(join(root, path)), { throwIfNoEntry: false });
  if (!stat) throw new FilemillError('file.vanished', t('The archive is not there any more.'), { hint: t('Look where it was moved to.') });
  if (!stat.isFile()) throw new FilemillError('file.notRegular', t('It is not a regular file.'), { hint: t('Choose an archive.') });
  return { fileId, root, path, size: stat.size, mtimeMs: stat.mtimeMs, ino: String(stat.ino) };
}
