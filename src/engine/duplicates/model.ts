import { DUPLICATE_TIERS, type DuplicateTier } from '../../shared/model/duplicates';
import { AllPlaces } from '../store/all-places';
import type { Place } from '../store/duplicate-places';
import { ArchiveNews } from './archive-news';
import { Breath } from '../../base/breath';
import { comparedKinds, type Kind } from './compared-kinds';
import { Comparer, type NewPrints } from './comparer';
import { Contents, type Content, type LikeTier } from './contents';
import { Decisions } from './decisions';
import type { DuplicatesParts } from './duplicates-parts';
import { NOTHING_PLANNED, type Group } from './group';
import { GroupLists, type ShownGroup } from './group-lists';
import { Groups } from './groups';
import { isSetAside } from './is-set-aside';
import { loadKnown } from './load-known';
import { Marks } from './marks';
import { fileIdsOf, membersOf, readFacts, readMembers, type GroupMembers, type MembersParts } from './members';
import { summarise } from './summarise';

const LIKE_TIERS = DUPLICATE_TIERS.filter((tier) => tier !== 'identical');

/** Between two tellings that rows have changed. */
const TELL_MS = 250;
const FAULT_PAUSE_MS = 5_000;
const JOBS_PER_SLICE = 50;
const CONTENTS_PER_SLICE = 500;
/** Read together for several groups. */
const FILES_PER_BATCH = 60;
/** Compared before groups are shown anew. */
const COMPARED_PER_TURN = 20;

/**
 * What is alike in everything the ledger has: loaded in slices after the start, then kept up to date as files come and
 * go. All heavy work is done by one loop that stops for others every few milliseconds.
 */
export class Model {
  readonly contents = new Contents();
  readonly groups = new Groups(
    (content) => this.contents.has(content),
    (group) => {
      this.lists.note(group);
      this.changed();
    },
  );
  readonly marks: Marks;
  readonly decisions: Decisions;
  readonly lists: GroupLists;
  /** Grows with each change that can be seen. */
  revision = 0;
  private readonly places: AllPlaces;
  private readonly archiveNews: ArchiveNews;
  /** Contents that have come or gone, and may be archives. */
  private toAskAbout: string[] = [];
  private readonly comparer: Comparer;
  private readonly breath: Breath;
  /** Jobs whose files are still to be looked at. */
  private settledJobs: number[] = [];
  private isStarted = false;
  private isLoaded = false;
  /** Once it was; while other folders are looked at, what is known stays. */
  private wasLoaded = false;
  private readonly whenLoaded = new Set<() => void>();
  /** Files that the loading has still before it. */
  private toLoad = 1;
  private working: Promise<void> | null = null;
  private isClosed = false;
  private tellTimer: NodeJS.Timeout | null = null;
  /** What keepers depend on besides the files. */
  private manner = '';
  private watched = '';
  private readonly whenIdle = new Set<() => void>();

  constructor(private readonly parts: DuplicatesParts) {
    const { database } = parts;
    this.breath = new Breath(() => parts.isBusy?.() ?? false);
    this.marks = new Marks(database);
    this.decisions = new Decisions(database);
    this.places = new AllPlaces(database);
    this.archiveNews = new ArchiveNews(this.places);
    this.comparer = new Comparer(database, this.contents, parts.kinds ?? comparedKinds());
    this.lists = new GroupLists(
      () => this.groups.all(),
      (group) => this.groups.get(group.id) === group,
    );
  }

  /** What is still to be looked at or compared before all is known. */
  get behind(): number {
    const toLoad = this.isLoaded ? 0 : Math.max(1, this.toLoad);
    return toLoad + this.settledJobs.length + this.toAskAbout.length + this.archiveNews.size + this.comparer.behind + this.groups.touchedCount + this.groups.stale.size;
  }

  start(): void {
    this.isStarted = true;
    this.wake();
  }

  /** Before the start nothing is kept up to date: it will all be loaded. */
  settled(jobIds: readonly number[]): void {
    if (!this.isStarted) return;
    for (const jobId of jobIds) this.settledJobs.push(jobId);
    this.wake();
  }

