import type { JobFacts } from './store/ledger';
import type { FolderSettings } from '../shared/model/folder';
import type { Stage, StepMark, TimelineEntry } from '../shared/model/file';
import type { Manifest, Recognised } from '../processors/kit/processor';
import type { Recognition, ReadResult, Source } from '../shared/contract/worker-api';
import type { ErrorData } from '../shared/errors/filemill-error';
import type { StoredReport } from './store/reports';

/** A job on its way through the stages: the ledger's facts and what this run has found out so far. */
export interface Job extends JobFacts {
  readonly root: string;
  readonly settings: FolderSettings;
  /** Monotonic, milliseconds. */
  startedAt: number;
  /** How often a worker died while it read this file alone. */
  crashes: number;
  /** Must not share a worker with other files: one of its bundle killed the worker. */
  alone: boolean;
  recognition: Recognition | null;
  /** Best processor first; each next one is the fallback of the one before. */
  plan: { recognised: Recognised; processors: Manifest[] } | null;
  report: StoredReport | null;
  result: ReadResult | null;
  thumbnail: string | null;
  error: ErrorData | null;
  /** What is not in the ledger yet. */
  life: TimelineEntry[];
}

/** A job as it leaves the admit stage, or comes back for another attempt. */
export function newJob(facts: JobFacts, root: string, settings: FolderSettings): Job {
  return {
    ...facts,
    root,
    settings,
    startedAt: 0,
    crashes: 0,
    alone: false,
    recognition: null,
    plan: null,
    report: null,
    result: null,
    thumbnail: null,
    error: null,
    life: [],
  };
}

export function sourceOf(job: Job): Source {
  return {
    fileId: job.fileId,
    root: job.root,
    path: job.path,
    size: job.size,
    mtimeMs: job.mtimeMs,
    ino: job.ino,
  };
}

export function note(
  job: Job,
  stage: Stage,
  name: string,
  mark: StepMark,
  detail: string,
  durationMs: number | null = null,
): void {
  job.life.push({ at: Date.now(), stage, name, mark, durationMs, detail });
}
