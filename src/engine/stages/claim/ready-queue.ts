import { Heap } from '../../../base/heap';
import type { Job } from '../../job';
import type { Lane } from '../../../shared/model/file';
import type { FolderSettings } from '../../../shared/model/folder';

/** Files up to this size travel to a worker in bundles; a larger one goes alone. */
export const SMALL_BYTES = 256 * 1024;
const BUNDLE_FILES = 64;
const BUNDLE_BYTES = 4 * 1024 * 1024;

/** What may be taken at this moment. */
export interface Room {
  /** A folder's settings as they are now; undefined when it is no longer watched. */
  settingsOf(folderId: number): FolderSettings | undefined;
  /** Files of the folder that are under way. */
  activeIn(folderId: number): number;
  isLanePaused(lane: Lane): boolean;
  /** Whether another worker may be given files of this lane. */
  hasLaneRoom(lane: Lane): boolean;
  workers: number;
}

const RANK: Record<FolderSettings['priority'], number> = { high: 0, normal: 1, low: 2 };

/** Jobs of one folder and lane, in the order in which they are taken. */
interface Shelf {
  folderId: number;
  lane: Lane;
  heap: Heap<Job>;
  /** When it was last taken from: shelves of one rank take turns. */
  servedAt: number;
}

/** Those that a person put first, then oldest file first. */
const before = (a: Job, b: Job): boolean => {
  if (a.isFirst !== b.isFirst) return a.isFirst;
  return a.mtimeMs === b.mtimeMs ? a.jobId < b.jobId : a.mtimeMs < b.mtimeMs;
};

/**
 * Jobs whose file is whole, until a worker has room: folders by their priority, folders and lanes of one priority in
 * turn, and in each the oldest file first.
 */
export class ReadyQueue {
  private readonly shelves = new Map<string, Shelf>();
  private readonly jobs = new Map<number, Job>();
  private readonly byFile = new Map<number, Job>();
  private readonly counts = new Map<Lane, number>();
  private turn = 0;

  get size(): number {
    return this.jobs.size;
  }

  has(jobId: number): boolean {
    return this.jobs.has(jobId);
  }

  add(job: Job): void {
    if (this.jobs.has(job.jobId)) return;
    this.jobs.set(job.jobId, job);
    this.byFile.set(job.fileId, job);
    this.counts.set(job.lane, this.countIn(job.lane) + 1);
    const key = `${job.folderId} ${job.lane}`;
    let shelf = this.shelves.get(key);
    if (!shelf) {
      shelf = { folderId: job.folderId, lane: job.lane, heap: new Heap(before), servedAt: 0 };
      this.shelves.set(key, shelf);
    }
    shelf.heap.push(job);
  }

  /** Takes a job out again; it leaves a void place behind, which is passed over. */
  remove(jobId: number): Job | undefined {
    const job = this.jobs.get(jobId);
    if (!job) return undefined;
    this.jobs.delete(jobId);
    if (this.byFile.get(job.fileId) === job) this.byFile.delete(job.fileId);
    this.counts.set(job.lane, this.countIn(job.lane) - 1);
    return job;
  }

  ofFile(fileId: number): Job | undefined {
    return this.byFile.get(fileId);
  }

  countIn(lane: Lane): number {
    return this.counts.get(lane) ?? 0;
  }

  /** The next jobs for one worker, of one folder and lane: one large one, or small ones together. Empty when none may go. */
  take(room: Room): Job[] {
    const best = this.bestShelf(room);
    if (!best) return [];
    this.turn += 1;
    best.shelf.servedAt = this.turn;
    return this.takeFrom(best.shelf, best.left, room.workers);
  }

  /** Takes out what may not go before a person ends a pause. */
  removePaused(room: Room): number {
    let removed = 0;
    for (const [key, shelf] of this.shelves) {
      if (!this.isPaused(shelf, room)) continue;
      for (let job = this.peek(shelf); job; job = this.peek(shelf)) {
        this.remove(job.jobId);
        removed += 1;
      }
      this.shelves.delete(key);
    }
    return removed;
  }

  /** Whether nothing may go, however long one waits, until a person ends a pause. */
  isHeldUp(room: Room): boolean {
    for (const shelf of this.shelves.values()) {
      if (this.peek(shelf) && !this.isPaused(shelf, room)) return false;
    }
    return true;
  }

  private isPaused({ folderId, lane }: Shelf, room: Room): boolean {
    const settings = room.settingsOf(folderId);
    return !settings || settings.paused || room.isLanePaused(lane);
  }

  private bestShelf(room: Room): { shelf: Shelf; left: number } | null {
    let best: { shelf: Shelf; left: number; rank: number } | null = null;
    for (const [key, shelf] of this.shelves) {
      if (!this.peek(shelf)) {
        this.shelves.delete(key);
        continue;
      }
      const settings = room.settingsOf(shelf.folderId);
      if (!settings || this.isPaused(shelf, room) || !room.hasLaneRoom(shelf.lane)) continue;
      const left = (settings.batchSize ?? Infinity) - room.activeIn(shelf.folderId);
      if (left <= 0) continue;
      const rank = this.peek(shelf)?.isFirst ? -1 : RANK[settings.priority];
      const isBetter = !best || rank < best.rank || (rank === best.rank && shelf.servedAt < best.shelf.servedAt);
      if (isBetter) best = { shelf, left, rank };
    }
    return best;
  }

  private takeFrom(shelf: Shelf, left: number, workers: number): Job[] {
    const fair = Math.ceil(this.size / (workers * 2));
    const most = Math.min(BUNDLE_FILES, Math.max(1, fair), left);
    const bundle: Job[] = [];
    let bytes = 0;
    for (let job = this.peek(shelf); job && bundle.length < most; job = this.peek(shelf)) {
      const isLarge = job.size > SMALL_BYTES || job.alone;
      if (bundle.length > 0 && (isLarge || bytes + job.size > BUNDLE_BYTES)) break;
      shelf.heap.pop();
      this.remove(job.jobId);
      bundle.push(job);
      bytes += job.size;
      if (isLarge) break;
    }
    return bundle;
  }

  private peek({ heap }: Shelf): Job | undefined {
    for (let job = heap.top; job; job = heap.top) {
      if (this.jobs.get(job.jobId) === job) return job;
      heap.pop();
    }
    return undefined;
  }
}
