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

/** A file that is renamed is announced as gone and as new; the two are brought together within this time. */
const GRACE_MS = 1_500;
const LOOKS_AT_ONCE = 64;

export interface DepartureListener {
  settled(jobIds: number[]): void;
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

  /** Whether the file still lies where the ledger says; on a drive that may hang nobody looks. */
  stillThere({ folderId, path, ino, dev }: KnownFile): boolean {
    const folder = this.folderOf(folderId);
    if (!folder) return true;
    const stat = lstatSync(toFsPath(join(folder.path, path)), { throwIfNoEntry: false, bigint: true });
    return stat !== undefined && String(stat.ino) === ino && String(stat.dev) === dev;
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
      this.timer = null;
      this.guarded(() => this.settleDue());
      this.arm();
    }, GRACE_MS / 3);
  }

  private settleDue(): void {
    const now = performance.now();
    const due = [...this.pending].filter(([, at]) => at <= now).map(([fileId]) => fileId);
    if (due.length === 0) return;
    const after: (() => void)[] = [];
    const settled: number[] = [];
    this.database.transaction((writer) => {
      for (const fileId of due) {
        const known = this.ledger.byId(fileId);
        // What is with a worker ends first; it finds out by itself.
        if (known?.state === 'inProgress' && !known.present) continue;
        after.push(() => this.pending.delete(fileId));
        if (!known || known.present) continue;
        this.whereabouts.markGone(writer, fileId, null);
        const jobId = this.end(writer, known, after);
        if (jobId !== null) settled.push(jobId);
      }
    });
    for (const act of after) act();
    if (settled.length > 0) this.listener.settled(settled);
  }

  /** @returns the job that reached its end by this, or null when nothing is to be told */
  private end(writer: Writer, known: KnownFile, after: (() => void)[]): number | null {
    const now = Date.now();
    if (known.state === 'waiting' || known.state === 'attention') {
      const reason =
        known.state === 'waiting'
          ? 'It was gone before it could be read.'
          : 'It was removed from the folder before it could be read.';
      if (!this.ledger.ignore(writer, known.jobId, known.state, reason, now)) return null;
      after.push(() => this.listener.dropped(known.jobId));
      return known.jobId;
    }
    const isWanted = this.folderOf(known.folderId)?.settings.events.deleted === true;
    if (!isWanted || known.event === 'deleted') return null;
    return this.whereabouts.recordDeleted(writer, known, { trigger: 'live', now });
  }
}

interface Present {
  id: number;
  path: string;
}

/** Device and file number of the folder itself: another one means another drive, or a folder made anew. */
function rootNumberOnDisk(path: string): string | null {
  const stat = lstatSync(toFsPath(path), { throwIfNoEntry: false, bigint: true });
  return stat ? `${stat.dev}:${stat.ino}` : null;
}
