import { join } from 'node:path';
import { FilemillError, toErrorData } from '../../shared/errors/filemill-error';
import type { Job } from '../job';
import { JobLine, type ActiveJob } from '../job-line';
import type { FactNeed } from '../../shared/model/fact';
import { couldNotBeRead } from '../judging/could-not-be-read';
import { judge } from '../judging/judge';
import type { Judged } from '../judging/judged';
import type { Facts } from '../rules/compile-condition';
import type { Orders } from '../orders/orders';
import type { Writer } from '../store/database';
import type { Ordered } from '../store/rule-orders';
import type { ActedFile } from './action';
import { failWith, nothingDone, summaryOf, type Acts } from './acts';
import { actionOf } from './all-actions';
import { CopyTurns } from './copy-turns';
import type { Concerned, ConcernedRules } from './concerned-rules';
import { HandoffFault } from '../handoff/faults';
import type { Consumer } from '../handoff/taking/consumer';
import { judgedVersion } from './file/judged-version';
import { StepJournal } from './journal';
import { holdOriginal, type Hold } from './hold-original';
import { moveOriginal } from './move-original';
import { rulesThatMade } from './lineage';
import { linesOf } from './lines-of-acts';
import { runSteps, type DoneSteps, type RunParts } from './run-rules';
import { t } from '../../shared/words/words';

export interface ActingParts extends Omit<RunParts, 'lease' | 'mill'> {
  /** Of this run of the engine. */
  readonly lease: string;
  readonly rules: ConcernedRules;
  /** What people have rules do with files that are there. */
  readonly orders: Pick<Orders, 'ofJob' | 'rulesOf'>;
  /** Made when all parts of the mill are. */
  mill(): RunParts['mill'];
  /** Ends what an earlier run of the engine has begun and could not end yet, as a drive was away. */
  endLeft(): Promise<void>;
  factsOf(job: Job, needs: ReadonlySet<FactNeed>): Promise<Facts>;
  /** Nothing is paused or held. */
  canBegin(): boolean;
  /** Finds out whether what was read of it says itself that the file is no good, and sets that as its error. */
  findFault(job: Job): void;
  /** It failed, and waits for another try: its rules are asked when that is over. */
  isTriedAgain(job: Job): boolean;
  /** Hand-offs are taken in a turn of their own. */
  readonly consumer: Pick<Consumer, 'begin' | 'end'>;
  /** What was read is in the ledger before the original is moved, with what rules did so far. */
  prepareEnd(writer: Writer, job: Job): void;
}

export interface ActingListener {
  /** Its rules begin to be carried out. */
  started(job: Job): void;
  progressed(job: Job, label: string, fraction: number | null, worker: number | null): void;
  /** All is done, or something failed. Where the original has gone elsewhere, the ledger must know it at once. */
  ended(job: Job): void;
}

/** Files under way at once: they wait for disks more than for us, and the more of them, the more share each commit and each write to the disk. */
const MOST_AT_ONCE = 192;
/** So many of long ones: disks are slower when they write many at once. */
const MOST_LONG = 16;
const LONG_BYTES = 64 * 1024 * 1024;
/** Read files that wait here hold what was read of them: beyond so many no more are read. */
const MOST_WAITING = 384;
/** So long a folder that could be written into is believed to be one. */
const FRESH_MS = 500;
/** Of rules that did not act, so many say in the history why. */
const KEPT_TRACES = 50;

/** Files that were read and that rules of their folder are for: judged and acted on, many at once, each in its order. */
export class Acting {
  private readonly line: JobLine;
  private places = new Map<string, unknown>();
  private placesSince = -Infinity;
  private readonly copies = new CopyTurns();
  private bytesUnderWay = 0;

  constructor(
    private readonly parts: ActingParts,
    private readonly listener: ActingListener,
  ) {
    this.line = new JobLine({
      limit: () => (!parts.canBegin() ? 0 : this.bytesUnderWay > LONG_BYTES ? MOST_LONG : MOST_AT_ONCE),
      work: async (active) => {
        this.bytesUnderWay += active.job.size;
        await this.carryOut(active).finally(() => (this.bytesUnderWay -= active.job.size));
      },
      ended: (job) => listener.ended(job),
    });
  }

