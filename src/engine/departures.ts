import { lstat } from 'node:fs/promises';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { toFsPath } from '../base/byte-name';
import type { KnownFolder } from './folder-registry';
import type { Database, Writer } from './store/database';
import { rootNumber, setRootNumber } from './store/folders';
import type { KnownFile } from './store/job-facts';
import type { Ledger } from './store/ledger';
import type { Whereabouts } from './store/whereabouts';
import { t } from '../shared/words/words';

/** A file that is renamed is announced as gone and as new; the two are brought together within this time. */
const GRACE_MS = 1_500;
const LOOKS_AT_ONCE = 64;
/** While nothing can be said, for a drive may be away, one looks again after this. */
const UNSURE_MS = 5_000;

/** `elsewhere`: another folder or drive lies at the root's place. */
type LastLook = 'gone' | 'there' | 'unsure' | 'elsewhere';

export interface DepartureListener {
  settled(jobIds: number[]): void;
  /** A job tells that the file is gone; in the transaction in which it is written. */
  recordedGone(writer: Writer, jobId: number, folder: KnownFolder): void;
  /** Gone, although no job tells of it. */
  removed(fileIds: number[]): void;
  /** A file that waited was not gone after all. */
  back(jobId: number): void;
  /** A job that waited is over. */
  dropped(jobId: number): void;
  /** Files that were in this folder were not found, and it may be another drive that is mounted there. */
  missing(folder: KnownFolder, files: number): void;
  found(folder: KnownFolder): void;
}

