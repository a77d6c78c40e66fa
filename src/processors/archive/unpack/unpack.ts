import { displayName } from '../../../shared/model/display-name';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { ArchiveEntry, EntryPick, UnpackLimits } from '../../../shared/model/archive';
import type { Unpacked } from '../../../shared/model/unpacked';
import type { ArchiveContext, ArchiveReader, EntryList, EntrySink } from '../archive-reader';
import { Turn } from '../bytes/turn';
import { Judge } from '../guard/judge';
import type { Verdict, WriteVerdict } from '../guard/verdict';
import { DiskRoom } from './disk-room';
import type { FileOutput } from './file-output';
import { FileSink } from './file-sink';
import { flatName } from './flat-name';
import { moreThan } from './more-than';
import { PendingFiles } from './pending-files';
import { refusalOf } from './refusal-of';
import { SMALL_BYTES } from './small/small-file-writer';
import { SmallFileWriters } from './small/small-file-writers';
import { WrittenByThread } from './small/written-by-thread';
import { TargetFolder } from './target-folder';
import { Unpacking } from './unpacking';
import { writeCopy } from './write-copy';
import { diskFull } from './write-error';
import { WrittenHere } from './written-here';
import { t } from '../../../shared/words/words';

export interface UnpackRequest {
  readonly pick: EntryPick;
  readonly limits: UnpackLimits;
  /** Absolute: an empty folder. */
  readonly into: string;
  readonly layout: 'tree' | 'flat';
  readonly archiveBytes: number;
  /** Where the built `small/write-thread` lies, to be used for many small files; null where none is at hand. */
  readonly writeThread: string | null;
}

/** Bytes that may be unpacked on the way to what is wanted, as a multiple of what may be written. */
const READ_FACTOR = 4;
/** After these, what came before is whole, and what is missing can be told. Others end it without a result. */
const PARTIAL = new Set<FilemillError['code']>(['file.damaged', 'file.invalid', 'file.needsPassword', 'file.tooComplex', 'file.tooLarge', 'file.tooSlow', 'archive.partMissing']);
/** For fewer small files it is not worth starting threads. */
const MANY_SMALL_FILES = 200;
/** Listing these takes as long as unpacking them: their entries are judged while they are read. */
const STREAMS = /^tar(?:\.|$)/;

/**
 * Writes what the pick means into an empty folder, and nothing anywhere else; what is refused is told with its reason, the
 * rest comes out. Links, devices and special rights are never made; what is written is held to the limits, whatever the
 * archive says.
 *
 * Throws `disk.full`, `call.cancelled`, `file.unsafe` (someone else changes the folder), `folder.denied`, and what opening and
 * reading the archive throws when nothing came out. What was written until then stays in `into`: it is the caller's.
 */
export async function unpack(reader: ArchiveReader, request: UnpackRequest, context: ArchiveContext): Promise<Unpacked> {
  const work = new Work(reader, request, context);
  try {
    await work.read();
    await work.finish();
    return work.result;
  } finally {
    await work.close();
  }
}

class Work {
  private readonly judge: Judge;
  private readonly run: Unpacking;
  /** To be written as it comes, by the entry whose bytes it gets. */
  private readonly pending: PendingFiles;
  /** More entries with bytes that another one gets. */
  private readonly copies: WriteVerdict[] = [];
  private readonly folders: { readonly relativePath: string; readonly modified: number | null }[] = [];
  /** So many entries, from the first on, were judged. */
  private metCount = 0;
  private entries: EntryList = [];
  private readonly turn: Turn;
  /** Given to the reader, and not at their end. */
  private readonly live = new Set<FileSink>();
  private readonly isOnePass: boolean;
  private isListed = false;
  /** There are more entries than may be unpacked. */
  private hasMore = false;
  private wantedBytes = 0;
  private readBytes = 0;
  /** Begun, and to be begun as far as is known. */
  private fileCount = 0;
  private allFiles = 0;
  private smallFiles = 0;
  private writers: SmallFileWriters | null = null;

