import type {
  Disposal,
  DuplicateDecision,
  DuplicateGroup,
  DuplicateGroupRow,
  DuplicatePlan,
  DuplicateRun,
  DuplicateTier,
  PlanItem,
  PlannedAction,
} from '../../shared/model/duplicates';
import type { Trigger } from '../../shared/model/file';
import { FilemillError } from '../../shared/errors/filemill-error';
import { Effects, type Effect } from '../store/effects';
import { RemovedFiles } from '../store/removed-files';
import { endInterruptedRuns, readRun } from '../store/duplicate-runs';
import { Breath } from '../../base/breath';
import { describeGroup, groupRow } from './describe';
import { DisposalLedger } from './disposal-ledger';
import { Disposer } from './disposer';
import type { DuplicatesParts } from './duplicates-parts';
import type { GroupSort, ShownGroup } from './group-lists';
import { fileIdsOf, type GroupMembers } from './members';
import { Model } from './model';
import { pageOfPlan } from './page-of-plan';
import { PlanRun } from './plan-run';
import { membersToPlan, mustBePlannable, type PlanningParts } from './planning';
import { recoverDisposals } from './recover-disposals';
import { Restorer } from './restorer';
import { TrashState } from './trash-state';
import { t } from '../../shared/words/words';

/** A few milliseconds. */
const MARKS_PER_WRITE = 300;

/** The model of duplicates over everything in the ledger, and what is done about them. */
export class Duplicates {
  readonly model: Model;
  private readonly effects: Effects;
  private readonly ledger: DisposalLedger;
  private readonly disposer: Disposer;
  private readonly restorer: Restorer;
  private readonly trashState: TrashState;
  private run: PlanRun | null = null;

  constructor(private readonly parts: DuplicatesParts) {
    const { database, ledger, whereabouts, folders, dataFolder, trash } = parts;
    this.model = new Model(parts);
    this.effects = new Effects(database);
    const removedFiles = new RemovedFiles(database, ledger, whereabouts);
    this.ledger = new DisposalLedger(database, this.effects, ledger, removedFiles, this.model.marks, (id) => folders.find(id));
    this.disposer = new Disposer({ database, effects: this.effects, ledger: this.ledger, dataFolder, ...(trash ? { trash } : {}) });
    this.restorer = new Restorer(database, this.ledger, dataFolder);
    this.trashState = new TrashState(parts, this.disposer);
  }

  /** Brings to an end what an end of Filemill has interrupted. Before folders are watched. */
  recover(): void {
    const { database, dataFolder, log } = this.parts;
    recoverDisposals({ database, effects: this.effects, ledger: this.ledger, dataFolder, log });
    database.transaction((writer) => endInterruptedRuns(writer, Date.now()));
  }

  /** Begins to load what is known, in small slices beside other work. */
  start(): void {
    this.model.start();
  }

  /** After each commit of jobs. */
  settled(jobIds: readonly number[]): void {
    this.model.settled(jobIds);
  }

  /** Files that are gone without a job of their own. */
  removed(fileIds: readonly number[]): void {
    this.model.removed(fileIds);
  }

  /** Files that were gone for a moment: what was told of them meanwhile may have left them out. */
  returned(fileIds: readonly number[]): void {
    this.model.refresh(fileIds);
  }

  /** Resolves when nothing here touches the ledger any more. */
  async close(): Promise<void> {
    this.run?.cancel();
    await this.run?.ended;
    await this.model.close();
  }

  summary(): {
    revision: number;
    tiers: ReturnType<Model['lists']['total']>['tiers'];
    plan: DuplicatePlan;
    behind: number;
    run: DuplicateRun | null;
    trash: { isAvailable: boolean; reason: string | null };
  } {
    const { model, parts } = this;
    model.followSettings();
    const run = this.run?.state ?? readRun(parts.database);
    return { revision: model.revision, ...model.lists.total(), behind: model.behind, run, trash: this.trashState.now() };
  }

