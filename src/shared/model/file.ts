import { z } from 'zod';
import { errorDataSchema } from '../rpc/wire';

/** The five parts of the accounting law: seen = done + inProgress + waiting + attention + ignored. */
export const FILE_STATES = ['inProgress', 'waiting', 'attention', 'done', 'ignored'] as const;
export const fileStateSchema = z.enum(FILE_STATES);
export type FileState = z.infer<typeof fileStateSchema>;

export const FILE_EVENTS = ['created', 'modified', 'content_changed', 'deleted', 'moved'] as const;
export const fileEventSchema = z.enum(FILE_EVENTS);
export type FileEvent = z.infer<typeof fileEventSchema>;

export const FILE_KINDS = ['text', 'data', 'document', 'image', 'archive', 'audio', 'video', 'other'] as const;
export const fileKindSchema = z.enum(FILE_KINDS);
export type FileKind = z.infer<typeof fileKindSchema>;

/** The stages a file passes, in order; `steps` of a row has one mark for each. */
export const STAGES = ['admit', 'claim', 'decide', 'process', 'publish', 'retire'] as const;
export const stageSchema = z.enum(STAGES);
export type Stage = z.infer<typeof stageSchema>;

/** How a sighting came about: an event, a scan, a person in the window, or the command line. */
export const TRIGGERS = ['live', 'scan', 'manual', 'cli'] as const;
export const triggerSchema = z.enum(TRIGGERS);
export type Trigger = z.infer<typeof triggerSchema>;

/** Kinds of work that are counted, limited and paused on their own. */
export const LANES = ['text', 'documents', 'ocr', 'images', 'archives', 'other'] as const;
export const laneSchema = z.enum(LANES);
export type Lane = z.infer<typeof laneSchema>;

export const FILE_SORTS = ['newest', 'oldest', 'name', 'size', 'relevance'] as const;

export const STEP_MARKS = ['pending', 'running', 'done', 'failed', 'skipped'] as const;
export const stepMarkSchema = z.enum(STEP_MARKS);
export type StepMark = z.infer<typeof stepMarkSchema>;

export const fileIdSchema = z.number().int().positive();
export const folderIdSchema = z.number().int().positive();

/** Milliseconds since 1970, UTC. Printed as ISO 8601 at the outer borders only. */
export const instantSchema = z.number();

/** Numbers as in the report of a picture (`model/report`); null where its pixels could not be had. */
export const pictureMeasuresSchema = z.object({
  width: z.number().int(),
  height: z.number().int(),
  sharpness: z.number().nullable(),
  isBlurry: z.boolean().nullable(),
  brightness: z.number().nullable(),
  contrast: z.number().nullable(),
  noise: z.number().nullable(),
  /** Null where faces were not looked for. */
  faceCount: z.number().int().nullable(),
});
export type PictureMeasures = z.infer<typeof pictureMeasuresSchema>;

export const fileRowSchema = z.object({
  id: fileIdSchema,
  folderId: folderIdSchema,
  /** Relative to the folder, `/`-separated; bytes that are not UTF-8 stand as U+EF80–U+EFFF (see base/byte-name). */
  path: z.string(),
  name: z.string(),
  state: fileStateSchema,
  /** The state in the user's words: "Done", "Damaged", "Waiting for lock", "Still arriving" … */
  stateLabel: z.string(),
  event: fileEventSchema,
  trigger: triggerSchema,
  lane: laneSchema,
  /** False once the file has left its folder; what was read from it stays. */
  isPresent: z.boolean(),
  /** A person has set this one file aside. */
  isHeld: z.boolean(),
  kind: fileKindSchema.nullable(),
  mime: z.string().nullable(),
  size: z.number(),
  steps: z.array(stepMarkSchema).length(STAGES.length),
  attempts: z.number().int(),
  arrivedAt: instantSchema,
  settledAt: instantSchema.nullable(),
  durationMs: z.number().nullable(),
  /** When a waiting file is looked at again. */
  dueAt: instantSchema.nullable(),
  /** Why it waits or was ignored, one sentence. */
  reason: z.string().nullable(),
  error: errorDataSchema.nullable(),
  /** What is strange about it, in its detail. */
  warningCount: z.number().int(),
  /** Only in search results: a piece of the text around the hit, hits between U+E000 and U+E001. */
  snippet: z.string().nullable(),
  /** On which the snippet's first hit stands, from 1; null where there are no pages. */
  snippetPage: z.number().int().nullable(),
  thumbnail: z.string().nullable(),
  /** Only in search results: the words stand in this entry of the archive (ordinals from the outside in). */
  member: z.object({ ordinals: z.array(z.number().int()), path: z.string() }).optional(),
  /** Only in search results: so many more files with the same bytes were found, for which this one stands. */
  copies: z.number().int().positive().optional(),
  /** Only in search results: it has not the words themselves, but some of these, which are one letter off. */
  similarWords: z.array(z.string()).optional(),
  /** What was measured of a picture; null for what is none. */
  picture: pictureMeasuresSchema.nullable(),
});
export type FileRow = z.infer<typeof fileRowSchema>;

export const accountingSchema = z.object({
  seen: z.number().int(),
  done: z.number().int(),
  inProgress: z.number().int(),
  waiting: z.number().int(),
  attention: z.number().int(),
  ignored: z.number().int(),
});
export type Accounting = z.infer<typeof accountingSchema>;

/** One line of a file's life: a stage, or a step inside `process`. */
export const timelineEntrySchema = z.object({
  at: instantSchema,
  stage: stageSchema,
  name: z.string(),
  mark: stepMarkSchema,
  durationMs: z.number().nullable(),
  detail: z.string(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;
