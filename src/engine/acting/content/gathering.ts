import { createHash } from 'node:crypto';
import type { Log } from '../../../base/log';
import { FilemillError, toErrorData } from '../../../shared/errors/filemill-error';
import type { SpecOf } from '../../../shared/model/action';
import type { Alerts } from '../../alerts';
import type { CompiledRule } from '../../rules/compiled-rule';
import type { Database, Writer } from '../../store/database';
import type { Effect } from '../../store/effects';
import { GatheredFiles, type GatheredGroup } from '../../store/gathered';
import type { ActedFile } from '../action';
import { isGathered } from './archive';
import { packGathered, packedStep, type PackParts } from './pack-gathered';
import { putAway } from './put-away';
import { t } from '../../../shared/words/words';

const DAY_MS = 86_400_000;
/** Ends of jobs gather before anything is packed. */
const SOON_MS = 250;
/** After a failure: a target that is full or gone may be there again. */
const AGAIN_MS = 60_000;
/** A timer can't wait longer than some weeks; nor must it, as it looks again. */
const LONGEST_MS = 3_600_000;

export interface GatheringParts extends Omit<PackParts, 'gathered' | 'signal' | 'originalsOf'> {
  readonly database: Database;
  readonly alerts: Alerts;
  readonly log: Log;
  /** In force. */
  rules(): readonly CompiledRule[];
  /** Nothing is paused or held. */
  canBegin(): boolean;
}

interface Step {
  spec: SpecOf<'archive'>;
  key: string;
}

/** Files that wait to be packed together: counted when jobs end, and looked at when their time is up, also after a restart. */
export class Gathering {
  private readonly gathered: GatheredFiles;
  private readonly abort = new AbortController();
  private timer: NodeJS.Timeout | null = null;
  private dueAt = Infinity;
  private working: Promise<void> | null = null;
  private isWanted = false;
  /** Some may be left in the ledger. */
  private mayWait = true;

  constructor(private readonly parts: GatheringParts) {
    this.gathered = new GatheredFiles(parts.database);
  }

  /** Nothing is being packed, or looked at in a moment. */
  get isAtRest(): boolean {
    return this.working === null && this.dueAt - performance.now() > SOON_MS;
  }

  /**
   * The file waits from now on; it counts once its job has ended.
   *
   * @param into what tells its archive from others of the same step
   */
  add(writer: Writer, { rule, step, file, into }: { rule: string; step: string; file: ActedFile; into: string }): void {
    const { jobId, folderId, size } = file;
    this.gathered.add(writer, { rule, step: groupKey(step, folderId, into), jobId, size, at: Date.now() });
    this.mayWait = true;
    this.lookIn(SOON_MS);
  }

  /** The file waits no more. @throws FilemillError `effect.final` while an archive holds it */
  undo({ id, rule, step, jobId, at }: Effect): void {
    const { database, effects } = this.parts;
    const isReleased = database.transaction((writer) => {
      if (rule === null || step === null) return false;
      const isWaiting = this.gathered.release(writer, rule, `${step}@`, jobId);
      return (isWaiting || !this.gathered.wasPackedSince(rule, packedStep(step), at)) && effects.move(writer, id, 'done', 'undone');
    });
    if (!isReleased) throw new FilemillError('effect.final', t('It was packed already.'), { hint: t('Take the archive back first.') });
  }

  /** Files count from the end of their jobs on. */
  jobsEnded(): void {
    if (this.mayWait) this.lookIn(SOON_MS);
  }

  /** To be called when the mill has started or goes on, and when rules have changed. */
  pump(): void {
    if (this.abort.signal.aborted || !this.mayWait || !this.parts.canBegin()) return;
    if (this.working) {
      this.isWanted = true;
      return;
    }
    this.working = this.work().finally(() => {
      this.working = null;
      this.parts.mill().revised();
      if (this.isWanted) this.lookIn(SOON_MS);
      this.isWanted = false;
    });
  }

  async close(): Promise<void> {
    this.abort.abort(new FilemillError('call.cancelled', t('Filemill is ending.')));
    if (this.timer) clearTimeout(this.timer);
    await this.working;
  }