  removed(fileIds: readonly number[]): void {
    for (const fileId of fileIds) this.remove(fileId);
    this.wake();
  }

  /** Files that are others on the disk than before, though they are the same to read. */
  refresh(fileIds: readonly number[]): void {
    for (const facts of this.places.facts(fileIds)) this.put(facts, true);
    this.wake();
  }

  /** Resolves when all is known; for tests and the command line. */
  async caughtUp(): Promise<void> {
    this.wake();
    while (this.behind > 0 && !this.isClosed) await new Promise<void>((resolve) => this.whenIdle.add(resolve));
  }

  async close(): Promise<void> {
    this.isClosed = true;
    if (this.tellTimer) clearTimeout(this.tellTimer);
    await this.working;
    this.releaseIdle();
    this.releaseLoaded();
  }

  /** The tiers in which bytes that are known are like others; null while that is not known. */
  likeTiers(sha256: string): LikeTier[] | null {
    const content = this.contents.ofHash(sha256);
    if (!this.wasLoaded || !content || this.comparer.isWaiting(content)) return null;
    return LIKE_TIERS.filter((tier) => (content.alike[tier]?.size ?? 0) > 0);
  }

  /** The same for bytes that may not be in the ledger yet, by what they are compared by; waits for what is known to be loaded. */
  async likeTiersOfNew(sha256: string, prints: NewPrints): Promise<LikeTier[]> {
    while (!this.wasLoaded && !this.isClosed) await new Promise<void>((resolve) => this.whenLoaded.add(resolve));
    const breath = new Breath();
    for (; this.settledJobs.length > 0 && !this.isClosed; await breath.take()) this.lookAtSettled();
    return this.likeTiers(sha256) ?? this.comparer.tiersOf(sha256, prints, breath);
  }

  /** The group, with its members read anew; null when it is no more. */
  async read(id: string): Promise<{ group: ShownGroup; members: GroupMembers } | null> {
    const group = this.groups.get(id);
    if (!group) return null;
    const members = await this.restate(group, new Breath());
    return members && isShown(group) ? { group, members } : null;
  }

  /** Groups that a file is a member of. */
  async ofFile(fileId: number): Promise<ShownGroup[]> {
    const content = this.contents.ofFile(fileId);
    const groups: ShownGroup[] = [];
    for (const group of content ? this.groups.containing(content) : []) {
      if (!group.summary) await this.restate(group, new Breath());
      if (isShown(group)) groups.push(group);
    }
    return groups;
  }

  get kinds(): readonly Kind[] {
    return this.comparer.kinds;
  }

  members(group: Group, breath: Breath): Promise<GroupMembers | null> {
    return readMembers(group, this.membersParts(), breath);
  }

  /** What decisions on a group are remembered by. */
  decisionKeys({ tier, contents }: Group): string[] {
    if (tier !== 'identical') return contents.map(({ sha256 }) => sha256);
    return contents.flatMap(({ places }) => [...places.keys()].map((fileId) => `#${fileId}`));
  }

  /** Works out what is shown of a group. @returns its members, or null when too few are left */
  async restate(group: Group, breath: Breath): Promise<GroupMembers | null> {
    const members = await this.members(group, breath);
    this.state(group, members);
    return members;
  }

  /** What is shown of a group, from its members. */
  state(group: Group, members: GroupMembers | null): void {
    this.groups.stale.delete(group);
    if (this.groups.get(group.id) !== group) return;
    group.summary = members && summarise(group, members, this.marks, this.decisions.of(group.tier, this.decisionKeys(group)));
    this.lists.note(group);
    this.changed();
  }

  /** The members of several groups, read together. */
  async *eachMembers(groups: Iterable<Group>, breath: Breath): AsyncGenerator<[Group, GroupMembers | null]> {
    for (const batch of batches(groups, FILES_PER_BATCH)) {
      const facts = await readFacts(batch.flatMap(fileIdsOf), this.membersParts(), breath);
      for (const group of batch) {
        yield [group, membersOf(group, facts, this.membersParts())];
        await breath.take();
      }
    }
  }

