import type { Database } from '../store/database';
import { forgetCompared, putLikenesses, type ComparedKind, type Comparison, type Likeness } from '../store/likenesses';
import type { KnownPrint, Print } from '../store/text-prints';
import type { Breath } from '../../base/breath';
import type { Kind } from './compared-kinds';
import type { Content, Contents, LikeTier } from './contents';
import { KeptPrints } from './kept-prints';

/** What a content that is not in the ledger yet is compared by; null where it has nothing of the kind. */
export type NewPrints = Readonly<Record<ComparedKind, Uint8Array | null>>;

/** Further ones add nothing to a group that they are all in. */
const MOST_ALIKE = 100;
/** Written together. */
const RESULTS_PER_WRITE = 100;
/** So many that wait are asked about all at once. */
const FEWEST_TO_PREPARE = 500;

type Reading = Pick<Comparison, 'reportId' | 'isFirst'>;

/** Of those that waited when all was loaded: their readings, and what to compare them with. */
interface Prepared {
  readonly readings: Map<Content, Reading>;
  readonly candidates: ReadonlyMap<number, readonly number[]>;
}

interface Alike {
  readonly other: Content;
  readonly tier: LikeTier;
  readonly likeness: number;
}

/** Finds what is like a content, by indexes, and remembers it: each content is compared with all others once. */
export class Comparer {
  private readonly waiting: ReadonlyMap<Kind, Set<Content>>;
  /** Those of them that do not stand in the index yet. */
  private readonly unindexed: ReadonlyMap<Kind, Set<Content>>;
  /** Known ones of which this reading was not compared. */
  private readonly uncompared = new Map<Kind, Map<Content, Reading>>();
  private readonly prepared = new Map<Kind, Prepared>();
  private unwritten: { compared: Comparison; found: Likeness[] }[] = [];
  private gone: string[] = [];
  private readonly prints: KeptPrints;

  constructor(
    private readonly database: Database,
    private readonly contents: Contents,
    readonly kinds: readonly Kind[],
  ) {
    this.prints = new KeptPrints(database);
    this.waiting = new Map(kinds.map((kind) => [kind, new Set()]));
    this.unindexed = new Map(kinds.map((kind) => [kind, new Set()]));
  }

  /** Contents that are still to be compared. */
  get behind(): number {
    return [...this.waiting.values()].reduce((sum, contents) => sum + contents.size, 0);
  }

  /** To be compared when its turn comes. */
  note(content: Content): void {
    this.prints.drop(content.sha256);
    for (const [kind, contents] of this.waiting) {
      this.unprepare(kind, content);
      // Behind those whose candidates were found without it.
      contents.delete(content);
      contents.add(content);
    }
    for (const contents of this.unindexed.values()) contents.add(content);
  }

  isWaiting(content: Content): boolean {
    return [...this.waiting.values()].some((contents) => contents.has(content));
  }

  /** The tiers in which bytes that may not be known yet are like known ones, whether these have had their turn or not. */
  async tiersOf(sha256: string, prints: NewPrints, breath: Breath): Promise<LikeTier[]> {
    const tiers = new Set<LikeTier>();
    for (const kind of this.kinds) {
      const own = prints[kind.name] ?? kind.read(this.database, sha256)?.print;
      if (!own || !kind.isValid(own)) continue;
      await this.indexAll(kind, breath);
      for (const id of kind.index.candidates(own)) {
        if (kind.tiers.every((tier) => tiers.has(tier))) break;
        const other = this.contents.get(id);
        const print = other && other.sha256 !== sha256 ? this.prints.of(kind, other.sha256) : undefined;
        const tier = print ? kind.compare(own, print).tier : null;
        if (tier) tiers.add(tier);
        await breath.take();
      }
    }
    return [...tiers];
  }

  private async indexAll(kind: Kind, breath: Breath): Promise<void> {
    for (const content of this.unindexed.get(kind) ?? []) {
      this.unindexed.get(kind)?.delete(content);
      const print = kind.read(this.database, content.sha256)?.print;
      if (print && kind.isValid(print)) {
        kind.index.remove(content.id);
        kind.index.add(content.id, print);
      }
      await breath.take();
    }
  }

  /** Known from before: stands in the index, and waits only where it was not compared. */
  know(kind: Kind, content: Content, { print, reportId, isCompared, wasCompared }: KnownPrint): void {
    if (!kind.canIndex(print)) return;
    this.prints.drop(content.sha256);
    kind.index.remove(content.id);
    kind.index.add(content.id, print);
    this.unindexed.get(kind)?.delete(content);
    this.unprepare(kind, content);
    if (isCompared === 1) {
      this.waiting.get(kind)?.delete(content);
      return;
    }
    this.waiting.get(kind)?.add(content);
    const uncompared = this.uncompared.get(kind) ?? new Map<Content, Reading>();
    this.uncompared.set(kind, uncompared.set(content, { reportId, isFirst: wasCompared === 0 }));
  }

