import { statSync } from 'node:fs';
import { join } from 'node:path';
import { toFsPath } from '../base/byte-name';
import type { Log } from '../base/log';
import { FilemillError } from '../shared/errors/filemill-error';
import { isThere } from './actions/file-version';
import { checkParking, finishParking, parkFile, planParking, unparkFile } from './actions/park-file';
import type { Job } from './job';
import type { Database } from './store/database';
import { Effects, type Effect } from './store/effects';
import { rootNumber } from './store/folders';
import type { Whereabouts } from './store/whereabouts';
import { t } from '../shared/words/words';

/** Puts failed files aside into `errors/` and takes them back: intent, move, then the ledger's word that it is done. */
export class Parking {
  private readonly effects: Effects;

  constructor(
    private readonly database: Database,
    private readonly whereabouts: Whereabouts,
    private readonly log: Log,
    /** What is seen at these places is put aside until the ledger knows of a move; what was seen before, and comes in late, is looked at again. */
    private readonly unseen: (paths: readonly string[], ino: string | null) => () => void,
  ) {
    this.effects = new Effects(database);
  }

  /** A file that can't be moved stays where it is; its failure is told all the same. */
  park(jobs: Job[]): void {
    for (const job of jobs) {
      if (!job.error) continue;
      try {
        this.parkOne(job, job.error);
      } catch (error) {
        this.log.warn('park', { path: job.path, error });
      }
    }
  }

  private parkOne(job: Job, error: NonNullable<Job['error']>): void {
    const plan = planParking(job.root, join(job.root, job.path));
    const { jobId, fileId, folderId, ino } = job;
    const at = Date.now();
    const sha256 = job.recognition?.sha256 ?? null;
    const id = this.database.transaction((writer) =>
      this.effects.intend(writer, { ...plan, jobId, fileId, folderId, action: 'park', sha256, at }),
    );
    if (id === null) return;
    const effect = { ...plan, id, fileId, folderId, ino };
    const known = this.unseen([plan.source, plan.target], ino);
    try {
      this.carryOut(plan, effect, job, error, at);
    } finally {
      known();
    }
  }

  private carryOut(plan: ReturnType<typeof planParking>, effect: Interrupted, job: Job, error: NonNullable<Job['error']>, at: number): void {
    try {
      checkParking(plan, job);
    } catch (refusal) {
      this.conclude(effect, false);
      throw refusal;
    }
    try {
      parkFile(plan, job, error, at);
    } catch (failure) {
      this.bringToEnd(effect);
      throw failure;
    }
    this.conclude(effect, true);
  }

  /** Left as intended where it can't be told what became of it. */
  private bringToEnd(effect: Interrupted): void {
    try {
      this.checkReachable(effect);
      this.conclude(effect, finishParking(effect, effect.ino));
    } catch (error) {
      this.log.warn('park.unfinished', { source: effect.source, target: effect.target, error });
    }
  }

  private conclude({ id, fileId, source }: Interrupted, isParked: boolean): void {
    const isGone = isParked && !isThere(source);
    this.database.transaction((writer) => {
      if (!this.effects.move(writer, id, 'intended', isParked ? 'done' : 'failed')) return;
      if (isGone && this.effects.isOfCurrentJob(id)) this.whereabouts.markGone(writer, fileId, null);
    });
  }

  /** Nothing at both places says something only of the drive that is known. */
  private checkReachable({ root, folderId, source, target }: Interrupted): void {
    if (isThere(source) || isThere(target)) return;
    const { dev, ino } = statSync(toFsPath(root), { bigint: true });
    const known = rootNumber(this.database, folderId);
    if (known === null || known === `${dev}:${ino}`) return;
    throw new FilemillError('folder.missing', t('Another folder is in the place of the one that is known.'), {
      hint: t('Connect the drive, then retry.'),
    });
  }

  /**
   * Puts files that may be retried back where they lay. One that was taken out of `errors/` by hand counts as put back.
   *
   * @returns those that could not be put back, with the reason
   */
  unpark(fileIds: number[]): Map<number, string> {
    this.recover();
    const stuck = new Map<number, string>();
    for (const fileId of fileIds) {
      const effect = this.effects.toTakeBack(fileId, 'park');
      if (!effect) continue;
      try {
        this.checkReachable(effect);
        const isBack = unparkFile(effect);
        this.database.transaction((writer) => {
          this.effects.move(writer, effect.id, 'done', 'undone');
          if (isBack) this.whereabouts.markBack(writer, fileId);
        });
      } catch (error) {
        stuck.set(fileId, sentenceFor(error));
        this.log.warn('unpark', { target: effect.target, error });
      }
    }
    return stuck;
  }

  /**
   * Every move that was begun is brought to an end: after a crash, and when a folder can be looked at again. What can't
   * be told yet stays intended.
   */
  recover(): void {
    for (const effect of this.effects.intended()) this.bringToEnd(effect);
  }
}

const sentenceFor = (error: unknown): string =>
  error instanceof FilemillError ? error.message : t('It could not be moved back: {message}', { message: (error as Error).message });

type Interrupted = Pick<Effect, 'id' | 'fileId' | 'folderId' | 'root' | 'source' | 'target' | 'ino'>;