  constructor(
    private readonly reader: ArchiveReader,
    private readonly request: UnpackRequest,
    private readonly context: ArchiveContext,
  ) {
    const { pick, limits, archiveBytes, into } = request;
    this.turn = new Turn(context.signal);
    this.judge = new Judge({ pick, limits, archiveType: reader.type, archiveBytes, hasPasswords: context.passwords.length > 0 });
    this.isOnePass = this.judge.isAll && STREAMS.test(reader.type);
    this.pending = new PendingFiles((entry) => this.judge.asItIs(entry));
    this.run = new Unpacking(TargetFolder.open(into), new DiskRoom(into), this.judge.allowance, context);
  }

  get result(): Unpacked {
    const { written, refused } = this.run;
    return { written: written.packed(), refused: refused.packed() };
  }

  /** Nothing is written any more. */
  async close(): Promise<void> {
    await this.writers?.close();
  }

  async read(): Promise<void> {
    if (!this.isOnePass) await this.takeListing();
    if (this.wantedBytes > this.run.room.left) throw diskFull();
    // What is missing of a damaged archive is told of even when nothing is to be written.
    if (this.isOnePass || this.judge.isAll || this.pending.size > 0) await this.readBytesOfAll();
  }

  /** What can only be done when all bytes are there. */
  async finish(): Promise<void> {
    const { run } = this;
    this.writers?.drain();
    run.throwIfOver();
    this.refusePending(notThere());
    for (const verdict of this.copies) {
      run.throwIfOver();
      const from = run.written.placeOf(verdict.bytesOf);
      if (from === null) run.addRefused({ entry: verdict.entry, code: 'link', reason: t('The file that it is a link to could not be unpacked.') });
      else await writeCopy(verdict, from, run, this.turn);
    }
    for (const { relativePath, modified } of this.folders) {
      if (this.turn.isOver) await this.turn.next();
      if (modified !== null) run.target.setFolderTime(relativePath, modified);
    }
    if (this.hasMore) run.refused.add(moreThan(this.request.limits.entries));
    run.throwIfOver();
  }

  private async takeListing(): Promise<void> {
    this.entries = (await this.reader.list()).entries;
    for (const entry of this.entries) {
      this.meet(entry);
      if (this.turn.isOver) await this.turn.next();
    }
    this.isListed = true;
    this.allFiles = this.pending.size;
  }

  /** Once for each entry, in the order of the archive. */
  private meet(entry: ArchiveEntry): void {
    if (entry.ordinal < this.metCount) return;
    if (this.judge.isFull) {
      this.hasMore = true;
      this.throwToStop();
      return;
    }
    this.metCount = entry.ordinal + 1;
    this.accept(this.judge.judge(entry));
  }

  private accept(verdict: Verdict): void {
    const isFlat = this.request.layout === 'flat';
    if (verdict.action === 'refuse') this.run.addRefused(verdict);
    if (verdict.action !== 'write') return;
    if (verdict.type === 'folder') {
      if (!isFlat) this.makeFolder(verdict);
      return;
    }
    this.wantedBytes += verdict.size ?? 0;
    if (this.pending.has(verdict.bytesOf) || this.hasCome(verdict)) this.copies.push(this.placed(verdict));
    else this.pending.add(verdict);
  }

  private placed(verdict: WriteVerdict): WriteVerdict {
    return this.request.layout === 'flat' ? { ...verdict, relativePath: flatName(verdict) } : verdict;
  }

  private makeFolder(verdict: WriteVerdict): void {
    try {
      this.run.target.makeFolder(verdict.relativePath);
      this.run.addWritten(verdict, 0, null);
      this.folders.push({ relativePath: verdict.relativePath, modified: verdict.entry.modified });
    } catch (thrown) {
      this.run.refuseOrEnd(verdict, thrown);
    }
  }

