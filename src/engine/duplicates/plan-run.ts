import { join } from 'node:path';
import { isInside, realPathOf } from '../../base/safe-path';
import type { Disposal, DuplicateRun } from '../../shared/model/duplicates';
import type { Trigger } from '../../shared/model/file';
import { FilemillError, toErrorData } from '../../shared/errors/filemill-error';
import { settleFolders } from '../actions/move-name';
import { beginRun, noteRun } from '../store/duplicate-runs';
import { Breath } from '../../base/breath';
import type { Candidate } from './choose-keeper';
import { translate, type Disposer, type Order } from './disposer';
import type { DuplicatesParts } from './duplicates-parts';
import type { ShownGroup } from './group-lists';
import { nodeOf, type GroupMembers } from './members';
import type { Model } from './model';
import { t } from '../../shared/words/words';

const NOTE_EVERY = 50;

const goneMeanwhile = (): FilemillError =>
  new FilemillError('duplicates.refused', t('A file of the group has gone or changed since it was planned.'), { hint: t('What is left of it stays as it is.') });


/** One turn of applying the plan: group by group, file by file. What fails stays as it is and is told of. */
export class PlanRun {
  state: DuplicateRun | null = null;
  readonly ended: Promise<void>;
  private end: () => void = () => undefined;
  private readonly stop = new AbortController();
  private readonly breath = new Breath();
  /** Files in whose stead others went, for anything but equal bytes: they stay, whatever another group says. */
  private readonly kept = new Set<number>();
  private readonly folders = new Set<string>();

  constructor(private readonly parts: DuplicatesParts & { model: Model; disposer: Disposer }) {
    this.ended = new Promise((resolve) => (this.end = resolve));
  }

  cancel(): void {
    this.stop.abort();
  }

  async apply(disposal: Disposal, moveTo: string | null, trigger: Trigger): Promise<DuplicateRun> {
    const { database, model } = this.parts;
    try {
      const groups = model.lists.planned();
      const total = groups.reduce((sum, { summary: { plan } }) => sum + plan.remove + plan.hardlink + plan.move, 0);
      if (total === 0) throw new FilemillError('duplicates.refused', t('Nothing is planned.'), { hint: t('Mark what is to go first.') });
      if (groups.some(({ summary }) => summary.plan.move > 0)) this.checkMoveTo(moveTo);
      const startedAt = Date.now();
      const id = database.transaction((writer) => beginRun(writer, total, startedAt));
      const run: DuplicateRun = { id, startedAt, endedAt: null, total, done: 0, freedBytes: 0, took: { trash: 0, vault: 0, hardlink: 0, move: 0 }, failed: [], undone: 0, vaulted: 0 };
      this.state = run;
      for (const { id: groupId, summary } of groups) {
        if (this.stop.signal.aborted) break;
        const { name, plan } = summary;
        const reached = run.done + run.failed.length;
        await this.applyTo(groupId, run, { disposal, moveTo, trigger });
        const missing = plan.remove + plan.hardlink + plan.move - (run.done + run.failed.length - reached);
        if (!this.stop.signal.aborted) for (let left = 0; left < missing; left += 1) run.failed.push({ path: name, error: toErrorData(goneMeanwhile()) });
      }
      settleFolders(...this.folders);
      run.endedAt = Date.now();
      this.note(run);
      return run;
    } finally {
      this.end();
    }
  }

  private async applyTo(groupId: string, run: DuplicateRun, manner: { disposal: Disposal; moveTo: string | null; trigger: Trigger }): Promise<void> {
    const { model } = this.parts;
    const group = model.groups.get(groupId) as ShownGroup | undefined;
    const members = group ? await model.members(group, this.breath) : null;
    if (!group || !members) return;
    for (const one of members.all) {
      const action = model.marks.actionOf(group.tier, one.fileId);
      if (this.stop.signal.aborted) return;
      if (action === 'keep') continue;
      try {
        await this.disposeOf({ ...this.orderFor(group, one, members), action }, run, manner);
      } catch (error) {
        if (this.stop.signal.aborted) return;
        const path = this.pathOf(one);
        run.failed.push({ path, error: toErrorData(translate(error)) });
        this.parts.log.warn('duplicates.kept', { path, error });
      }
      if ((run.done + run.failed.length) % NOTE_EVERY === 0) this.note(run);
      model.changed();
      await this.breath.take();
    }
  }

  private orderFor({ tier }: ShownGroup, one: Candidate, { keeper }: GroupMembers): Omit<Order, 'action'> {
    if (one.isProtected || one.isArchived || one === keeper) {
      throw new FilemillError('duplicates.refused', t('It is one that stays.'), { hint: t('Look at its group again.') });
    }
    if (this.kept.has(one.fileId)) {
      throw new FilemillError('duplicates.refused', t('Another file went in its favour.'), { hint: t('Look at its group again.') });
    }
    return { tier, one, root: this.rootOf(one), keeper, keeperRoot: this.rootOf(keeper) };
  }

  private async disposeOf(order: Order, run: DuplicateRun, { disposal, moveTo, trigger }: { disposal: Disposal; moveTo: string | null; trigger: Trigger }): Promise<void> {
    const { model, disposer, settled } = this.parts;
    const { one, keeper, tier, action } = order;
    const { jobId, action: taken } = await disposer.dispose(order, { runId: run.id, disposal, moveTo, trigger, signal: this.stop.signal });
    if (tier !== 'identical') this.kept.add(keeper.fileId);
    this.folders.add(this.pathOf(one));
    run.done += 1;
    run.took[taken] += 1;
    if (action === 'remove' && disposal === 'trash' && taken === 'vault') run.vaulted += 1;
    const places = [...(model.contents.ofFile(one.fileId)?.places ?? [])];
    const isLastName = places.every(([fileId, node]) => fileId === one.fileId || node !== nodeOf(one));
    if (action !== 'move' && isLastName) run.freedBytes += one.size;
    if (action === 'hardlink') model.refresh([one.fileId, keeper.fileId]);
    else model.removed([one.fileId]);
    if (jobId !== null) settled([jobId]);
  }

  /** @throws FilemillError `duplicates.refused` */
  private checkMoveTo(moveTo: string | null): void {
    const { folders, dataFolder } = this.parts;
    const hint = t('Choose another folder.');
    if (moveTo === null) throw new FilemillError('duplicates.refused', t('No folder is named to move copies to.'), { hint: t('Choose a folder.') });
    const real = realPathOf(moveTo);
    if (isInside(realPathOf(dataFolder), real)) throw new FilemillError('duplicates.refused', t('Copies can’t be moved into Filemill’s own folder.'), { hint });
    const watched = folders.list().find(({ path }) => isInside(path, real));
    if (watched) throw new FilemillError('duplicates.refused', t('“{name}” is watched: copies would be found there again.', { name: watched.settings.name }), { hint });
  }

  private note(run: DuplicateRun): void {
    this.parts.database.transaction((writer) => noteRun(writer, run));
  }

  private rootOf({ folderId }: Candidate): string {
    const path = this.parts.folders.find(folderId)?.path;
    if (path === undefined) throw new FilemillError('folder.unknown', t('Its folder is not watched any more.'), { hint: t('It stays where it is.') });
    return path;
  }

  private pathOf(one: Candidate): string {
    return join(this.parts.folders.find(one.folderId)?.path ?? '', one.path);
  }
}
