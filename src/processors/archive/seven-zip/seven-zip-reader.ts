import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FilemillError } from '../../../shared/errors/filemill-error';
import type { ArchiveEntry } from '../../../shared/model/archive';
import type { ArchiveContext, ArchiveListing, ArchiveReader, EntrySink } from '../archive-reader';
import { StreamCutter } from './cut-stream';
import { dictionaryBytes, MAX_DICTIONARY_BYTES } from './dictionary';
import { EntryCheck } from './entry-check';
import type { ListedEntry } from './entry-of';
import { EntryRun } from './entry-run';
import { findFailing } from './find-failing';
import { findPassword } from './find-password';
import { meansThePlan, type Listed } from './list-archive';
import { ordinalsOf, type Plan } from './listed-entries';
import type { Parts } from './parts';
import { selectEntries, type Selection } from './select-entries';
import { damaged, failureOf, isUnexpectedEnd, needsPassword, windowTooLarge, withRealName } from './seven-zip-failure';
import { startSevenZip, type Ending } from './seven-zip-process';
import { start, typeOf, type Target } from './target';
import { t, words } from '../../../shared/words/words';

/** A stream that goes wrong is begun again without what went wrong, so often. */
const MAX_PASSES = 4;
const PARTITIONS_ONLY = words('It is an image of a disk: what is listed are its partitions, not the files in them.');

interface PassEnd {
  /** The entry that did not fit or did not come; null when all came. */
  readonly stoppedAt: ListedEntry | null;
  readonly ending: Ending;
}

/** Reads what 7-Zip lists: all wanted entries in one stream, which is cut by their lengths and checked. */
export class SevenZipReader implements ArchiveReader {
  private password: string | null;

  constructor(
    readonly type: string,
    private readonly target: Target,
    private readonly listed: Listed,
    private readonly parts: Parts,
    private readonly context: ArchiveContext,
  ) {
    this.password = listed.password;
  }

  list(): Promise<ArchiveListing> {
    const { entries, isCut, head, password } = this.listed;
    const volumes = Number(head.properties.get('Volumes') ?? 1);
    return Promise.resolve({
      entries: entries.entries,
      isCut: isCut || head.errors.some(isUnexpectedEnd),
      isEncrypted: password !== null || some(entries, ({ entry }) => entry.isEncrypted),
      hasEncryptedNames: password !== null,
      isSolid: head.properties.get('Solid') === '+',
      hasHardlinks: entries.entries.has('hardlink'),
      volumeCount: Math.max(this.parts.all.length, Number.isInteger(volumes) ? volumes : 1),
      comment: head.comment,
      nameSource: t('As 7-Zip reads them'),
      warnings: [...(this.target.handler === 'Dmg' ? [t(PARTITIONS_ONLY)] : []), ...[...head.errors, ...head.warnings].map(sentenceFor)],
    });
  }

  async read(
    open: (entry: ArchiveEntry) => EntrySink | null,
    unpacked: (bytes: number) => void = () => undefined,
    met: (entry: ArchiveEntry) => void = () => undefined,
    wants?: (entry: ArchiveEntry) => boolean,
  ): Promise<void> {
    const { entries } = this.listed.entries;
    const wanted = new Set<number>();
    for (const entry of entries) {
      met(entry);
      if (entry.type === 'file' && (wants?.(entry) ?? true)) wanted.add(entry.ordinal);
    }
    const run = new EntryRun(wanted, (ordinal) => open(entries.at(ordinal) as ArchiveEntry));
    try {
      this.refuseTooComplex(run);
      await this.unlock(run);
      await this.readLeft(run, unpacked);
      this.refuseToBeWhole();
      if (this.listed.isCut && this.listed.entries.length < this.context.maxEntries) throw damaged(t('Its list of entries is longer than any program makes it: only its beginning was read.'));
    } catch (caught) {
      const thrown = withRealName(caught, this.parts);
      this.failLeft(run, thrown, wants === undefined);
      throw thrown;
    }
  }

  close(): Promise<void> {
    this.target.archive.close();
    return Promise.resolve();
  }

  /** What its directory lacks is in no entry that could be named. */
  private refuseToBeWhole(): void {
    const error = this.listed.head.errors.find((words) => !isRestBehind(words));
    if (error !== undefined) throw damaged(sentenceFor(error));
  }

  /** Methods that need a window of gigabytes, by what the listing says. */
  private refuseTooComplex(run: EntryRun): void {
    for (const { entry } of this.listed.entries) {
      const bytes = dictionaryBytes(entry.method);
      if (bytes > MAX_DICTIONARY_BYTES) run.fail(entry.ordinal, windowTooLarge(bytes));
    }
  }

  /** Finds the password of what is wanted; without it the locked entries are left out, and the others read. */
  private async unlock(run: EntryRun): Promise<void> {
    if (this.password !== null) return;
    const locked = ordinalsOf(this.listed.entries, ({ entry, bytes }) => entry.isEncrypted && bytes !== 0 && run.isLeft(entry.ordinal));
    if (locked.size === 0) return;
    this.password = await findPassword(this.target, this.listed.entries, locked, this.context.passwords);
    if (this.password !== null) return;
    for (const ordinal of locked) run.fail(ordinal, needsPassword(this.context.passwords.length > 0));
  }

