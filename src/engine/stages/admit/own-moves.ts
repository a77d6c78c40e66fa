import { relative, sep } from 'node:path';
import { isInside } from '../../../base/safe-path';
import type { Sighting, SightingSource } from '../../../shared/contract/watch-api';
import { isThere, sightingAt } from '../../actions/file-version';

interface Watched {
  id: number;
  /** Absolute. */
  path: string;
}

/** So late what was seen at a place before may still come in. */
const LATE_MS = 30_000;

/**
 * Places at which Filemill itself is moving files: what the watcher sees there is put aside until the ledger knows of it, so
 * that a file that comes back is not taken for a new one.
 */
export class OwnMoves {
  private readonly places = new Map<string, number>();
  /** File numbers of what is being moved: it may come to lie under another name than was thought. */
  private readonly inodes = new Map<string, number>();
  /** Until when what was seen at a place may be older than what was done there. */
  private readonly lateUntil = new Map<string, number>();
  private aside: { folder: Watched; source: SightingSource; sighting: Sighting }[] = [];

  /** @param accept where sightings go on */
  constructor(
    private readonly folders: () => readonly Watched[],
    private readonly accept: (folderId: number, source: SightingSource, sightings: Sighting[]) => void,
  ) {}

  get size(): number {
    return this.aside.length;
  }

  /** @param paths absolute; where files come to lie, and where they lay */
  async during<R>(paths: readonly string[], act: () => Promise<R>): Promise<R> {
    const over = this.hold(paths);
    try {
      return await act();
    } finally {
      over();
    }
  }

  /**
   * @param paths absolute; where files come to lie, and where they lay
   * @param ino file number of what is moved
   * @returns to be called when the ledger knows
   */
  hold(paths: readonly string[], ino: string | null = null): () => void {
    const folders = this.folders();
    const keys = paths.flatMap((path) => folders.filter((folder) => isInside(folder.path, path)).map((folder) => keyOf(folder.id, relative(folder.path, path).split(sep).join('/'))));
    const inodes = ino === null || ino === '0' ? [] : [ino];
    for (const key of keys) add(this.places, key);
    for (const one of inodes) add(this.inodes, one);
    return () => {
      for (const key of keys.splice(0)) {
        takeOne(this.places, key);
        this.lateUntil.set(key, performance.now() + LATE_MS);
      }
      for (const one of inodes.splice(0)) takeOne(this.inodes, one);
      this.release();
    };
  }

  /** @returns what may be recorded at once */
  sift(folderId: number, source: SightingSource, sightings: Sighting[]): Sighting[] {
    this.forgetLate();
    if (this.places.size + this.inodes.size + this.lateUntil.size === 0) return sightings;
    const folder = this.folders().find(({ id }) => id === folderId);
    if (!folder) return sightings;
    return sightings.flatMap((sighting) => {
      if (this.isHeld(folderId, sighting)) {
        this.aside.push({ folder, source, sighting });
        return [];
      }
      return this.lateUntil.has(keyOf(folderId, sighting.path)) ? [lookAgain(folder.path, sighting)] : [sighting];
    });
  }

  private isHeld(folderId: number, { path, ino }: Sighting): boolean {
    return this.places.has(keyOf(folderId, path)) || this.inodes.has(ino);
  }

  /** They stand in the order in which their time ends, but for places that were held again. */
  private forgetLate(): void {
    const now = performance.now();
    for (const [key, until] of this.lateUntil) {
      if (until > now) return;
      this.lateUntil.delete(key);
    }
  }

  /** As it lies there now: what was seen in the midst may never have been so before or after. */
  private release(): void {
    const over = this.aside.filter(({ folder, sighting }) => !this.isHeld(folder.id, sighting));
    if (over.length === 0) return;
    this.aside = this.aside.filter((one) => !over.includes(one));
    for (const { folder, source, sighting } of over) this.accept(folder.id, source, [lookAgain(folder.path, sighting)]);
  }
}

function lookAgain(root: string, sighting: Sighting): Sighting {
  try {
    return isThere(`${root}${sep}${sighting.path}`) ? sightingAt(root, sighting.path) : { ...sighting, gone: true };
  } catch {
    // No file, or out of reach: as it was seen.
    return sighting;
  }
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function takeOne(counts: Map<string, number>, key: string): void {
  const left = (counts.get(key) ?? 1) - 1;
  if (left === 0) counts.delete(key);
  else counts.set(key, left);
}

const keyOf = (folderId: number, path: string): string => `${folderId}:${path}`;
