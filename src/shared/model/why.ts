import { z } from 'zod';
import { errorDataSchema } from '../rpc/wire';
import { fileEventSchema, fileIdSchema, fileStateSchema, instantSchema, stageSchema, triggerSchema } from './file';

/** One line of a folder's filter as it was asked about a file. */
export const filterLineSchema = z.object({
  /** As in the settings: `exclude “*.bak”`, `hidden files`, `at most 2.0 GB` … */
  line: z.string(),
  /** What the file has of it: its name, size, age. */
  value: z.string(),
  /** Whether the file may pass as far as this line goes. */
  passes: z.boolean(),
  /** The line that settled it; later ones were not asked. */
  decides: z.boolean(),
});
export type FilterLine = z.infer<typeof filterLineSchema>;

export const whyStepSchema = z.object({
  stage: stageSchema,
  name: z.string(),
  mark: z.enum(['passed', 'failed', 'waiting', 'skipped', 'info']),
  detail: z.string(),
  at: instantSchema.nullable(),
  durationMs: z.number().nullable(),
});
export type WhyStep = z.infer<typeof whyStepSchema>;

/** One thing that was done with a file: "undo" takes its id. */
export const whyEffectSchema = z.object({
  id: z.number().int(),
  action: z.string(),
  rule: z.string().nullable(),
  /** Absolute; empty for what leads nowhere. */
  target: z.string(),
  state: z.enum(['intended', 'done', 'undoing', 'undone', 'failed', 'expired']),
});
export type WhyEffect = z.infer<typeof whyEffectSchema>;

/** Why a file was, or was not, processed: from its event to its error. */
export const whySchema = z.object({
  path: z.string(),
  /** Null for a file that the ledger does not know. */
  fileId: fileIdSchema.nullable(),
  folder: z.object({ name: z.string(), path: z.string() }).nullable(),
  state: fileStateSchema.nullable(),
  event: fileEventSchema.nullable(),
  trigger: triggerSchema.nullable(),
  /** The answer in one sentence. */
  answer: z.string(),
  /** What can be done about it now; empty when nothing need be done. */
  hint: z.string(),
  lines: z.array(filterLineSchema),
  steps: z.array(whyStepSchema),
  /** What was done with this version of it, oldest first. */
  effects: z.array(whyEffectSchema),
  error: errorDataSchema.nullable(),
  /** Former versions of the file, newest first: one sentence each. */
  earlier: z.array(z.object({ at: instantSchema, sentence: z.string() })),
});
export type Why = z.infer<typeof whySchema>;
