import { basename } from 'node:path/posix';
import type { JobFacts, VersionBefore } from './store/job-facts';
import type { FolderSettings } from '../shared/model/folder';
import type { Lane, Stage, StepMark, TimelineEntry } from '../shared/model/file';
import { laneOfName } from '../processors/kit/lane';
import type { Acts } from './acting/acts';
import type { Turn } from './handoff/taking/turn';
import type { Manifest, Recognised } from '../processors/kit/processor';
import type { Recognition, ReadResult, Source } from '../shared/contract/worker-api';
import type { ErrorData } from '../shared/errors/filemill-error';
import type { Look } from './store/members';
import type { StoredReport } from './store/reports';

/** A job on its way through the stages: the ledger's facts and what this run has found out so far. */
export interface Job extends JobFacts {
  readonly root: string;
  readonly settings: FolderSettings;
  /** In which it waits; by its name, until its bytes are known. */
  readonly lane: Lane;
  /** Monotonic, milliseconds. */
  startedAt: number;
  /** How often a worker died while it read this file alone. */
  crashes: number;
  /** Must not share a worker with other files: one of its bundle killed the worker. */
  alone: boolean;
  /** A person has called it off while it was under way. */
  isCancelled: boolean;
  /** What was read of the file before; null for its first version. */
  before: VersionBefore | null;
  /** Its bytes are those of the version before and the folder does not act on that: the job before counts again. */
  isReverted: boolean;
  recognition: Recognition | null;
  /** Best processor first; each next one is the fallback of the one before. */
  plan: { recognised: Recognised; processors: Manifest[] } | null;
  report: StoredReport | null;
  result: ReadResult | null;
  /** How the result was made, where that was a choice; names it in the store. */
  reportOptions: string;
  thumbnail: string | null;
  /** What lies in it, when it is an archive that was looked into. */
  inside: Look | null;
  error: ErrorData | null;
  /** What rules did with it, once they were asked. */
  acts: Acts | null;
  /** It is handed over to Filemill, and goes to `processed/` or `errors/` with its sidecar. */
  isHandoff: boolean;
  /** What is wrong lies around a hand-off, in its lock or in `processed/`: it stays where it is. */
  isPlaceAtFault: boolean;
  /** Of a hand-off: its lock, while it is taken. */
  turn: Turn | null;
  /** Lets the next file with the same bytes have its rules asked, once the end of this one is in the ledger; null where nobody waits for it. */
  passOn: (() => void) | null;
  /** What is not in the ledger yet. */
  life: TimelineEntry[];
}

/** A job as it leaves the admit stage, or comes back for another attempt. */
export function newJob(facts: JobFacts, root: string, settings: FolderSettings): Job {
  return {
    ...facts,
    root,
    settings,
    lane: laneOfName(basename(facts.path)),
    startedAt: 0,
    crashes: 0,
    alone: false,
    isCancelled: false,
    before: null,
    isReverted: false,
    recognition: null,
    plan: null,
    report: null,
    result: null,
    reportOptions: '',
    thumbnail: null,
    inside: null,
    error: null,
    acts: null,
    isHandoff: false,
    isPlaceAtFault: false,
    turn: null,
    passOn: null,
    life: [],
  };
}

export function sourceOf(job: Job): Source {
  const { before, settings } = job;
  const mayStopEarly = settings.changeDetection === 'firstMegabyte' && before?.sha256 && before.headSha256;
  return {
    fileId: job.fileId,
    root: job.root,
    path: job.path,
    size: job.size,
    mtimeMs: job.mtimeMs,
    ino: job.ino,
    ...(mayStopEarly ? { knownHead: { sha256: before.sha256, headSha256: before.headSha256 } } : {}),
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