  /** What is shown of the groups of these files may be other now. */
  touchFiles(fileIds: Iterable<number>): void {
    for (const fileId of fileIds) {
      const content = this.contents.ofFile(fileId);
      if (content) this.groups.restate(content);
    }
    this.wake();
  }

  isKeptElsewhere(tier: DuplicateTier, fileId: number): boolean {
    const content = this.contents.ofFile(fileId);
    if (!content) return false;
    return DUPLICATE_TIERS.some((other) => {
      // What is kept of identical files may still go in favour of a better picture.
      if (other === tier || other === 'identical') return false;
      const group = this.groups.of(other, content);
      return group?.summary?.keeperId === fileId && this.isPlanned(group);
    });
  }

  private isPlanned(group: Group): boolean {
    return fileIdsOf(group).some((fileId) => this.marks.actionOf(group.tier, fileId) !== 'keep');
  }

  /** Nothing is to go any more. */
  clearPlan(): void {
    const planned = [...this.lists.planned()];
    this.touchFiles(this.marks.clear());
    for (const group of planned) {
      group.summary = { ...group.summary, plan: NOTHING_PLANNED };
      this.lists.note(group);
    }
    this.changed();
  }

  private membersParts(): MembersParts {
    const { folders, settings } = this.parts;
    return {
      places: this.places,
      marks: this.marks,
      groups: this.groups,
      folderOf: (id) => folders.find(id),
      keepBy: () => settings.general.duplicates.keepBy,
    };
  }

  /** Settings are looked at, not listened to: what depends on them is worked out again when they differ. */
  followSettings(): void {
    if (!this.isLoaded) return;
    if (this.watched !== this.watchedNow()) this.isLoaded = false;
    if (this.manner !== this.mannerNow()) {
      this.manner = this.mannerNow();
      for (const group of this.groups.all()) this.groups.stale.add(group);
    }
    this.wake();
  }

  private watchedNow(): string {
    return this.parts.folders.list().map(({ id }) => id).join(' ');
  }

  private mannerNow(): string {
    const { folders, settings } = this.parts;
    return JSON.stringify([settings.general.duplicates.keepBy, folders.list().map(({ id, settings: { duplicates } }) => [id, duplicates])]);
  }

  /** @returns the content, when it must be compared */
  private put(place: Place, isNews: boolean): Content | null {
    const root = this.parts.folders.find(place.folderId)?.path;
    if (root === undefined || isSetAside(root, place.containerPath ?? place.path)) {
      this.remove(place.fileId);
      return null;
    }
    if (this.contents.ofFile(place.fileId)?.sha256 !== place.sha256) this.remove(place.fileId);
    const { content, isNew, isChanged } = this.contents.put(place);
    if (isChanged || isNews) {
      this.groups.touch(content);
      this.groups.restate(content);
    }
    return isNew ? content : null;
  }

  private remove(fileId: number): void {
    const left = this.contents.remove(fileId);
    if (!left) return;
    const { content, isGone } = left;
    this.toAskAbout.push(content.sha256);
    this.groups.touch(content);
    this.groups.restate(content);
    if (!isGone) return;
    this.comparer.forget(content);
    this.groups.touch(...this.contents.unlink(content, ['samePicture', 'similar', 'sameText']));
  }

  private wake(): void {
    if (!this.isStarted || this.isClosed || this.working) return;
    this.working = this.work().finally(() => {
      this.working = null;
      this.releaseIdle();
      if (this.behind > 0 && !this.isClosed) this.wake();
    });
  }

  private releaseIdle(): void {
    for (const resolve of this.whenIdle) resolve();
    this.whenIdle.clear();
  }

  private releaseLoaded(): void {
    for (const resolve of this.whenLoaded) resolve();
    this.whenLoaded.clear();
  }