  /** Finds for all that are known, and wait, what they are to be compared with, where they are many. */
  async prepare(breath: Breath, isClosed: () => boolean): Promise<void> {
    for (const kind of this.kinds) {
      this.prepared.delete(kind);
      const readings = this.uncompared.get(kind);
      if (!readings || readings.size < FEWEST_TO_PREPARE) continue;
      const steps = kind.index.neighbours?.();
      if (!steps) continue;
      let step = steps.next();
      while (!step.done && !isClosed()) {
        await breath.take();
        step = steps.next();
      }
      if (step.done) this.prepared.set(kind, { readings, candidates: step.value });
      this.uncompared.delete(kind);
    }
  }

  /** What was found for it beforehand no longer holds. */
  private unprepare(kind: Kind, content: Content): void {
    this.uncompared.get(kind)?.delete(content);
    this.prepared.get(kind)?.readings.delete(content);
  }

  /** It lies nowhere any more. */
  forget(content: Content): void {
    this.prints.drop(content.sha256);
    for (const kind of this.kinds) {
      kind.index.remove(content.id);
      this.unprepare(kind, content);
      this.waiting.get(kind)?.delete(content);
      this.unindexed.get(kind)?.delete(content);
    }
    this.gone.push(content.sha256);
  }

  /**
   * Compares the next one that waits.
   *
   * @returns contents whose groups may be others now; null when none waits
   */
  async compareNext(breath: Breath): Promise<Content[] | null> {
    for (const kind of this.kinds) {
      const [content] = this.waiting.get(kind) ?? [];
      if (!content) continue;
      this.waiting.get(kind)?.delete(content);
      return this.compare(kind, content, breath);
    }
    return null;
  }

  private async compare(kind: Kind, content: Content, breath: Breath): Promise<Content[]> {
    const prepared = this.prepared.get(kind);
    const reading = prepared?.readings.get(content);
    this.unprepare(kind, content);
    if (prepared && reading) {
      const candidates = prepared.candidates.get(content.id);
      const comparison = { sha256: content.sha256, kind: kind.name, ...reading };
      if (!candidates) return this.conclude(kind, content, comparison, []);
      const own = this.prints.of(kind, content.sha256);
      return own ? this.conclude(kind, content, comparison, await this.compareWith(kind, content, own, candidates, breath)) : [];
    }
    const own = kind.read(this.database, content.sha256);
    if (!own || !kind.isValid(own.print)) return [];
    this.index(kind, content, own);
    const comparison = { sha256: content.sha256, kind: kind.name, reportId: own.reportId, isFirst: false };
    return this.conclude(kind, content, comparison, await this.compareWith(kind, content, own.print, kind.index.candidates(own.print), breath));
  }

  private index(kind: Kind, content: Content, { print }: Print): void {
    this.prints.keep(kind, content.sha256, print);
    kind.index.remove(content.id);
    kind.index.add(content.id, print);
    this.unindexed.get(kind)?.delete(content);
  }

  private async compareWith(kind: Kind, content: Content, own: Uint8Array, candidates: readonly number[], breath: Breath): Promise<Alike[]> {
    const alike: Alike[] = [];
    for (const id of candidates) {
      // The most promising come first.
      if (alike.length >= MOST_ALIKE) break;
      const other = this.contents.get(id);
      // One that still waits finds this one when its turn comes.
      if (!other || other === content || this.waiting.get(kind)?.has(other)) continue;
      const print = this.prints.of(kind, other.sha256);
      const result = print ? kind.compare(own, print) : null;
      if (result?.tier) alike.push({ other, tier: result.tier, likeness: result.likeness });
      await breath.take();
    }
    return alike.sort((one, other) => other.likeness - one.likeness);
  }

  /** @returns contents whose groups may be others now */
  private conclude(kind: Kind, content: Content, compared: Comparison, alike: readonly Alike[]): Content[] {
    // Others were at work meanwhile.
    if (!this.contents.has(content)) return [];
    const touched = this.contents.unlink(content, kind.tiers);
    const found: Likeness[] = [];
    for (const { other, tier, likeness } of alike) {
      if (!this.contents.has(other)) continue;
      this.contents.link(content, other, tier, likeness);
      touched.push(other);
      const [a, b] = content.sha256 < other.sha256 ? [content.sha256, other.sha256] : [other.sha256, content.sha256];
      found.push({ a, b, tier, likeness });
    }
    this.unwritten.push({ compared, found });
    if (this.unwritten.length >= RESULTS_PER_WRITE) this.write();
    return touched.length > 0 ? [content, ...touched] : [];
  }

  /** Keeps what was found; what is not kept is found again at the next start. */
  write(): void {
    if (this.unwritten.length === 0 && this.gone.length === 0) return;
    const [unwritten, gone] = [this.unwritten, this.gone];
    this.database.transaction((writer) => {
      for (const { compared, found } of unwritten) putLikenesses(writer, compared, found);
      forgetCompared(writer, gone.filter((sha256) => !this.contents.ofHash(sha256)));
    });
    this.unwritten = [];
    this.gone = [];
  }
}
