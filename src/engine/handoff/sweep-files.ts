import { lstatSync, unlink } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { syncFolder } from '../../base/atomic-write';
import { toFsPath } from '../../base/byte-name';
import { BriefLocks } from '../../base/lock/brief-locks';
import { lockPathOf, lookAtLock, ownerInWords } from '../../base/lock/look-at-lock';
import { makeFolders } from '../../base/make-folders';
import { removeOrphans } from '../../base/owned-folder';
import { isInside } from '../../base/safe-path';
import { FilemillError, toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import { toOutputError } from '../actions/output-error';
import { isThere } from '../actions/file-version';
import { numberedName } from '../actions/numbered-name';
import { packerOf, type ArchiveFormat, type Packer } from './archiving/packers';
import { findOld, type OldUnit } from './find-old';
import { makeFile, type FileInMaking } from './file-in-making';
import { packFile, unpackedHash, type PackedFile } from './pack-file';
import { pathIn } from './pair-names';
import { settleFiles } from './settle-files';
import { t } from '../../shared/words/words';

export interface Sweeping {
  /** Absolute; the tree is mirrored below it. */
  to: string;
  olderThanMs: number;
  /**
   * Takes an original away whose archive is proved and safe. The engine puts it into the vault; by itself it is deleted, for the
   * archive holds all of it.
   */
  letGo?: (original: LetGo) => Promise<void>;
  /** How they are packed; gzip where it is left out. */
  format?: ArchiveFormat;
  /** With it, only these: absolute paths of data. */
  only?: ReadonlySet<string>;
  signal?: AbortSignal;
}

export type Swept = { path: string; archived: string; bytes: number; packedBytes: number; error: null } | { path: string; archived: null; bytes: null; packedBytes: null; error: ErrorData };

/** An original whose archive is proved and safe. */
export interface LetGo {
  path: string;
  archived: string;
  sha256: string;
}

interface Packing {
  unit: OldUnit;
  path: string;
  target: string;
  archive: FileInMaking;
  packed: PackedFile;
}

/** So many share the work of being written through. */
const BATCH = 128;
/** So many go at one time, each under its lock: taking a name away waits for the disk now and then. */
const AT_ONCE = 16;
/** So many are packed at one time: a new file takes the disk longer than its few bytes take to pack. */
const PACKED_AT_ONCE = 8;
const PREFIX = '.tmp_sweep';

/**
 * Archives what has lain for so long: each file becomes `<to>/<its path>.gz` (or `.zst`), unpacked again for proof and written through, before
 * the original goes. What goes together goes at one time, the data last; what somebody has locked stays. A run that was cut short is finished by the next.
 *
 * @throws FilemillError `usage.invalid`, and what keeps all from being read or written
 */
export async function* sweepFiles(root: string, sweeping: Sweeping): AsyncGenerator<Swept> {
  const { to, olderThanMs, signal } = sweeping;
  if (isInside(to, root)) throw new FilemillError('usage.invalid', t('The archive can’t be the folder itself, or lie around it.'), { hint: t('Name another folder with --to.') });
  const packer = packerOf(sweeping.format ?? 'gzip');
  const tidied = new Set<string>();
  let batch: Packing[][] = [];
  let files = 0;
  /** In their order. */
  const begun: Promise<Packing[] | Swept>[] = [];
  // While one batch is written through and taken away, the next is packed.
  let before: Promise<Swept[]> = Promise.resolve([]);
  const takeOut = (): Promise<Swept[]> => {
    const full = batch;
    batch = [];
    files = 0;
    const committed = commit(full, sweeping);
    // It is told when it is waited for.
    committed.catch(() => undefined);
    return committed;
  };
  /** The first of those that are begun, into the batch; what can be told by now. */
  const next = async (): Promise<Swept[]> => {
    const packed = await (begun.shift() as Promise<Packing[] | Swept>);
    signal?.throwIfAborted();
    if (!Array.isArray(packed)) return [packed];
    batch.push(packed);
    files += packed.length;
    if (files < BATCH) return [];
    // What takes names away would wait for a disk that is being written through.
    const swept = await before;
    before = takeOut();
    return swept;
  };
  try {
    for await (const unit of findOld(root, olderThanMs, to, signal)) {
      const folder = join(to, relative(root, unit.folder));
      const path = join(unit.folder, unit.name);
      if (sweeping.only && !sweeping.only.has(path)) continue;
      if (unit.hadLock && isLocked(path)) {
        yield failed(path, locked(path));
        continue;
      }
      if (!tidied.has(folder)) {
        try {
          makeFolders(folder);
        } catch (thrown) {
          yield failed(path, toOutputError(thrown, folder, 'archive'));
          continue;
        }
        await removeOrphans(folder, '\\.tmp_sweep');
        tidied.add(folder);
      }
      begun.push(packUnit(unit, folder, packer, signal).catch((thrown: unknown) => failed(path, toOutputError(thrown, folder, 'archive'))));
      if (begun.length >= PACKED_AT_ONCE) yield* await next();
    }
    while (begun.length > 0) yield* await next();
    yield* await before;
    before = takeOut();
    yield* await before;
  } finally {
    await before.catch(() => undefined);
    for (const packed of [...batch, ...(await Promise.all(begun))]) if (Array.isArray(packed)) for (const { archive } of packed) archive.close();
  }
}

/** Looked at before it is read; it is taken before anything goes. */
const isLocked = (path: string): boolean => isThere(lockPathOf(path));

const locked = (path: string): FilemillError =>
  new FilemillError('file.locked', t('{path} is held by {owner}.', { path: displayName(basename(path)), owner: ownerInWords(lookAtLock(lockPathOf(path))) }), { hint: t('It is archived when the lock is free.') });

async function packUnit(unit: OldUnit, folder: string, packer: Packer, signal?: AbortSignal): Promise<Packing[]> {
  const packings: Packing[] = [];
  try {
    for (const name of unit.files) {
      const path = pathIn(unit.folder, name);
      const archive = await makeFile(folder, PREFIX);
      try {
        packings.push({ unit, path, target: pathIn(folder, `${name}${packer.ending}`), archive, packed: await packFile(path, archive, packer, signal) });
      } catch (error) {
        archive.close();
        throw error;
      }
    }
    return packings;
  } catch (error) {
    for (const { archive } of packings) archive.close();
    throw error;
  }
}

async function commit(batch: readonly Packing[][], { to, letGo, format = 'gzip', signal }: Sweeping): Promise<Swept[]> {
  if (batch.length === 0) return [];
  const results: Swept[] = [];
  const locks = new BriefLocks('archive');
  try {
    await settleFiles(batch.flat().map(({ archive }) => archive.fd), to);
    signal?.throwIfAborted();
    const archived = new Map<Packing, string>();
    for (const one of batch.flat()) archived.set(one, await nameIt(one, packerOf(format), signal));
    for (const folder of new Set([...archived.values()].map((path) => dirname(path)))) syncFolder(folder);
    for (let at = 0; at < batch.length; at += AT_ONCE) results.push(...(await Promise.all(batch.slice(at, at + AT_ONCE).map((together) => takeAway(together, archived, locks, letGo)))).flat());
  } finally {
    locks.close();
    for (const { archive } of batch.flat()) archive.close();
  }
  return results;
}

/** Its name in the archive. One that holds the same already is that of a run that was cut short, and serves. */
async function nameIt({ archive, target, packed }: Packing, packer: Packer, signal?: AbortSignal): Promise<string> {
  for (let number = 1; ; number += 1) {
    const path = number === 1 ? target : join(dirname(target), `${numberedName(basename(target).slice(0, -packer.ending.length), number)}${packer.ending}`);
    if (archive.giveName(path) || (await holds(path, packed.sha256, packer, signal))) return path;
  }
}

async function holds(path: string, sha256: string, packer: Packer, signal?: AbortSignal): Promise<boolean> {
  try {
    return (await unpackedHash(path, packer, signal)) === sha256;
  } catch {
    signal?.throwIfAborted();
    // No archive, or a damaged one: then it is another one.
    return false;
  }
}

/** What goes together, under its lock: whoever would write it, or take it, is refused meanwhile. When one of it was written, all of it stays. */
async function takeAway(together: readonly Packing[], archived: ReadonlyMap<Packing, string>, locks: BriefLocks, letGo = remove): Promise<Swept[]> {
  const results = new Map<Packing, Swept>();
  try {
    const { unit } = together[0] as Packing;
    const path = pathIn(unit.folder, unit.name);
    const lock = await locks.take(path);
    try {
      for (const one of together) mustBeAsPacked(one);
      if (!lock.check()) throw locked(path);
      for (const one of together) {
        const to = archived.get(one) as string;
        await letGo({ path: one.path, archived: to, sha256: one.packed.sha256 });
        results.set(one, { path: one.path, archived: to, bytes: one.packed.stats.size, packedBytes: one.packed.packedBytes, error: null });
      }
    } finally {
      lock.release();
    }
  } catch (thrown) {
    for (const one of together) if (!results.has(one)) results.set(one, failed(one.path, thrown));
  }
  return [...results.values()];
}

const unlinkOne = promisify(unlink);
const remove = ({ path }: LetGo): Promise<void> => unlinkOne(toFsPath(path));

function mustBeAsPacked({ path, packed: { stats } }: Packing): void {
  const now = lstatSync(toFsPath(path), { throwIfNoEntry: false });
  if (now?.ino === stats.ino && now.size === stats.size && now.mtimeMs === stats.mtimeMs) return;
  throw new FilemillError('file.changed', t('It was written while it was archived, and stays.'), { hint: t('It is archived again when it is old.') });
}

const failed = (path: string, thrown: unknown): Swept => ({ path, archived: null, bytes: null, packedBytes: null, error: toErrorData(thrown) });