  /** Whether rules are for it; of one that could not be read those that ask for errors, once it is not tried again. */
  isWanted(job: Job): boolean {
    if (job.isCancelled || job.isReverted || job.acts) return false;
    const ordered = this.orderOf(job);
    if (ordered?.isCancelled && this.isTakenBack(job, ordered)) return false;
    const { list: rules } = this.rulesFor(job, ordered);
    if (rules.length === 0 && !job.isHandoff) return false;
    this.parts.findFault(job);
    // Somebody has found it good enough.
    if (ordered?.wasDone && job.error?.code === 'file.lowConfidence') job.error = null;
    if (!job.error) return true;
    if (this.parts.isTriedAgain(job)) return false;
    // What is wrong may have come so; then its sidecar tells.
    if (job.isHandoff) return job.recognition !== null;
    return !couldNotBeRead(job.error) || rules.some(({ asksForError }) => asksForError);
  }

  /** The order that the job came of, where the bytes are those that it was given for; other bytes are news like any other. */
  private orderOf(job: Job): Ordered | null {
    const ordered = this.parts.orders.ofJob(job.jobId);
    if (!ordered) return null;
    const { sha256 = null } = job.recognition ?? {};
    if (ordered.sha256 === null || sha256 === null || ordered.sha256 === sha256) return ordered;
    job.event = 'content_changed';
    return null;
  }

  /** Called off before anything was done: the job before counts again. */
  private isTakenBack(job: Job, { beforeId, sha256 }: Ordered): boolean {
    if (sha256 === null || this.parts.effects.hasAny(job.jobId)) return false;
    job.before = { jobId: beforeId, state: 'done', sha256, headSha256: '', mtimeMs: job.mtimeMs, path: job.path };
    job.isReverted = true;
    return true;
  }

  private rulesFor(job: Job, ordered: Ordered | null): Concerned {
    return ordered ? this.parts.orders.rulesOf(ordered) : this.parts.rules.of(folderOf(job), job.event);
  }

  add(job: Job): void {
    this.line.add(job);
    this.pump();
  }

  has(jobId: number): boolean {
    return this.line.has(jobId);
  }

  isWaiting(fileId: number): boolean {
    return this.line.isWaiting(fileId);
  }

  get size(): number {
    return this.line.size;
  }

  get waitingCount(): number {
    return this.line.waitingCount;
  }

  get activeCount(): number {
    return this.line.activeCount;
  }

  get isFull(): boolean {
    return this.line.waitingCount >= MOST_WAITING;
  }

  /** Nothing is under way, and nothing may be begun. */
  get isAtRest(): boolean {
    return this.line.activeCount === 0 && (this.line.waitingCount === 0 || !this.parts.canBegin());
  }

  /** @returns false when the file is not here */
  cancel(fileId: number): boolean {
    return this.line.cancel(fileId, new FilemillError('call.cancelled', t('It was cancelled.')));
  }

  /** Begins what may begin now. */
  pump(): void {
    this.line.pump();
  }

  /** Calls everything off; the jobs keep their lease, and what was done stays noted as done. */
  async close(): Promise<void> {
    await this.line.close(new FilemillError('call.cancelled', t('Filemill is ending.')));
  }

  private async carryOut({ job, abort }: ActiveJob): Promise<void> {
    this.listener.started(job);
    if (job.isHandoff && !(await this.beginTurn(job, abort.signal))) return;
    const acts = nothingDone();
    job.acts = acts;
    try {
      await this.act(job, acts, abort.signal);
    } catch (thrown) {
      // Called off: what is done is done, and stays in the history.
      job.isPlaceAtFault = isOfPlace(thrown);
      if (!abort.signal.aborted) failWith(job, acts, toErrorData(thrown));
    }
    acts.summary = summaryOf(acts);
    job.life.push(...linesOf(acts));
    // The line tells nobody once all is called off; but where an original lies must not be forgotten.
    if (this.line.isClosed && acts.ending) this.listener.ended(job);
    else if (this.line.isClosed) job.turn?.lock.release();
  }