  private async work(): Promise<void> {
    try {
      // Whoever wakes it goes on first.
      await new Promise((resolve) => setImmediate(resolve));
      while (!this.isClosed && this.behind > 0) {
        if (!this.isLoaded) await this.load();
        this.lookAtSettled();
        this.lookIntoArchives();
        await this.breath.take();
        const startedAt = performance.now();
        await this.groups.regroup(this.breath);
        await this.restateStale();
        if (this.settledJobs.length === 0 && this.archiveNews.size === 0) await this.compareSome(performance.now() - startedAt);
      }
      if (!this.isClosed) this.comparer.write();
    } catch (error) {
      this.parts.log.error('duplicates', { error });
      if (!this.isClosed) await new Promise((resolve) => setTimeout(resolve, FAULT_PAUSE_MS).unref());
    }
  }

  private async load(): Promise<void> {
    this.watched = this.watchedNow();
    this.manner ||= this.mannerNow();
    const met = new Set<number>();
    await loadKnown({
      database: this.parts.database,
      places: this.places,
      contents: this.contents,
      comparer: this.comparer,
      breath: this.breath,
      isClosed: () => this.isClosed,
      told: (left) => (this.toLoad = left),
      put: (place) => {
        met.add(place.fileId);
        this.put(place, false);
      },
      touched: (content) => this.groups.touch(content),
    });
    for (const fileId of [...this.contents.files()]) if (!met.has(fileId)) this.remove(fileId);
    this.isLoaded = true;
    this.wasLoaded = true;
    this.releaseLoaded();
  }

  private lookAtSettled(): void {
    const jobIds = this.settledJobs.splice(0, JOBS_PER_SLICE);
    if (jobIds.length === 0) return;
    for (const told of this.places.ofJobs(jobIds)) {
      this.follow(told);
      if (told.place) this.toAskAbout.push(told.place.sha256);
    }
  }

  private follow({ fileId, place }: { fileId: number; place: Place | null }): void {
    if (!place) this.remove(fileId);
    else {
      const content = this.put(place, true);
      if (content) this.comparer.note(content);
    }
  }

  /** What lies in archives comes and goes with them. */
  private lookIntoArchives(): void {
    this.archiveNews.note(this.toAskAbout.splice(0, CONTENTS_PER_SLICE));
    for (const told of this.archiveNews.next()) this.follow(told);
  }

  private async restateStale(): Promise<void> {
    for await (const [group, members] of this.eachMembers([...this.groups.stale], this.breath)) {
      this.state(group, members);
      if (this.isClosed || this.settledJobs.length > 0) return;
    }
  }

  /**
   * Compares a few contents, and goes on for as long as the regrouping before took: what grows with a group is then done
   * seldom enough not to be most of the work.
   */
  private async compareSome(regroupingMs: number): Promise<void> {
    const startedAt = performance.now();
    const isDue = (): boolean => performance.now() - startedAt < regroupingMs && this.settledJobs.length === 0;
    for (let count = 0; (count < COMPARED_PER_TURN || isDue()) && !this.isClosed; count += 1) {
      const touched = await this.comparer.compareNext(this.breath);
      if (touched === null) return;
      this.groups.touch(...touched);
      await this.breath.take();
    }
  }

  /** Rows that are shown have changed: told now and then, not each time. */
  changed(): void {
    this.revision += 1;
    if (this.tellTimer || this.isClosed) return;
    this.tellTimer = setTimeout(() => {
      this.tellTimer = null;
      this.parts.revised();
    }, TELL_MS);
    this.tellTimer.unref();
  }
}

/** Groups together, as long as they have so few files. */
function* batches(groups: Iterable<Group>, most: number): Generator<Group[]> {
  let batch: Group[] = [];
  let files = 0;
  for (const group of groups) {
    const count = group.contents.reduce((sum, { places }) => sum + places.size, 0);
    if (batch.length > 0 && files + count > most) {
      yield batch;
      batch = [];
      files = 0;
    }
    batch.push(group);
    files += count;
  }
  if (batch.length > 0) yield batch;
}

const isShown = (group: Group): group is ShownGroup => group.summary !== null;
