import type { Cause } from '../shared/errors/error-table';
import type { OcrWish } from '../shared/model/folder';
import type { Trigger } from '../shared/model/file';
import type { Parking } from './parking';
import type { Pipeline } from './pipeline';
import type { Database, Writer } from './store/database';
import type { JobFacts } from './store/job-facts';
import type { OcrWishes } from './store/ocr-wishes';
import type { Remedies } from './store/remedies';
import type { WaitingRoom } from './waiting-room';

export interface FileCommandParts {
  database: Database;
  remedies: Remedies;
  ocrWishes: OcrWishes;
  pipeline: Pipeline;
  room: WaitingRoom;
  parking: Parking;
  settled(jobIds: number[]): void;
}

/** What a person tells single files to do. Each answers how many it concerned. */
export class FileCommands {
  constructor(private readonly parts: FileCommandParts) {}

  /** Of these files, those that may be retried; the ones that were put aside go back to where they lay first. */
  retry(filter: { ids?: number[]; cause?: Cause }, trigger: Trigger): number {
    const { remedies } = this.parts;
    const ids = filter.ids ?? (filter.cause ? remedies.idsByCause(filter.cause) : []);
    return this.again(ids, (writer, able) => remedies.retry(writer, able, trigger));
  }

  /** Of these files, those that may be read again: all that are there and not being read. */
  reread(ids: number[], wish: OcrWish, trigger: Trigger): number {
    const { remedies, ocrWishes } = this.parts;
    return this.again(ids, (writer, able) => {
      const jobs = remedies.reread(writer, able, trigger);
      ocrWishes.put(writer, jobs.map(({ jobId }) => jobId), wish);
      return jobs;
    });
  }

  /** Archives that were looked into, to be looked into once more: for what failed then. */
  lookAgain(ids: number[], trigger: Trigger): number {
    return this.again(ids, (writer, able) => this.parts.remedies.reread(writer, able, trigger));
  }

  private again(ids: number[], take: (writer: Writer, able: number[]) => JobFacts[]): number {
    const { database, parking, room } = this.parts;
    const stuck = parking.unpark(ids);
    const able = ids.filter((id) => !stuck.has(id));
    const jobs = database.transaction((writer) => take(writer, able));
    for (const facts of jobs) {
      room.drop(facts.jobId);
      room.admit(facts);
    }
    return jobs.length;
  }

  hold(ids: number[], held: boolean): number {
    const { database, remedies, room } = this.parts;
    const waiting = remedies.waitingOf(ids);
    const jobIds = waiting.map(({ jobId }) => jobId);
    const count = database.transaction((writer) => remedies.hold(writer, jobIds, held));
    for (const facts of waiting) {
      room.drop(facts.jobId);
      if (!held) room.admit(facts);
    }
    return count;
  }

  cancel(ids: number[]): number {
    const { database, remedies, pipeline, room, settled } = this.parts;
    const waiting = remedies.waitingOf(ids);
    const now = Date.now();
    const cancelled = database.transaction((writer) => waiting.filter(({ jobId }) => remedies.cancel(writer, jobId, now)));
    for (const { jobId } of cancelled) room.drop(jobId);
    if (cancelled.length > 0) settled(cancelled.map(({ jobId }) => jobId));
    return cancelled.length + ids.filter((id) => pipeline.cancel(id)).length;
  }

  /** Readings that were doubtful, and that a person finds good enough. */
  accept(ids: number[]): number {
    const { database, remedies, settled } = this.parts;
    const accepted = database.transaction((writer) => remedies.accept(writer, ids, Date.now()));
    if (accepted.length > 0) settled(accepted);
    return accepted.length;
  }

  prioritise(ids: number[]): number {
    const { database, remedies, room } = this.parts;
    const jobIds = remedies.waitingOf(ids).map(({ jobId }) => jobId);
    const count = database.transaction((writer) => remedies.putFirst(writer, jobIds));
    for (const jobId of jobIds) room.hurry(jobId);
    return count;
  }
}