  private async act(job: Job, acts: Acts, signal: AbortSignal): Promise<void> {
    const ordered = this.orderOf(job);
    const { arrivedAt } = ordered ?? job;
    const file = { ...actedFileOf(job), arrivedAt };
    await this.parts.endLeft();
    const ways = { signal, progressed: (label: string, fraction: number | null) => this.listener.progressed(job, label, fraction, null) };
    const run = { ...this.parts, mill: this.parts.mill() };
    const prepare = (writer: Writer): void => this.parts.prepareEnd(writer, job);
    // Of one that can't be read, rules that ask for it are asked; without any there is nothing to judge.
    const concerned = this.rulesFor(job, ordered);
    if (concerned.list.length > 0) {
      // Whoever asks for copies must know what becomes of the one before.
      if (concerned.needs.has('compare')) job.passOn ??= await this.copies.take(file, signal);
      signal.throwIfAborted();
      const judged = await this.judge(ordered ? { ...job, arrivedAt } : job, file, concerned);
      acts.outcomes.push(...judged.outcomes);
      if (job.turn) leaveToTurn(judged);
      const hold = job.turn || !goesElsewhere(judged) ? null : await this.hold(run.mill, file, signal);
      try {
        const stop = judged.steps.length === 0 ? null : await runSteps(run, file, judged, ways, this.doneBefore(file, ordered));
        if (stop && 'waitsFor' in stop) {
          acts.waitsFor = stop.waitsFor;
          return;
        }
        if (stop) return failWith(job, acts, stop.error, stop.step.spec.do === 'validate');
        if (!job.turn && judged.steps.length > 0) {
          hold?.check();
          return await moveOriginal(run, { file, job, judged, acts }, ways, prepare);
        }
      } finally {
        hold?.release();
      }
    }
    if (!job.turn || job.error) return;
    await this.parts.commit.write(prepare);
    signal.throwIfAborted();
    const { ending, known } = await this.parts.consumer.end(run.mill, file, job.turn, new StepJournal(run, file, { rule: null, step: null }));
    acts.ending = ending;
    acts.known = known;
  }

  /** Another Filemill may have had it until now. */
  private async hold(mill: RunParts['mill'], file: ActedFile, signal: AbortSignal): Promise<Hold | null> {
    if (this.parts.effects.hasMovedOriginal(file.jobId)) return null;
    const hold = await holdOriginal(mill, file.source, signal);
    try {
      judgedVersion(file);
      return hold;
    } catch (error) {
      hold?.release();
      throw error;
    }
  }

  /** @returns false when it can't be taken as it is: its error says why */
  private async beginTurn(job: Job, signal: AbortSignal): Promise<boolean> {
    try {
      job.turn ??= await this.parts.consumer.begin(job, signal);
      return true;
    } catch (thrown) {
      job.isPlaceAtFault = isOfPlace(thrown);
      // Called off: it is as if nobody had looked.
      if (!signal.aborted) job.error = toErrorData(thrown);
      return false;
    }
  }

  /** For this job; by an order that is not to do things again, with these bytes at any time. */
  private doneBefore({ jobId, fileId, sha256 }: ActedFile, ordered: Ordered | null): DoneSteps {
    const { effects } = this.parts;
    const own = effects.doneSteps(jobId, sha256);
    return ordered && !ordered.again ? new Map([...effects.doneStepsOfFile(fileId, sha256), ...own]) : own;
  }

  /** What was found out about folders a moment ago: a burst asks for the same few. Before anything is written each is looked at again. */
  private freshPlaces(): Map<string, unknown> {
    const now = performance.now();
    if (now - this.placesSince > FRESH_MS) {
      this.places = new Map();
      this.placesSince = now;
    }
    return this.places;
  }

  private async judge(job: Job, file: ActedFile, { list, needs }: Concerned): Promise<Judged> {
    const { rules, factsOf, effects } = this.parts;
    const judged = judge(list, await factsOf(job, needs), file, actionOf, {
      madeBy: rulesThatMade(effects, file.source, file.sha256),
      hasFailed: couldNotBeRead(job.error),
      keepTraces: KEPT_TRACES,
      surroundings: { ...rules.surroundings(job.root), knownPlaces: this.freshPlaces() },
    });
    // What is amiss may be mended by now.
    if (judged.steps.some(({ error }) => error)) this.placesSince = -Infinity;
    return judged;
  }
}

const isOfPlace = (thrown: unknown): boolean => thrown instanceof HandoffFault && (thrown.fault === 'lockNotFile' || thrown.fault === 'resultNotFolder');

const goesElsewhere = ({ redirect }: Judged): boolean => redirect !== null;

/** A pair goes to `processed/`, whatever rules would do with the original: whoever handed it over looks for it there. */
function leaveToTurn({ steps }: Judged): void {
  for (const { action, told, error } of steps) {
    if (action.kind === 'original' && !error) Object.assign(told, { state: 'skipped', sentence: t('What is handed over goes to processed/, with its sidecar.') });
  }
}

const folderOf = ({ folderId, settings, root }: Job): { id: number; name: string; path: string } => ({ id: folderId, name: settings.name, path: root });

function actedFileOf(job: Job): ActedFile {
  const { jobId, fileId, folderId, root, path, size, mtimeMs, ino, event, arrivedAt, recognition, settings } = job;
  return {
    jobId,
    fileId,
    folderId,
    folderName: settings.name,
    root,
    path,
    source: join(root, path),
    size,
    mtimeMs,
    ino,
    sha256: recognition?.sha256 ?? null,
    event,
    arrivedAt,
    isGone: false,
  };
}
