import type { UnpackLimits } from '../../../shared/model/archive';
import type { Job } from '../../job';
import type { Database, Writer } from '../../store/database';
import type { Members } from '../../store/members';
import type { Reports, StoredReport } from '../../store/reports';
import type { Turns } from '../../turns';
import type { WorkerPool } from '../../workers/worker-pool';

/** How the members of one archive are read: as files of its folder are. */
export interface MemberReading {
  /** Names all choices that what is read depends on. */
  way: string;
  /** Of recognised jobs those that were read before in the same way get their report. */
  plan(jobs: Job[]): void;
  /** @returns those whose worker ended under them */
  read(jobs: Job[], signal: AbortSignal): Promise<Job[]>;
  /** It was read, and has pages whose text only OCR can give. */
  wantsOcr(job: Job): boolean;
  readByOcr(job: Job, signal: AbortSignal): Promise<void>;
  keep(writer: Writer, job: Job, now: number): StoredReport;
}

/** What looking into archives needs of the mill. */
export interface InsideParts {
  database: Database;
  members: Members;
  reports: Reports;
  pool: WorkerPool;
  dataFolder: string;
  passwords(): string[];
  unpackLimits(): UnpackLimits;
  /** Of the disk with the data folder. */
  minFreeBytes(): number;
  /** For an archive of a folder. */
  readingFor(archive: Job): MemberReading;
}

/** Shared by all archives that are looked into at the same time. */
export interface InsideTurns {
  turns: Turns;
  progressed(label: string, fraction: number | null): void;
}