  page(tier: DuplicateTier, decided: boolean, sort: GroupSort, offset: number, limit: number): { revision: number; total: number; groups: DuplicateGroupRow[] } {
    this.model.followSettings();
    const list = this.model.lists.list(tier, decided, sort);
    return { revision: this.model.revision, total: list.length, groups: list.slice(offset, offset + limit).map(groupRow) };
  }

  /** @throws FilemillError `duplicates.noGroup` */
  async group(id: string): Promise<DuplicateGroup> {
    const { group, members } = await this.mustRead(id);
    return this.describe(group, members);
  }

  async ofFile(fileId: number): Promise<DuplicateGroupRow[]> {
    return (await this.model.ofFile(fileId)).map(groupRow);
  }

  /** Null takes decisions back. @returns how many groups it concerned */
  async decide(ids: readonly string[], decision: DuplicateDecision | null): Promise<number> {
    const { model } = this;
    const breath = new Breath();
    let count = 0;
    for (const id of ids) {
      const group = model.groups.get(id);
      if (!group) continue;
      const keys = model.decisionKeys(group);
      if (decision === null) count += model.decisions.takeBack(group.tier, keys) ? 1 : 0;
      else {
        model.decisions.put(group.tier, keys, decision);
        // What stays is no part of the plan.
        this.unmark(group.tier, fileIdsOf(group));
        count += 1;
      }
      await model.restate(group, breath);
      await breath.take();
    }
    return count;
  }

  /** @throws FilemillError `duplicates.noGroup`, `duplicates.refused` */
  async setKeeper(id: string, fileId: number): Promise<DuplicateGroup> {
    const { group, members } = await this.mustRead(id);
    const one = mustBeMember(members, fileId);
    if (one.isArchived) throw new FilemillError('duplicates.refused', t('It lies inside an archive; a file of its own has to stay.'), { hint: t('Choose another one.') });
    const { tier } = group;
    const { marks } = this.model;
    const former = members.all.filter(({ isChosen }) => isChosen).map((other) => ({ tier, fileId: other.fileId, action: marks.actionOf(tier, other.fileId), isKeeper: false }));
    marks.put([...former, { tier, fileId, action: 'keep', isKeeper: true }]);
    this.model.touchFiles(members.all.map((other) => other.fileId));
    return this.group(id);
  }

  /** @throws FilemillError `duplicates.noGroup`, `duplicates.refused` */
  async mark(id: string, fileId: number, action: PlannedAction): Promise<DuplicateGroup> {
    const { group, members } = await this.mustRead(id);
    const one = mustBeMember(members, fileId);
    mustBePlannable(action, group.tier, one, members, this.planning);
    this.putMarks(group.tier, [fileId], action);
    return this.group(id);
  }

  /** Plans all open groups of a tier, or the given ones. */
  async planAll(tier: DuplicateTier, ids: readonly string[] | undefined, action: PlannedAction): Promise<DuplicatePlan> {
    const { model } = this;
    const breath = new Breath();
    const wanted = ids?.flatMap((id) => model.groups.get(id) ?? []) ?? model.lists.list(tier, false, 'space');
    for await (const [group, members] of model.eachMembers(wanted.filter((one) => one.tier === tier), breath)) {
      // Marks of before count for nothing now, so that the best one stays.
      const isMarked = fileIdsOf(group).some((fileId) => model.marks.actionOf(tier, fileId) !== 'keep');
      if (isMarked) this.setMarks(tier, fileIdsOf(group), 'keep');
      const now = isMarked ? await model.members(group, breath) : members;
      if (now && action !== 'keep') this.setMarks(tier, membersToPlan(action, group, now, this.planning).map(({ fileId }) => fileId), action);
      model.state(group, now);
      model.marks.write(MARKS_PER_WRITE);
    }
    model.marks.write();
    return model.lists.total().plan;
  }

  clearPlan(): void {
    this.model.clearPlan();
  }

  async plan(offset: number, limit: number): Promise<{ plan: DuplicatePlan; total: number; items: PlanItem[] }> {
    return pageOfPlan(this.model, this.parts, offset, limit);
  }