  private async readLeft(run: EntryRun, unpacked: (bytes: number) => void): Promise<void> {
    const { entries } = this.listed;
    const bad = new Set<number>();
    const isLocked = ({ entry }: ListedEntry): boolean => this.password === null && entry.isEncrypted;
    let isDiagnosed = this.isUncertain();
    if (isDiagnosed && !run.isOver) await this.diagnose(run, bad);
    let withNamesOnly = true;
    for (let pass = 0; !run.isOver && pass < MAX_PASSES; pass += 1) {
      const isWanted = withNamesOnly ? ({ entry }: ListedEntry): boolean => run.isLeft(entry.ordinal) : (listed: ListedEntry): boolean => !bad.has(listed.entry.ordinal) && !isLocked(listed);
      const { stoppedAt: stopped, ending } = await this.pass(selectEntries(entries, isWanted), run, unpacked);
      const stoppedAt = stopped?.entry.ordinal ?? null;
      if (run.isOver) return;
      const failure = failureOf(ending);
      if (failure && ['file.tooComplex', 'file.tooSlow', 'archive.partMissing'].includes(failure.code)) throw failure;
      if (stoppedAt !== null && run.hasBegun(stoppedAt)) run.fail(stoppedAt, damaged(t('The entry is damaged: what it unpacks to does not fit.'), failure?.details));
      if (stoppedAt !== null && !withNamesOnly) bad.add(stoppedAt);
      if (!isDiagnosed) await this.diagnose(run, bad);
      isDiagnosed = true;
      withNamesOnly = false;
    }
    for (const ordinal of run.left) run.fail(ordinal, damaged(t('The entry can’t be unpacked: the archive is damaged before it.')));
  }

  /** Where wrong bytes would not be noticed, and could be some. */
  private isUncertain(): boolean {
    const isChecked = !some(this.listed.entries, (listed) => listed.entry.type === 'file' && listed.bytes !== 0 && !EntryCheck.isPossible(listed));
    if (isChecked) return false;
    return this.listed.head.errors.length > 0 || !typeOf(this.target).isStored;
  }

  private async diagnose(run: EntryRun, bad: Set<number>): Promise<void> {
    for (const [ordinal, failure] of await findFailing(this.target, this.listed.entries, this.password)) {
      bad.add(ordinal);
      run.fail(ordinal, failure);
    }
  }

  private async pass(selection: Selection, run: EntryRun, unpacked: (bytes: number) => void): Promise<PassEnd> {
    if (selection.names === null) return this.stream([], selection.plan, run, unpacked);
    const file = this.writeNames(selection.names.list);
    try {
      const names = `${selection.names.mode === 'only' ? '-i' : '-x'}@${file}`;
      if (await meansThePlan(this.target, names, selection.plan, this.password)) {
        return await this.stream([names], selection.plan, run, unpacked);
      }
      return await this.stream([], this.listed.entries, run, unpacked);
    } finally {
      rmSync(file, { force: true });
    }
  }

  private async stream(
    names: readonly string[],
    plan: Plan,
    run: EntryRun,
    unpacked: (bytes: number) => void,
  ): Promise<PassEnd> {
    const running = startSevenZip(start(this.target, ['x', '-so', ...names]));
    running.stdin.end(this.password === null ? '' : `${this.password}\n`);
    const cutter = new StreamCutter(plan, run);
    let isRead = false;
    try {
      for await (const piece of running.stdout as AsyncIterable<Buffer>) {
        unpacked(piece.length);
        cutter.take(piece);
        if (cutter.isStopped || run.isOver) break;
      }
      isRead = !cutter.isStopped && !run.isOver;
      if (isRead) cutter.end();
    } finally {
      if (!isRead) running.kill();
    }
    const ending = await running.ended;
    // What we ended ourselves says nothing about the archive.
    return { stoppedAt: cutter.stoppedAt, ending: isRead ? ending : { ...ending, code: 0, signal: null } };
  }

  /** Quoted, so that spaces at either end count. */
  private writeNames(names: readonly string[]): string {
    mkdirSync(this.context.scratchDir, { recursive: true });
    const path = join(this.context.scratchDir, `names-${randomBytes(6).toString('hex')}`);
    writeFileSync(path, names.map((name) => `"${name}"\n`).join(''), { mode: 0o600, flag: 'wx' });
    return path;
  }

  /** @param isAll also those that were not opened: nobody else knows of them */
  private failLeft(run: EntryRun, thrown: unknown, isAll: boolean): void {
    const failure = damaged(t('The archive could not be read to its end.'), String(thrown));
    const told = isFilemillError(thrown) ? thrown : failure;
    for (const ordinal of isAll ? run.left : run.opened) run.fail(ordinal, told);
  }
}

function some(entries: Iterable<ListedEntry>, fits: (listed: ListedEntry) => boolean): boolean {
  for (const listed of entries) if (fits(listed)) return true;
  return false;
}

const isFilemillError = (thrown: unknown): thrown is FilemillError => thrown instanceof Error && thrown.name === 'FilemillError';

const isRestBehind = (words: string): boolean => /data after the end/i.test(words);

/** 7-Zip's words about an archive, for people. */
function sentenceFor(words: string): string {
  if (isUnexpectedEnd(words)) return t('The archive is cut off: its end is missing.');
  if (isRestBehind(words)) return t('Something else follows the end of the archive.');
  if (/Headers? Error/i.test(words)) return t('The directory of the archive is damaged in places.');
  return t('7-Zip says of this archive: {words}', { words });
}
