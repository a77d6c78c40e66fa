import { z } from 'zod';
import { errorDataSchema } from '../rpc/wire';
import { fileEventSchema, fileIdSchema, fileKindSchema, fileStateSchema, folderIdSchema, instantSchema, triggerSchema } from './file';

export const historyFilterSchema = z.object({
  folderId: folderIdSchema.optional(),
  fileId: fileIdSchema.optional(),
  states: z.array(fileStateSchema).max(5).optional(),
  events: z.array(fileEventSchema).max(5).optional(),
  triggers: z.array(triggerSchema).max(4).optional(),
  /** Part of a path, whatever its case and accents. */
  query: z.string().max(500).optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  /** What this rule acted on, or tried to. */
  rule: z.string().min(1).max(200).optional(),
  /** What had one of these done to it (`EffectAction`). */
  actions: z.array(z.string().max(30)).max(30).optional(),
  /** What a rule put there: a folder, absolute, or as its end is called in a path. */
  target: z.string().min(1).max(4096).optional(),
});
export type HistoryFilter = z.infer<typeof historyFilterSchema>;

/** Something done to the user's files, and whether that still holds. */
export const historyEffectSchema = z.object({
  id: z.number().int(),
  action: z.string(),
  /** By which it was done; null where nobody but a person asked for it. */
  rule: z.string().nullable(),
  /** Where the file lay before, where the effect belongs to a job. */
  source: z.string().optional(),
  target: z.string(),
  /** The turn of applying a plan for duplicates that it belongs to, which can be taken back as a whole. */
  runId: z.number().int().nullable(),
  /** `expired`: what would be needed to take it back is no more. `stuck`: it was interrupted, and `obstacle` is in the way of its end. */
  state: z.enum(['done', 'undone', 'expired', 'stuck']),
  /** A sentence, of what is stuck. */
  obstacle: z.string().optional(),
});
export type HistoryEffect = z.infer<typeof historyEffectSchema>;

/** One job that reached an end: what happened to one version of one file. */
export const historyJobSchema = z.object({
  type: z.literal('job'),
  jobId: z.number().int().positive(),
  fileId: fileIdSchema,
  folderId: folderIdSchema,
  folderName: z.string(),
  /** Where the file lay then, inside its folder. */
  path: z.string(),
  name: z.string(),
  /** False for a former version of the file. */
  isCurrent: z.boolean(),
  event: fileEventSchema,
  trigger: triggerSchema,
  state: fileStateSchema,
  stateLabel: z.string(),
  kind: fileKindSchema.nullable(),
  mime: z.string().nullable(),
  size: z.number(),
  sha256: z.string().nullable(),
  attempts: z.number().int(),
  arrivedAt: instantSchema,
  settledAt: instantSchema,
  durationMs: z.number().nullable(),
  reason: z.string().nullable(),
  error: errorDataSchema.nullable(),
  effects: z.array(historyEffectSchema),
});
export type HistoryJob = z.infer<typeof historyJobSchema>;

/** Something that was done and belongs to no job: an archive of many files, one made by hand. */
export const historyDeedSchema = z.object({
  type: z.literal('deed'),
  /** When it was done. */
  settledAt: instantSchema,
  /** Absolute; of many, the first. */
  source: z.string(),
  /** One. */
  effects: z.array(historyEffectSchema).length(1),
});
export type HistoryDeed = z.infer<typeof historyDeedSchema>;

export const historyRowSchema = z.discriminatedUnion('type', [historyJobSchema, historyDeedSchema]);
export type HistoryRow = z.infer<typeof historyRowSchema>;
