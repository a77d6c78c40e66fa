import { DUPLICATE_TIERS, type DuplicateTier } from '../../shared/model/duplicates';
import type { Breath } from '../../base/breath';
import { cluster } from './cluster';
import type { Content, LikeTier } from './contents';
import type { Group } from './group';

/** Which contents form groups, tier by tier; only the surroundings of what changed are looked at again. */
export class Groups {
  private readonly byId = new Map<string, Group>();
  private readonly byContent = new Map(DUPLICATE_TIERS.map((tier) => [tier, new Map<Content, Group>()]));
  private nextNumber = 1;
  /** Contents whose links or places have changed. */
  private readonly touched = new Set<Content>();
  /** Groups whose summary must be worked out. */
  readonly stale = new Set<Group>();

  constructor(
    private readonly isPresent: (content: Content) => boolean,
    /** A group was formed, or is no more. */
    private readonly changed: (group: Group) => void,
  ) {}

  get touchedCount(): number {
    return this.touched.size;
  }

  get(id: string): Group | undefined {
    return this.byId.get(id);
  }

  all(): IterableIterator<Group> {
    return this.byId.values();
  }

  of(tier: DuplicateTier, content: Content): Group | undefined {
    return this.byContent.get(tier)?.get(content);
  }

  /** All groups that a content is in. */
  containing(content: Content): Group[] {
    return DUPLICATE_TIERS.flatMap((tier) => this.of(tier, content) ?? []);
  }

  touch(...contents: Content[]): void {
    for (const content of contents) this.touched.add(content);
  }

  /** What is shown of the groups that a content is in may be other now, though the groups are the same. */
  restate(content: Content): void {
    for (const group of this.containing(content)) this.stale.add(group);
  }

  /** Forms the groups around all touched contents anew. */
  async regroup(breath: Breath): Promise<void> {
    const touched = [...this.touched];
    this.touched.clear();
    for (const content of touched) {
      this.regroupIdentical(content);
      await breath.take();
    }
    for (const tier of DUPLICATE_TIERS) {
      if (tier === 'identical') continue;
      // What hangs together is looked at once, however many of it were touched.
      const seen = new Set<Content>();
      for (const content of touched) {
        if (seen.has(content)) continue;
        for (const node of this.regroupAlike(tier, content)) seen.add(node);
        await breath.take();
      }
    }
  }

  private regroupIdentical(content: Content): void {
    const isGroup = this.isPresent(content) && new Set(content.places.values()).size > 1;
    const former = this.of('identical', content);
    if (former && isGroup) this.stale.add(former);
    else if (former) this.dissolve(former);
    else if (isGroup) this.form('identical', [content]);
  }

  /** @returns all that hang together with it */
  private regroupAlike(tier: LikeTier, content: Content): Content[] {
    const around = this.connected(tier, content);
    const nearly = tier === 'samePicture' ? (node: Content) => node.alike.similar : undefined;
    const formed = cluster(around, (node) => node.alike[tier], nearly).map((contents) => contents.sort(byHash));
    const formerly = new Set<Group>();
    for (const node of [content, ...around]) {
      const group = this.of(tier, node);
      if (group) formerly.add(group);
    }
    const known = new Map([...formerly].map((group) => [keyOf(group.contents), group]));
    const wanted = new Set(formed.map(keyOf));
    for (const [key, group] of known) {
      if (wanted.has(key)) this.stale.add(group);
      else this.dissolve(group);
    }
    for (const contents of formed) if (!known.has(keyOf(contents))) this.form(tier, contents);
    return around;
  }

  /** Everything that a way of likeness leads to; what leaves may still stand in a group with them. */
  private connected(tier: LikeTier, content: Content): Content[] {
    const found = new Set<Content>();
    const next = [content, ...(this.of(tier, content)?.contents ?? [])];
    for (let node = next.pop(); node; node = next.pop()) {
      if (found.has(node) || !this.isPresent(node)) continue;
      found.add(node);
      for (const other of node.alike[tier]?.keys() ?? []) if (!found.has(other)) next.push(other);
    }
    return [...found].sort(byHash);
  }

  private form(tier: DuplicateTier, contents: readonly Content[]): void {
    const [first] = contents;
    if (!first) return;
    const group: Group = { id: `${tier}:${first.sha256}`, number: this.nextNumber++, tier, contents, summary: null };
    const former = this.byId.get(group.id);
    if (former) this.dissolve(former);
    this.byId.set(group.id, group);
    for (const content of contents) this.byContent.get(tier)?.set(content, group);
    this.stale.add(group);
    this.changed(group);
  }

  private dissolve(group: Group): void {
    if (this.byId.get(group.id) === group) this.byId.delete(group.id);
    this.stale.delete(group);
    this.changed(group);
    for (const content of group.contents) {
      if (this.of(group.tier, content) === group) this.byContent.get(group.tier)?.delete(content);
    }
  }
}

const keyOf = (contents: readonly Content[]): string => contents.map(({ id }) => id).join(' ');

const byHash = (one: Content, other: Content): number => (one.sha256 < other.sha256 ? -1 : 1);
