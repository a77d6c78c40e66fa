import { z } from 'zod';
import { errorDataSchema } from '../rpc/wire';
import { t } from '../words/words';
import { fileIdSchema, folderIdSchema, instantSchema } from './file';

const absolutePath = z.string().min(1).max(4096);
/** `next_app` in a sidecar. */
const appName = z.string().trim().min(1).max(255);
export const clockTimeSchema = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: () => t('Write it as 07:30.') });

export const ARCHIVE_FORMATS = ['gzip', 'zstd'] as const;

/** Archiving by age: what has lain so long goes into the mirrored tree. */
export const archivePolicySchema = z.strictObject({
  /** Absolute, outside of the place. */
  to: absolutePath,
  olderThanDays: z.number().int().min(1).max(36_500).default(30),
  format: z.enum(ARCHIVE_FORMATS).default('gzip'),
  /** Of each day, by the clock of this machine. */
  at: clockTimeSchema.default('03:00'),
});
export type ArchivePolicy = z.infer<typeof archivePolicySchema>;

/** A folder in which programs hand files over. */
export const handoffPlaceSchema = z.strictObject({
  path: absolutePath,
  /** Filemill takes what is addressed to these names; with none it only looks. */
  apps: z.array(appName).max(50).default([]),
  /** So long what does not agree may still be being written. */
  settleSeconds: z.number().int().min(0).max(3_600).default(5),
  /** What waits longer is stuck. */
  stuckMinutes: z.number().int().min(1).max(525_600).default(60),
  archive: archivePolicySchema.nullable().default(null),
});
export type HandoffPlace = z.infer<typeof handoffPlaceSchema>;

export const EXPECTATION_SEVERITIES = ['info', 'warning', 'problem'] as const;

/** Files that are to come by a certain time: “one `sales_*.csv` by 07:00 on weekdays”. */
export const expectationSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  name: z.string().trim().min(1).max(200),
  /** Absolute; a watched folder, or one in it. */
  folder: absolutePath,
  /** For the name, as in folder settings. */
  pattern: z.string().min(1).max(500),
  count: z.number().int().min(1).max(100_000).default(1),
  /** ISO: 1 is Monday. */
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7).default([1, 2, 3, 4, 5]),
  by: clockTimeSchema,
  /** IANA name, "Europe/Berlin"; null for the zone of this machine. */
  timeZone: z.string().max(100).nullable().default(null),
  /** So much later it still is in time. */
  graceMinutes: z.number().int().min(0).max(1_440).default(15),
  /** What came so long before counts for it. */
  hoursBefore: z.number().min(1).max(168).default(24),
  severity: z.enum(EXPECTATION_SEVERITIES).default('warning'),
  isOn: z.boolean().default(true),
});
export type Expectation = z.infer<typeof expectationSchema>;

export const handoffSettingsSchema = z.strictObject({
  places: z.array(handoffPlaceSchema).max(200).default([]),
  expectations: z.array(expectationSchema).max(500).default([]),
});
export type HandoffSettings = z.infer<typeof handoffSettingsSchema>;

/**
 * The columns of the board.
 * - `writing`: somebody has its lock, or it is still being written
 * - `ready`: whole, for whom it is addressed to
 * - `pickedUp`: locked by who takes it, or being processed by Filemill
 * - `processed`, `error`: in the folder of that name
 * - `stuck`: it has waited too long, or something is wrong with it that nobody has put right
 */
export const HANDOFF_STATES = ['writing', 'ready', 'pickedUp', 'processed', 'error', 'stuck'] as const;
export const handoffStateSchema = z.enum(HANDOFF_STATES);
export type HandoffState = (typeof HANDOFF_STATES)[number];

/** Each way in which a hand-off can be wrong. */
export const HANDOFF_FAULTS = [
  'sidecarNotFile',
  'sidecarDenied',
  'sidecarTooLarge',
  'sidecarNotJson',
  'sidecarTooDeep',
  'sidecarNotObject',
  'sidecarIncomplete',
  'sidecarWrongType',
  'pathEscape',
  'otherFilename',
  'checksumUnknown',
  'sidecarMissing',
  'dataMissing',
  'dataNotFile',
  'dataDenied',
  'sizeMismatch',
  'checksumMismatch',
  'lockNotFile',
  'resultNotFolder',
] as const;
export const handoffFaultSchema = z.enum(HANDOFF_FAULTS);
export type HandoffFaultName = (typeof HANDOFF_FAULTS)[number];

/** What can be done with a hand-off; only those that fit are offered. */
export const HANDOFF_ACTS = [
  /** Takes a lock away whose holder is dead beyond doubt. */
  'breakLock',
  /** Filemill takes it now, or tries again. */
  'retry',
  /** The pair goes to `errors/`, with the reason. */
  'toErrors',
  /** Out of `processed/` or `errors/`, back to where it lay: its consumer meets it again. */
  'requeue',
  /** Into the archive of its place, whatever its age. */
  'archive',
] as const;
export const handoffActSchema = z.enum(HANDOFF_ACTS);
export type HandoffAct = (typeof HANDOFF_ACTS)[number];

