import { lockPathOf } from '../../base/lock/look-at-lock';
import { closeSync, unlinkSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { acquireLock } from '../../base/lock/acquire-lock';
import type { HeldLock } from '../../base/lock/held-lock';
import { makeFolders } from '../../base/make-folders';
import { sanitizeName } from '../../base/sanitize-name';
import { FilemillError, toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import { isThere } from '../actions/file-version';
import { toOutputError } from '../actions/output-error';
import { copyIn, openSource, type Copied, type Source } from './copy-in';
import { makeFileNow, type FileInMaking } from './file-in-making';
import { dayOf, isoHere, stampOf } from './local-time';
import { pairIn, pathIn, type Pair } from './pair-names';
import { notePuts, type PutNote } from './put-note';
import { PUT_PREFIX, recoverPuts } from './recover-puts';
import { settleFiles, settleNames } from './settle-files';
import { MOST_SIDECAR_BYTES, SIDECAR_FIELDS, type Sidecar } from './sidecar-schema';
import { Turns } from './turns';
import { writeWhole } from './write-temporary';
import { t } from '../../shared/words/words';

export interface Producing {
  /** Absolute; the dated folders are made below it. */
  to: string;
  /** Who makes it: first part of the names, and `created_by`. */
  app: string;
  /** What it is: second part of the names. */
  type: string;
  nextApp: string | null;
  /** Further fields for a sidecar; the engine fills in its templates here. */
  extra?: (source: string) => Record<string, unknown>;
  now?: () => Date;
  /** Called when all is written, before the names are given; again when another name had to be found. A throw keeps them from being given. */
  begin?: (pair: Pair, fields: Sidecar) => Promise<void>;
  signal?: AbortSignal;
}

export type PutResult = { source: string; pair: Pair; sidecar: Sidecar; error: null } | { source: string; pair: null; sidecar: null; error: ErrorData };

interface Prepared {
  source: string;
  pair: Pair;
  /** Null for a small file: nothing of it bears its name for longer than a moment, and names are given exclusively. */
  lock: HeldLock | null;
  at: Date;
  copied: Copied;
  data: FileInMaking;
  sidecar: FileInMaking;
  fields: Sidecar;
}

/** What is known of the names that one run, or one action after the other, gives. */
interface Names {
  /** Last number by the name without one. */
  numbers: Map<string, number>;
  /** Folders that are there. */
  folders: Set<string>;
}
type Batch = (Prepared | { source: string; error: ErrorData })[];

/** So many share the work of being written through. */
const BATCH = 128;
/** Or so many bytes. */
const BATCH_BYTES = 64 * 1024 * 1024;
/** So many are copied before the batch before gets its turn. */
const PER_TURN = 8;
/** Copying these takes a while, in which others can see by the lock who writes. */
const LOCKED_FROM_BYTES = 1024 * 1024;
const MOST_TRIES = 1_000;

/**
 * Hands files over: each is copied into the folder of the day under `{app}_{type}_{YYYYMMDD_HHMMSS}{ext}`, and gets its sidecar.
 * Both are written through before anybody can meet them; then the data gets its name, and last the sidecar, whose presence says that all is there. The
 * lock of a large file's name is held meanwhile. The source stays.
 *
 * @yields one result for each file, in order; one that can't be put stops none
 * @throws FilemillError `usage.invalid` for names that can't be file names; what keeps all from being written
 */
export async function* putFiles(files: readonly string[], producing: Producing): AsyncGenerator<PutResult> {
  checkNames(producing);
  await recoverPuts(producing.to);
  const names: Names = { numbers: new Map(), folders: new Set() };
  let batch: Batch = [];
  let bytes = 0;
  const turns = new Turns(PER_TURN);
  // While one batch is written through, the next is copied.
  let before: Promise<PutResult[]> = Promise.resolve([]);
  const takeOut = (): Promise<PutResult[]> => {
    const full = batch;
    batch = [];
    bytes = 0;
    const committed = commit(full, producing, names);
    // It is told when it is waited for.
    committed.catch(() => undefined);
    return committed;
  };
  try {
    for (const source of files) {
      producing.signal?.throwIfAborted();
      const one = await prepareOrFail(source, producing, names);
      batch.push(one);
      if ('copied' in one) bytes += one.copied.bytes;
      await turns.next();
      if (batch.length < BATCH && bytes < BATCH_BYTES) continue;
      const last = before;
      before = takeOut();
      yield* await last;
    }
    const last = before;
    before = takeOut();
    yield* await last;
    yield* await before;
  } finally {
    await before.catch(() => undefined);
    for (const one of batch) if ('lock' in one) drop(one);
  }
}

/**
 * Hands one file over, as `putFiles` does.
 *
 * @param producing.numbers of names that were given before, by what they begin with
 * @throws FilemillError what keeps it from being put
 */
export async function putOne(source: string, { numbers, ...producing }: Producing & { numbers: Map<string, number> }): Promise<{ pair: Pair; sidecar: Sidecar }> {
  checkNames(producing);
  const names: Names = { numbers, folders: new Set() };
  const [put] = await commit([await prepareOrFail(source, producing, names)], producing, names);
  if (put?.pair) return put;
  throw FilemillError.fromData(put?.error ?? new FilemillError('file.vanished', t('It is not there any more.')).toData());
}

/** The pair that a file would be put as at this moment, where the nth name is free; from 1. @param folder of the day */
export const pairAt = ({ app, type }: Pick<Producing, 'app' | 'type'>, at: Date, source: string, folder: string, number = 1): Pair =>
  pairIn(folder, numbered(`${app}_${type}_${stampOf(at)}`, endingOf(source), number));

const numbered = (stem: string, ending: string, number: number): string => sanitizeName(number === 1 ? stem : `${stem}_${number}`, ending);

/** @param isWary looks whether a name is free also where those before it were */
async function prepareOrFail(source: string, producing: Producing, names: Names, isWary = false): Promise<Prepared | { source: string; error: ErrorData }> {
  try {
    const opened = openSource(source);
    try {
      return await prepare(source, opened, producing, names, isWary);
    } finally {
      closeSync(opened.fd);
    }
  } catch (thrown) {
    producing.signal?.throwIfAborted();
    return { source, error: toErrorData(toOutputError(thrown, producing.to, 'file')) };
  }
}

async function prepare(source: string, opened: Source, producing: Producing, names: Names, isWary: boolean): Promise<Prepared> {
  const at = (producing.now ?? (() => new Date()))();
  const folder = join(producing.to, dayOf(at));
  if (!names.folders.has(folder)) names.folders.add((makeFolders(folder), folder));
  const isLarge = opened.stats.size >= LOCKED_FROM_BYTES;
  const { pair, lock } = await reserve(folder, `${producing.app}_${producing.type}_${stampOf(at)}`, endingOf(source), names.numbers, isLarge, isWary);
  const files: FileInMaking[] = [];
  const make = (): FileInMaking => {
    const file = makeFileNow(folder, PUT_PREFIX);
    files.push(file);
    return file;
  };
  try {
    const data = make();
    const copied = await copyIn(opened, data.fd, producing.signal);
    const fields = fieldsOf(pair, at, copied, producing, source);
    const sidecar = make();
    writeWhole(sidecar.fd, bytesOf(fields));
    return { source, pair, lock, at, copied, data, sidecar, fields };
  } catch (error) {
    for (const file of files) file.close();
    lock?.release();
    throw error;
  }
}

/**
 * A name that is free, and its lock. Those after one that was free are not looked for: names are given exclusively, and whoever comes
 * between keeps his.
 */
async function reserve(folder: string, stem: string, ending: string, numbers: Map<string, number>, withLock: boolean, isWary: boolean): Promise<{ pair: Pair; lock: HeldLock | null }> {
  const key = pathIn(folder, `${stem}${ending}`);
  const last = numbers.get(key) ?? 0;
  for (let number = last + 1; number <= last + MOST_TRIES; number += 1) {
    const pair = pairIn(folder, numbered(stem, ending, number));
    if ((isWary || withLock || last === 0) && isTaken(pair)) continue;
    if (!withLock) {
      // Another program is writing under this name: the next one.
      if ((isWary || last === 0) && isThere(lockPathOf(pair.data))) continue;
      numbers.set(key, number);
      return { pair, lock: null };
    }
    try {
      const lock = await acquireLock(pair.data, { purpose: 'put', waitMs: 0 });
      if (!isTaken(pair)) {
        numbers.set(key, number);
        return { pair, lock };
      }
      lock.release();
    } catch (error) {
      // Another program is writing under this name: the next one.
      if (!(error instanceof FilemillError && (error.code === 'file.locked' || error.code === 'file.notRegular'))) throw error;
    }
  }
  throw new FilemillError('folder.denied', t('No name is free for {stem}.', { stem: displayName(stem) }), { hint: t('Wait a second, or name another folder.') });
}

const isTaken = ({ data, sidecar }: Pair): boolean => isThere(data) || isThere(sidecar);

async function commit(batch: Batch, producing: Producing, names: Names): Promise<PutResult[]> {
  const prepared = batch.filter((one): one is Prepared => 'copied' in one);
  const byFolder = groupByFolder(prepared);
  const failed = new Map<Prepared, ErrorData>();
  const again: Prepared[] = [];
  try {
    for (const [folder, ones] of byFolder) {
      const note = noteOrFail(folder, ones, failed);
      if (!note) continue;
      try {
        await settleFiles([note.fd, ...ones.flatMap(({ data, sidecar }) => [data.fd, sidecar.fd])], folder);
        producing.signal?.throwIfAborted();
        const begun = producing.begin ? await beginAll(ones, producing.begin, failed) : ones;
        const named = begun.filter((one) => attempt(one, failed, () => nameData(one, again)));
        if (named.length === 0) continue;
        await settleNames(folder);
        for (const one of named) attempt(one, failed, () => nameSidecar(one));
        await settleNames(folder);
      } finally {
        note.close();
      }
    }
  } finally {
    for (const one of prepared) drop(one);
  }
  const results: PutResult[] = [];
  for (const one of batch) {
    if (!('copied' in one)) results.push({ source: one.source, pair: null, sidecar: null, error: one.error });
    else if (again.includes(one)) results.push(...(await commit([await prepareOrFail(one.source, producing, names, true)], producing, names)));
    else {
      const error = failed.get(one);
      results.push(error ? { source: one.source, pair: null, sidecar: null, error } : { source: one.source, pair: one.pair, sidecar: one.fields, error: null });
    }
  }
  return results;
}

function noteOrFail(folder: string, ones: readonly Prepared[], failed: Map<Prepared, ErrorData>): PutNote | null {
  try {
    return notePuts(folder, ones.map(({ pair, data }) => ({ name: pair.name, fd: data.fd })));
  } catch (thrown) {
    for (const one of ones) failed.set(one, toErrorData(toOutputError(thrown, folder, 'file')));
    return null;
  }
}

async function beginAll(ones: readonly Prepared[], begin: NonNullable<Producing['begin']>, failed: Map<Prepared, ErrorData>): Promise<Prepared[]> {
  const begun: Prepared[] = [];
  for (const one of ones) {
    try {
      await begin(one.pair, one.fields);
      begun.push(one);
    } catch (thrown) {
      failed.set(one, toErrorData(thrown));
    }
  }
  return begun;
}

function attempt(one: Prepared, failed: Map<Prepared, ErrorData>, act: () => boolean): boolean {
  try {
    return act();
  } catch (thrown) {
    failed.set(one, toErrorData(toOutputError(thrown, one.pair.folder, 'file')));
    return false;
  }
}

/** As a name that is made: the specification's programs look out for files that are created, and hear nothing of one that is renamed. */
function nameData(one: Prepared, again: Prepared[]): boolean {
  const { pair, lock, data } = one;
  // Another program may have begun to write under this name since it was found free.
  const isOurs = lock ? lock.check() : !isThere(lockPathOf(pair.data));
  if (isOurs && !isThere(pair.sidecar) && data.giveName(pair.data)) return true;
  again.push(one);
  return false;
}

function nameSidecar({ pair, sidecar }: Prepared): boolean {
  try {
    if (sidecar.giveName(pair.sidecar)) return true;
    throw new FilemillError('file.changed', t('Another program wrote {sidecar} meanwhile.', { sidecar: displayName(basename(pair.sidecar)) }), { hint: t('Put the file again.') });
  } catch (error) {
    // Data alone speaks to nobody.
    unlinkSync(toFsPath(pair.data));
    throw error;
  }
}

function drop({ data, sidecar, lock }: Prepared): void {
  for (const file of [data, sidecar]) file.close();
  lock?.release();
}

function fieldsOf(pair: Pair, at: Date, { bytes, sha256, rows }: Copied, { app, nextApp, extra }: Producing, source: string): Sidecar {
  const more = extra?.(source) ?? {};
  const reserved = Object.keys(more).find((name) => (SIDECAR_FIELDS as readonly string[]).includes(name));
  if (reserved !== undefined) throw new FilemillError('usage.invalid', t('The field {reserved} of a sidecar can’t be set.', { reserved }), { hint: t('Choose another name for it.') });
  return {
    filename: pair.name,
    created_at: isoHere(at),
    created_by: app,
    file_size: bytes,
    checksum: `sha256:${sha256}`,
    ...(rows === null ? {} : { row_count: rows }),
    next_app: nextApp,
    ...more,
  };
}

function bytesOf(fields: Sidecar): Buffer {
  const bytes = Buffer.from(`${JSON.stringify(fields, null, 2)}\n`);
  if (bytes.length <= MOST_SIDECAR_BYTES) return bytes;
  throw new FilemillError('file.tooLarge', t('The sidecar would be larger than 64 KB.'), { hint: t('Give it fewer or shorter fields.') });
}

/** With its dot; of "a.tar.gz" both parts. */
const endingOf = (source: string): string => sanitizeName(/\.tar\.[a-z0-9]{1,4}$/i.exec(basename(source))?.[0] ?? extname(source)).replace(/^_$/, '');

function checkNames({ app, type }: Producing): void {
  for (const [option, name] of [['app', app], ['type', type]] as const) {
    if (name !== '' && !name.startsWith('.') && name.length <= 80 && sanitizeName(name) === name) continue;
    throw new FilemillError('usage.invalid', t('“{name}” can’t be part of a file name ({option}).', { name: displayName(name), option }), { hint: t('Use letters, digits, - and _.') });
  }
}

function groupByFolder(prepared: readonly Prepared[]): Map<string, Prepared[]> {
  const groups = new Map<string, Prepared[]>();
  for (const one of prepared) {
    const group = groups.get(one.pair.folder);
    if (group) group.push(one);
    else groups.set(one.pair.folder, [one]);
  }
  return groups;
}