/** What becomes of files that are gone: moved, deleted, or just on a drive that is not there. */
export class Departures {
  /** By file: when its grace is over, on a monotonic clock. */
  private readonly pending = new Map<number, number>();
  private readonly missingIn = new Map<number, number>();
  private timer: NodeJS.Timeout | null = null;
  private isClosed = false;

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly whereabouts: Whereabouts,
    private readonly folderOf: (id: number) => KnownFolder | undefined,
    private readonly listener: DepartureListener,
    private readonly guarded: (write: () => void) => void,
  ) {}

  get size(): number {
    return this.pending.size;
  }

  missing(folderId: number): number {
    return this.missingIn.get(folderId) ?? 0;
  }

  note(fileId: number): void {
    this.pending.set(fileId, performance.now() + GRACE_MS);
    this.arm();
  }

  returned(fileId: number): void {
    this.pending.delete(fileId);
  }

  /** Those whose grace an end of Filemill cut short. */
  resume(): void {
    for (const fileId of this.whereabouts.departed()) this.note(fileId);
  }

  close(): void {
    this.isClosed = true;
    if (this.timer) clearTimeout(this.timer);
  }

  /** Whether the file still lies where the ledger says; where that can't be told nothing is taken for a move. */
  stillThere({ folderId, path, ino, dev }: Pick<KnownFile, 'folderId' | 'path' | 'dev' | 'ino'>): boolean {
    const folder = this.folderOf(folderId);
    if (!folder) return true;
    try {
      const stat = lstatSync(toFsPath(join(folder.path, path)), { throwIfNoEntry: false, bigint: true });
      return stat !== undefined && String(stat.ino) === ino && String(stat.dev) === dev;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code !== 'ENOTDIR';
    }
  }

  /**
   * After the first look at a folder since the start: files that were not met are looked for once more, and only those
   * that are truly not there are gone. When none of the known files is there and the folder itself is another one than
   * before, a drive is probably missing: nothing counts as deleted until a person says so.
   */
  async reconcile(folder: KnownFolder, met: ReadonlySet<number>): Promise<void> {
    const known = this.presentIn(folder.id);
    const unmet = known.filter(({ id }) => !met.has(id));
    const number = rootNumberOnDisk(folder.path);
    const isOther = number !== null && number !== rootNumber(this.database, folder.id);
    const isNoneMet = unmet.length === known.length && known.length > 0;
    if (isNoneMet && isOther && rootNumber(this.database, folder.id) !== null) {
      const gone = await this.notThere(folder, unmet);
      if (gone.length === known.length) {
        this.missingIn.set(folder.id, gone.length);
        this.listener.missing(folder, gone.length);
        return;
      }
    }
    await this.acceptGone(folder, unmet);
  }

  /** A folder whose files were missing has been looked through again. */
  async reconsider(folder: KnownFolder): Promise<void> {
    if (!this.missingIn.has(folder.id)) return;
    const known = this.presentIn(folder.id);
    const gone = await this.notThere(folder, known);
    if (gone.length === known.length && rootNumberOnDisk(folder.path) !== rootNumber(this.database, folder.id)) return;
    this.missingIn.delete(folder.id);
    const number = rootNumberOnDisk(folder.path);
    if (number !== null) this.guarded(() => setRootNumber(this.database, folder.id, number));
    this.listener.found(folder);
    this.depart(gone);
  }

  /** A person says that the folder is the right one and its files are gone. */
  async acceptMissing(folder: KnownFolder): Promise<number> {
    this.missingIn.delete(folder.id);
    this.listener.found(folder);
    return this.acceptGone(folder, this.presentIn(folder.id));
  }

  private async acceptGone(folder: KnownFolder, candidates: Present[]): Promise<number> {
    const gone = await this.notThere(folder, candidates);
    const number = rootNumberOnDisk(folder.path);
    // Without its root nothing can be said about what lies below it.
    if (number === null || this.isClosed) return 0;
    this.guarded(() => setRootNumber(this.database, folder.id, number));
    this.depart(gone);
    return gone.length;
  }

  private depart(gone: Present[]): void {
    if (gone.length === 0 || this.isClosed) return;
    this.guarded(() => {
      const now = Date.now();
      this.database.transaction((writer) => {
        for (const { id } of gone) this.whereabouts.markGone(writer, id, now);
      });
      for (const { id } of gone) this.note(id);
    });
  }

  private presentIn(folderId: number): Present[] {
    return this.database.all<Present>('SELECT id, path FROM files WHERE folder_id = ? AND present = 1', folderId);
  }

  private async notThere(folder: KnownFolder, files: Present[]): Promise<Present[]> {
    const gone: Present[] = [];
    for (let at = 0; at < files.length; at += LOOKS_AT_ONCE) {
      const part = files.slice(at, at + LOOKS_AT_ONCE);
      const isGone = await Promise.all(
        part.map(({ path }) =>
          lstat(toFsPath(join(folder.path, path))).then(
            () => false,
            ({ code }: NodeJS.ErrnoException) => code === 'ENOENT' || code === 'ENOTDIR',
          ),
        ),
      );
      gone.push(...part.filter((_, index) => isGone[index]));
    }
    return gone;
  }

  private arm(): void {
    if (this.timer || this.isClosed || this.pending.size === 0) return;
    this.timer = setTimeout(() => {
      void this.settleDue().finally(() => {
        this.timer = null;
        this.arm();
      });
    }, GRACE_MS / 3);
  }

  private async settleDue(): Promise<void> {
    const now = performance.now();
    const due = [...this.pending].filter(([, at]) => at <= now).map(([fileId]) => fileId);
    for (let at = 0; at < due.length && !this.isClosed; at += LOOKS_AT_ONCE) {
      const part = due.slice(at, at + LOOKS_AT_ONCE);
      const looks = await Promise.all(part.map((fileId) => this.lastLook(fileId)));
      if (!this.isClosed) this.guarded(() => this.settle(part, looks));
    }
  }

  /** Before a file counts as gone: is it, and is its folder the one that is known? */
  private async lastLook(fileId: number): Promise<LastLook> {
    const known = this.ledger.byId(fileId);
    if (!known || known.present) return 'there';
    const folder = this.folderOf(known.folderId);
    if (!folder) return 'gone';
    const number = rootNumberOnDisk(folder.path);
    const believed = rootNumber(this.database, folder.id);
    if (number === null) return 'unsure';
    if (believed !== null && number !== believed) return 'elsewhere';
    try {
      await lstat(toFsPath(join(folder.path, known.path)));
      return 'there';
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return code === 'ENOENT' || code === 'ENOTDIR' ? 'gone' : 'unsure';
    }
  }

  private settle(fileIds: number[], looks: LastLook[]): void {
    const after: (() => void)[] = [];
    const settled: number[] = [];
    const silent: number[] = [];
    const hidden = new Set<number>();
    this.database.transaction((writer) => {
      for (const [index, fileId] of fileIds.entries()) {
        const known = this.ledger.byId(fileId);
        // What is with a worker ends first; it finds out by itself.
        const isOpen = known && !known.present && (known.state === 'inProgress' || looks[index] === 'unsure');
        if (isOpen) {
          after.push(() => this.pending.set(fileId, performance.now() + UNSURE_MS));
          continue;
        }
        after.push(() => this.pending.delete(fileId));
        if (!known || (known.present && known.departedAt === null && known.state !== 'waiting')) continue;
        if (known.present || looks[index] === 'there' || looks[index] === 'elsewhere') {
          this.whereabouts.markBack(writer, fileId);
          if (looks[index] === 'elsewhere') hidden.add(known.folderId);
          else if (known.state === 'waiting') after.push(() => this.listener.back(known.jobId));
          continue;
        }
        this.whereabouts.markGone(writer, fileId, null);
        const jobId = this.end(writer, known, after);
        if (jobId !== null) settled.push(jobId);
        else silent.push(fileId);
      }
    });
    for (const act of after) act();
    for (const folderId of hidden) this.hide(folderId);
    if (settled.length > 0) this.listener.settled(settled);
    if (silent.length > 0) this.listener.removed(silent);
  }

  /** The files stay as they were, until their drive is back or a person says that they are gone. */
  private hide(folderId: number): void {
    const folder = this.folderOf(folderId);
    if (!folder || this.missingIn.has(folderId)) return;
    const files = this.presentIn(folderId).length;
    this.missingIn.set(folderId, files);
    this.listener.missing(folder, files);
  }

  /** @returns the job that reached its end by this, or null when nothing is to be told */
  private end(writer: Writer, known: KnownFile, after: (() => void)[]): number | null {
    const now = Date.now();
    if (known.state === 'waiting' || known.state === 'attention') {
      const reason =
        known.state === 'waiting'
          ? t('It was gone before it could be read.')
          : t('It was removed from the folder before it could be read.');
      if (!this.ledger.ignore(writer, known.jobId, known.state, reason, now)) return null;
      after.push(() => this.listener.dropped(known.jobId));
      return known.jobId;
    }
    const folder = this.folderOf(known.folderId);
    if (folder?.settings.events.deleted !== true || known.event === 'deleted') return null;
    const jobId = this.whereabouts.recordDeleted(writer, known, { trigger: 'live', now });
    this.listener.recordedGone(writer, jobId, folder);
    return jobId;
  }
}

interface Present {
  id: number;
  path: string;
}

/** Device and file number of the folder itself: another one means another drive, or a folder made anew. */
function rootNumberOnDisk(path: string): string | null {
  try {
    const stat = lstatSync(toFsPath(path), { throwIfNoEntry: false, bigint: true });
    return stat ? `${stat.dev}:${stat.ino}` : null;
  } catch {
    // A drive that does not answer as it should is as good as away.
    return null;
  }
}
