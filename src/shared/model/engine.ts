import { z } from 'zod';
import { accountingSchema, fileIdSchema, folderIdSchema, instantSchema, laneSchema, stageSchema } from './file';
import { folderViewSchema } from './folder';
import { uploadLaneSchema } from './upload';

export const levelSchema = z.enum(['ok', 'warning', 'problem']);
export type Level = z.infer<typeof levelSchema>;

export const healthRowSchema = z.object({
  part: z.enum(['watcher', 'workers', 'ledger', 'disk', 'destinations']),
  level: levelSchema,
  /** One word: "Running", "Restarting", "Nearly full" … */
  word: z.string(),
  sentence: z.string(),
});

/** Something the user must know and that is not one file's failure: a damaged store, a settings typo. */
export const alertSchema = z.object({
  id: z.string(),
  level: levelSchema,
  message: z.string(),
  hint: z.string(),
  at: instantSchema,
});
export type Alert = z.infer<typeof alertSchema>;

export const suggestionSchema = z.object({
  id: z.string(),
  sentence: z.string(),
  action: z
    .object({ label: z.string(), kind: z.enum(['openAttention', 'openFolder', 'retryCause', 'setWorkers', 'resumeLane']), value: z.string() })
    .nullable(),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

export const runningJobSchema = z.object({
  fileId: fileIdSchema,
  folderId: folderIdSchema,
  name: z.string(),
  stage: stageSchema,
  /** "Page 3 of 12" */
  label: z.string(),
  /** 0–1, or null when it can't be told. */
  fraction: z.number().nullable(),
  startedAt: instantSchema,
  /** Which worker has it; null until one is free. */
  worker: z.number().int().nullable(),
});
export type RunningJob = z.infer<typeof runningJobSchema>;

/**
 * The whole state that a window shows beside its lists. Sent at most five times a second; each replaces the one
 * before it, so that a lost one does no harm.
 */
/** One lane's work and how it goes. */
export const laneViewSchema = z.object({
  lane: laneSchema,
  active: z.number().int(),
  waiting: z.number().int(),
  failed: z.number().int(),
  concurrency: z.number().int().nullable(),
  paused: z.boolean(),
  /** Mean time from claim to settled of the last files, at most a thousand. */
  averageMs: z.number().nullable(),
  processed: z.number().int(),
});
export type LaneView = z.infer<typeof laneViewSchema>;

/** What the specification measures of a run, since the engine started. */
export const metricsSchema = z.object({
  files: z.number().int(),
  successful: z.number().int(),
  failed: z.number().int(),
  successRate: z.number().nullable(),
  filesPerSecond: z.number(),
  averageMs: z.number().nullable(),
  workerCount: z.number().int(),
});
export type MetricsView = z.infer<typeof metricsSchema>;

export const snapshotSchema = z.object({
  sequence: z.number().int(),
  /** Grows with every change of a file; lists ask again for the rows they show when it moves. */
  revision: z.number().int(),
  /** Grows when the general settings change, also by an edit of the file. */
  settingsRevision: z.number().int(),
  at: instantSchema,
  version: z.string(),
  dataFolder: z.string(),
  state: z.enum(['starting', 'running', 'paused', 'stopping']),
  /** When a pause ends by itself; null while there is none, or one without an end. */
  pausedUntil: instantSchema.nullable(),
  workers: z.object({ size: z.number().int(), busy: z.number().int() }),
  filesPerSecond: z.number(),
  /** Files settled per five-second slot, oldest first. */
  throughput: z.array(z.number()),
  /** Age in seconds of the oldest waiting file per five-second slot, oldest first. */
  oldestWaiting: z.array(z.number()),
  oldestWaitingSeconds: z.number().nullable(),
  /** done / (done + attention), or null before the first file has settled. */
  successRate: z.number().nullable(),
  etaSeconds: z.number().nullable(),
  accounting: accountingSchema,
  byCause: z.record(z.string(), z.number().int()),
  folders: z.array(folderViewSchema),
  running: z.array(runningJobSchema),
  health: z.array(healthRowSchema),
  alerts: z.array(alertSchema),
  suggestions: z.array(suggestionSchema),
  disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }).nullable(),
  lastArrival: z.object({ at: instantSchema, folderId: folderIdSchema }).nullable(),
  settledToday: z.number().int(),
  /** Whether anything was done today to files that lie in watched folders, undone or not. */
  hasMovedToday: z.boolean(),
  lanes: z.array(laneViewSchema),
  uploads: uploadLaneSchema,
  metrics: metricsSchema,
  /** Why nothing new is taken though nobody paused it (the disk is nearly full); null while files are taken. */
  intakeHold: z.string().nullable(),
  /** Failures of today that went away by themselves. */
  clearedToday: z.number().int(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

export const doctorCheckSchema = z.object({
  name: z.string(),
  level: levelSchema,
  sentence: z.string(),
  hint: z.string(),
});
export type DoctorCheck = z.infer<typeof doctorCheckSchema>;
