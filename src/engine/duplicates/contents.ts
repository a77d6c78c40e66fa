import type { DuplicateTier } from '../../shared/model/duplicates';
import type { Place } from '../store/duplicate-places';

/** Tiers of likeness between different bytes. */
export type LikeTier = Exclude<DuplicateTier, 'identical'>;

/** Bytes that lie in one place or several: what is compared, once for all of them. */
export interface Content {
  /** By which the indexes know it. */
  readonly id: number;
  readonly sha256: string;
  /** Whose signature or print counts. */
  reportId: number | null;
  /** By file: which of the files on disk it is; two names of one file have the same. */
  readonly places: Map<number, string>;
  /** Contents like it, with their likeness (0–100). */
  readonly alike: Partial<Record<LikeTier, Map<Content, number>>>;
}

/** What lies where, and what is like what. */
export class Contents {
  private readonly byHash = new Map<string, Content>();
  private readonly byId = new Map<number, Content>();
  private readonly byFile = new Map<number, Content>();
  private nextId = 1;

  get size(): number {
    return this.byHash.size;
  }

  get(id: number): Content | undefined {
    return this.byId.get(id);
  }

  ofHash(sha256: string): Content | undefined {
    return this.byHash.get(sha256);
  }

  ofFile(fileId: number): Content | undefined {
    return this.byFile.get(fileId);
  }

  files(): IterableIterator<number> {
    return this.byFile.keys();
  }

  has(content: Content): boolean {
    return this.byId.get(content.id) === content;
  }

  /** @returns whether it must be compared, as it is new or was read anew; and whether anything is other than it was */
  put({ fileId, sha256, reportId, dev, ino }: Place): { content: Content; isNew: boolean; isChanged: boolean } {
    const known = this.byHash.get(sha256);
    const isNew = known === undefined || (reportId !== null && known.reportId !== reportId);
    const content = known ?? this.add(sha256);
    if (reportId !== null) content.reportId = reportId;
    // Where the file system gives no numbers, each name is a file of its own.
    const node = ino === '0' ? `#${fileId}` : `${dev}:${ino}`;
    const isChanged = isNew || content.places.get(fileId) !== node;
    content.places.set(fileId, node);
    this.byFile.set(fileId, content);
    return { content, isNew, isChanged };
  }

  private add(sha256: string): Content {
    const content: Content = { id: this.nextId++, sha256, reportId: null, places: new Map(), alike: {} };
    this.byHash.set(sha256, content);
    this.byId.set(content.id, content);
    return content;
  }

  /** @returns what lay there, and whether it lies nowhere any more */
  remove(fileId: number): { content: Content; isGone: boolean } | null {
    const content = this.byFile.get(fileId);
    if (!content) return null;
    this.byFile.delete(fileId);
    content.places.delete(fileId);
    if (content.places.size > 0) return { content, isGone: false };
    this.byHash.delete(content.sha256);
    this.byId.delete(content.id);
    return { content, isGone: true };
  }

  link(one: Content, other: Content, tier: LikeTier, likeness: number): void {
    (one.alike[tier] ??= new Map()).set(other, likeness);
    (other.alike[tier] ??= new Map()).set(one, likeness);
  }

  /** @returns those that it was linked with */
  unlink(content: Content, tiers: readonly LikeTier[]): Content[] {
    const former: Content[] = [];
    for (const tier of tiers) {
      for (const other of content.alike[tier]?.keys() ?? []) {
        other.alike[tier]?.delete(content);
        former.push(other);
      }
      delete content.alike[tier];
    }
    return former;
  }
}
