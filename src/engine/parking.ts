import { join } from 'node:path';
import type { Log } from '../base/log';
import { toErrorData } from '../shared/errors/filemill-error';
import { finishParking, parkFile, planParking, unparkFile } from './actions/park-file';
import type { Job } from './job';
import type { Database } from './store/database';
import { Effects } from './store/effects';
import type { Whereabouts } from './store/whereabouts';

/** Puts failed files aside into `errors/` and takes them back: intent, move, then the ledger's word that it is done. */
export class Parking {
  private readonly effects: Effects;

  constructor(
    private readonly database: Database,
    private readonly whereabouts: Whereabouts,
    private readonly log: Log,
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
    const plan = planParking(join(job.root, job.path));
    const { jobId, fileId, folderId } = job;
    const now = Date.now();
    const id = this.database.transaction((writer) =>
      this.effects.intend(writer, {
        ...plan,
        jobId,
        fileId,
        folderId,
        action: 'park',
        sha256: job.recognition?.sha256 ?? null,
        at: now,
      }),
    );
    try {
      parkFile(plan, error, now);
    } catch (thrown) {
      const isParked = finishParking(plan, job.ino);
      this.conclude(id, fileId, isParked);
      if (!isParked) throw thrown;
      return;
    }
    this.conclude(id, fileId, true);
  }

  private conclude(id: number, fileId: number, isParked: boolean): void {
    this.database.transaction((writer) => {
      if (this.effects.move(writer, id, 'intended', isParked ? 'done' : 'failed') && isParked) {
        this.whereabouts.markGone(writer, fileId, null);
      }
    });
  }

  /**
   * Puts files back where they lay, so that they can be tried again.
   *
   * @returns those that could not be put back, with the reason
   */
  unpark(fileIds: number[]): Map<number, string> {
    const failed = new Map<number, string>();
    for (const fileId of fileIds) {
      const effect = this.effects.inForce(fileId, 'park');
      if (!effect) continue;
      try {
        unparkFile(effect);
        this.database.transaction((writer) => {
          this.effects.move(writer, effect.id, 'done', 'undone');
          this.whereabouts.markBack(writer, fileId);
        });
      } catch (error) {
        failed.set(fileId, toErrorData(error).message);
        this.log.warn('unpark', { target: effect.target, error });
      }
    }
    return failed;
  }

  /** After a crash: every move that was begun is brought to an end. */
  recover(): void {
    for (const effect of this.effects.intended()) {
      const ino = this.database.get<{ ino: string }>('SELECT ino FROM jobs WHERE id = ?', effect.jobId)?.ino ?? '';
      this.conclude(effect.id, effect.fileId, finishParking(effect, ino));
    }
  }
}