  /** @throws FilemillError `duplicates.refused` when a plan is being applied, or the folder to move to can't be used */
  async apply(disposal: Disposal, moveTo: string | null, trigger: Trigger): Promise<DuplicateRun> {
    if (this.run || this.parts.isUndoing?.()) {
      throw new FilemillError('duplicates.refused', t('A plan is being applied or taken back already.'), { hint: t('Wait until it is done, or stop it.') });
    }
    const run = new PlanRun({ ...this.parts, model: this.model, disposer: this.disposer });
    this.run = run;
    try {
      return await run.apply(disposal, moveTo, trigger);
    } finally {
      this.run = null;
      this.model.changed();
    }
  }

  /** It stops after the file that is being dealt with. */
  cancelApply(): void {
    this.run?.cancel();
  }

  /** Whether a plan is being applied: nothing may be taken back meanwhile. */
  get isApplying(): boolean {
    return this.run !== null;
  }

  /** Takes back what was done to one copy. @throws FilemillError `effect.changed`, `effect.final` */
  undoDisposal(effect: Effect): Promise<void> {
    return this.restorer.undo(effect);
  }

  /** Files that are there again are members again. */
  followRestored(effects: readonly Effect[]): void {
    const { database } = this.parts;
    const fileIds = JSON.stringify(effects.map(({ fileId }) => fileId));
    const jobs = database.all<{ id: number }>('SELECT job_id AS id FROM files WHERE id IN (SELECT value FROM json_each(?))', fileIds);
    this.model.settled(jobs.map(({ id }) => id));
  }

  private get planning(): PlanningParts {
    return { marks: this.model.marks, isKeptElsewhere: (tier, fileId) => this.model.isKeptElsewhere(tier, fileId) };
  }

  private putMarks(tier: DuplicateTier, fileIds: readonly number[], action: PlannedAction): void {
    this.setMarks(tier, fileIds, action);
    this.model.marks.write();
    this.model.touchFiles(fileIds);
  }

  /** A file goes in one tier only; what is marked is no chosen keeper. */
  private setMarks(tier: DuplicateTier, fileIds: readonly number[], action: PlannedAction): void {
    const { marks } = this.model;
    const all = fileIds.flatMap((fileId) => {
      const other = action === 'keep' ? null : marks.tierOf(fileId);
      const mark = { tier, fileId, action, isKeeper: action === 'keep' && marks.isChosen(tier, fileId) };
      return other === null || other === tier ? [mark] : [{ tier: other, fileId, action: 'keep' as const, isKeeper: false }, mark];
    });
    marks.set(all);
    const moved = all.filter((mark) => mark.tier !== tier).map(({ fileId }) => fileId);
    if (moved.length > 0) this.model.touchFiles(moved);
  }

  private unmark(tier: DuplicateTier, fileIds: readonly number[]): void {
    const { marks } = this.model;
    this.putMarks(tier, fileIds.filter((fileId) => marks.actionOf(tier, fileId) !== 'keep'), 'keep');
  }

  private describe(group: ShownGroup, members: GroupMembers): DuplicateGroup {
    const { database, folders } = this.parts;
    return describeGroup(group, members, { database, kinds: this.model.kinds, marks: this.model.marks, folderOf: (id) => folders.find(id) });
  }

  private async mustRead(id: string): Promise<{ group: ShownGroup; members: GroupMembers }> {
    this.model.followSettings();
    const read = await this.model.read(id);
    if (read) return read;
    throw new FilemillError('duplicates.noGroup', t('This group is no more: its files have changed or gone.'), { hint: t('Look at the list again.') });
  }
}

function mustBeMember({ all }: GroupMembers, fileId: number): GroupMembers['keeper'] {
  const one = all.find((member) => member.fileId === fileId);
  if (one) return one;
  throw new FilemillError('duplicates.refused', t('The file is not in this group any more.'), { hint: t('Look at the group again.') });
}