  private async readBytesOfAll(): Promise<void> {
    try {
      await this.reader.read(
        (entry) => this.open(entry),
        (bytes) => this.countRead(bytes),
        (entry) => this.meet(entry),
        (entry) => this.pending.has(entry.ordinal),
      );
      this.failLive(notThere());
    } catch (thrown) {
      const error = thrown instanceof FilemillError ? thrown : notThere();
      this.failLive(error);
      this.run.throwIfOver();
      this.writers?.drain();
      this.run.throwIfOver();
      // What was asked for is there; but of a damaged archive more may be missing than is known.
      const mayMiss = this.judge.isAll && thrown instanceof FilemillError && PARTIAL.has(error.code);
      if (this.isComplete && !mayMiss) return;
      if (!PARTIAL.has(error.code) || !this.run.written.hasFiles) throw thrown;
      this.run.addRest(this.metCount, refusalOf(error));
      this.refusePending(error);
    }
    this.run.throwIfOver();
  }

  private open(entry: ArchiveEntry): EntrySink | null {
    this.throwToStop();
    const pending = this.pending.take(entry);
    if (!pending) return null;
    const verdict = this.placed(pending);
    const sink: FileSink = new FileSink(verdict, this.run, this.outputFor(verdict), {
      begun: () => this.tell(verdict),
      isRead: () => this.live.delete(sink),
    });
    this.live.add(sink);
    return sink;
  }

  /** The entry whose bytes it gets came before, and was asked for. */
  private hasCome({ entry, bytesOf }: WriteVerdict): boolean {
    return this.isOnePass && bytesOf !== entry.ordinal;
  }

  private outputFor(verdict: WriteVerdict): FileOutput {
    const { writeThread, into } = this.request;
    const isSmall = verdict.size !== null && verdict.size <= SMALL_BYTES;
    if (isSmall) this.smallFiles += 1;
    if (!isSmall || writeThread === null || this.smallFiles <= MANY_SMALL_FILES) return new WrittenHere(verdict, this.run.target);
    this.writers ??= new SmallFileWriters(writeThread, into, this.run.target);
    if (!this.writers.areReady) return new WrittenHere(verdict, this.run.target);
    return new WrittenByThread(verdict, this.writers.of(verdict.relativePath));
  }

  private countRead(bytes: number): void {
    this.readBytes += bytes;
    this.throwToStop();
    if (this.readBytes > this.request.limits.totalBytes * READ_FACTOR) throw tooMuch();
  }

  /** Ends the reading when nothing more can come of it. */
  private throwToStop(): void {
    this.run.throwIfOver();
    if (this.isComplete) throw new Error(t('All that is wanted has been read.'));
  }

  private get isComplete(): boolean {
    const isAllMet = this.isListed || this.judge.isFull;
    return isAllMet && this.pending.size === 0 && this.live.size === 0;
  }

  private tell({ entry: { path } }: WriteVerdict): void {
    this.fileCount += 1;
    const name = displayName(path.slice(path.lastIndexOf('/') + 1).slice(0, 100));
    const fraction = this.isListed && this.wantedBytes > 0 ? this.run.bytes / this.wantedBytes : null;
    const values = { number: String(this.fileCount), name };
    this.context.progress(this.isListed ? t('File {number} of {all}: {name}', { ...values, all: String(this.allFiles) }) : t('File {number}: {name}', values), fraction);
  }

  /** Whatever the reader has not said a last word about. */
  private failLive(reason: FilemillError): void {
    for (const sink of [...this.live]) sink.fail(reason);
  }

  private refusePending(error: FilemillError): void {
    const { code, message } = refusalOf(error);
    for (const entry of this.pending.takeAll(this.entries)) this.run.addRefused({ entry, code, reason: message });
  }
}

function notThere(): FilemillError {
  return new FilemillError('file.damaged', t('The archive ends before this entry, or is damaged there.'));
}

function tooMuch(): FilemillError {
  return new FilemillError('file.tooLarge', t('Too much would have to be unpacked to get at it, as in archives that are made to keep a computer busy.'), {
    hint: t('Unpack it with another program if you trust where it comes from.'),
  });
}