  private lookIn(ms: number): void {
    const at = performance.now() + Math.min(ms, LONGEST_MS);
    if (this.abort.signal.aborted || at >= this.dueAt) return;
    if (this.timer) clearTimeout(this.timer);
    this.dueAt = at;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.dueAt = Infinity;
      this.pump();
    }, at - performance.now());
    this.timer.unref();
  }

  private async work(): Promise<void> {
    const { parts, gathered } = this;
    const { signal } = this.abort;
    const packing: PackParts = { ...parts, gathered, signal, originalsOf: (rule, group) => this.originalsOf(rule, group) };
    try {
      parts.database.transaction((writer) => gathered.removeStale(writer));
      this.mayWait = !gathered.isEmpty;
      await putAway(packing);
      for (const group of gathered.groups()) {
        if (signal.aborted || !parts.canBegin()) break;
        await this.look(group, packing);
      }
    } catch (error) {
      if (signal.aborted) return;
      parts.log.warn('gathering', { error });
      this.lookIn(AGAIN_MS);
    }
  }

  private async look(group: GatheredGroup, packing: PackParts): Promise<void> {
    const { parts } = this;
    const step = this.stepOf(group);
    if (!step) return;
    const { gather } = step.spec;
    for (let left: GatheredGroup | undefined = group; left; left = this.gathered.groups().find(({ rule, step: key }) => rule === group.rule && key === group.step)) {
      const dueIn = dueInMs(gather, left);
      if (dueIn > 0) {
        if (Number.isFinite(dueIn)) this.lookIn(dueIn);
        return;
      }
      const alert = `gathering-${group.rule}`;
      try {
        await packGathered(packing, left, step.spec, step.key);
        parts.alerts.clear(alert);
      } catch (error) {
        packing.signal.throwIfAborted();
        const { message, hint } = toErrorData(error);
        parts.alerts.raise(alert, 'problem', { message: t('The files that “{rule}” has gathered could not be packed: {message}', { rule: group.rule, message }), hint: t('{hint} Filemill tries again by itself.', { hint }).trim() });
        parts.log.warn('gathering.pack', { rule: group.rule, error });
        this.lookIn(AGAIN_MS);
        return;
      }
    }
  }

  /** The step that a group waits for; the group is named anew where that has another wording by now. */
  private stepOf(group: GatheredGroup): Step | null {
    const { database } = this.parts;
    const rule = this.ruleNamed(group.rule);
    if (rule && !rule.rule.isEnabled) return null;
    const step = stepIn(rule, stepOfGroup(group.step));
    if (!step) {
      // Files of a rule that is no more are left where they lie.
      database.transaction((writer) => this.gathered.removeGroup(writer, group.rule, group.step));
      return null;
    }
    const name = withStep(group.step, step.key);
    if (name !== group.step) database.transaction((writer) => this.gathered.rename(writer, group.rule, group.step, name));
    group.step = name;
    return step;
  }

  private originalsOf(rule: string, group: string): 'system' | 'vault' | null {
    const originals = stepIn(this.ruleNamed(rule), stepOfGroup(group))?.spec.originals;
    return originals === 'trash' ? 'system' : originals === 'vault' ? 'vault' : null;
  }

  private ruleNamed(name: string): CompiledRule | undefined {
    return this.parts.rules().find(({ rule }) => rule.name === name);
  }
}

/** By its wording; after a change the only one that gathers. */
function stepIn(rule: CompiledRule | undefined, key: string): Step | null {
  const steps = (rule?.steps ?? []).flatMap(({ spec, key: own }) => (spec.do === 'archive' && isGathered(spec) ? [{ spec, key: own }] : []));
  const same = steps.find((step) => step.key === key);
  return same ?? (steps.length === 1 ? (steps[0] ?? null) : null);
}

/** Files of each folder, and of each archive, are packed for themselves. */
const groupKey = (step: string, folderId: number, into: string): string => `${step}@${folderId}@${createHash('sha256').update(into).digest('hex').slice(0, 12)}`;

const stepOfGroup = (group: string): string => group.slice(0, group.indexOf('@'));
const withStep = (group: string, step: string): string => step + group.slice(group.indexOf('@'));

/** 0 when it is due; Infinity when no time makes it so. */
function dueInMs({ count, bytes, days }: SpecOf<'archive'>['gather'], group: GatheredGroup): number {
  const hasLimit = count !== undefined || bytes !== undefined || days !== undefined;
  if (!hasLimit || group.files >= (count ?? Infinity) || group.bytes >= (bytes ?? Infinity)) return 0;
  return days === undefined ? Infinity : Math.max(0, group.since + days * DAY_MS - Date.now());
}