export const LOCK_STATES = ['free', 'held', 'unproven', 'left', 'stale', 'folder', 'link', 'special', 'denied'] as const;

export const lockViewSchema = z.object({
  state: z.enum(LOCK_STATES),
  host: z.string().nullable(),
  pid: z.number().nullable(),
  purpose: z.string().nullable(),
  /** Since the lock was made or last touched. */
  ageMs: z.number().nullable(),
  /** Its holder should have renewed it by now; null where it says nothing of that. */
  isOverdue: z.boolean().nullable(),
});

export const handoffRowSchema = z.object({
  /** Absolute; of the data, also where that is not there. Names the row. */
  path: z.string(),
  name: z.string(),
  /** Absolute. */
  place: z.string(),
  state: handoffStateSchema,
  /** In the user's words: "Ready", "For loader", "Checksum differs", "Waits for its sidecar" … */
  label: z.string(),
  fault: handoffFaultSchema.nullable(),
  error: errorDataSchema.nullable(),
  /** `created_by` and `next_app`; null where the sidecar does not say. */
  producer: z.string().nullable(),
  consumer: z.string().nullable(),
  /** Filemill is its consumer. */
  isOurs: z.boolean(),
  hasData: z.boolean(),
  hasSidecar: z.boolean(),
  bytes: z.number().nullable(),
  /** Since when it is as it is: the younger of the two last changed. */
  since: instantSchema,
  lock: lockViewSchema.nullable(),
  /** Of the ledger; null where Filemill does not know it. */
  fileId: fileIdSchema.nullable(),
  acts: z.array(handoffActSchema),
});
export type HandoffRowView = z.infer<typeof handoffRowSchema>;

/** Of a row that is looked at closely: what its sidecar says, held against what lies there. */
export const handoffCheckSchema = z.object({
  what: z.enum(['sidecar', 'filename', 'size', 'checksum', 'addressee', 'lock']),
  isRight: z.boolean(),
  /** One sentence. */
  sentence: z.string(),
});
export type HandoffCheck = z.infer<typeof handoffCheckSchema>;

export const handoffRouteSchema = z.object({
  producer: z.string().nullable(),
  consumer: z.string().nullable(),
  counts: z.partialRecord(handoffStateSchema, z.number().int()),
});
export type HandoffRoute = z.infer<typeof handoffRouteSchema>;

export const handoffPlaceViewSchema = z.object({
  place: handoffPlaceSchema,
  /** Configured by a person; false for a folder that only rules write into. */
  isListed: z.boolean(),
  /** The watched folder that it is, or lies in; null where it is only looked at. */
  folderId: folderIdSchema.nullable(),
  /** Why it can't be looked at, or does not take what it should; null when all is well. */
  problem: errorDataSchema.nullable(),
  counts: z.partialRecord(handoffStateSchema, z.number().int()),
});
export type HandoffPlaceView = z.infer<typeof handoffPlaceViewSchema>;

/**
 * - `coming`: its time is not over
 * - `met`: all came in time; `late`: they came, but not in time
 * - `faulty`: they came, and at least one of them needs attention
 * - `missed`: they did not come
 */
export const OCCURRENCE_STATES = ['coming', 'met', 'late', 'faulty', 'missed'] as const;
export const occurrenceSchema = z.object({
  /** "2026-11-23", by the clock of the expectation's time zone. */
  day: z.string(),
  dueAt: instantSchema,
  state: z.enum(OCCURRENCE_STATES),
  came: z.number().int(),
  /** The last of those that were needed. */
  arrivedAt: instantSchema.nullable(),
  fileId: fileIdSchema.nullable(),
});
export type Occurrence = z.infer<typeof occurrenceSchema>;

export const expectationViewSchema = z.object({
  expectation: expectationSchema,
  /** What keeps it from being told; null when all is well. */
  problem: errorDataSchema.nullable(),
  nextDueAt: instantSchema.nullable(),
  occurrences: z.array(occurrenceSchema),
});
export type ExpectationView = z.infer<typeof expectationViewSchema>;

export const sweepRunSchema = z.object({
  /** Absolute: the place. */
  path: z.string(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  startedAt: instantSchema,
  endedAt: instantSchema.nullable(),
  files: z.number().int(),
  bytes: z.number(),
  packedBytes: z.number(),
  failed: z.array(z.object({ path: z.string(), error: errorDataSchema })).max(100),
  error: errorDataSchema.nullable(),
});
export type SweepRun = z.infer<typeof sweepRunSchema>;
