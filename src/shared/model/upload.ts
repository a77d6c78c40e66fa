import { z } from 'zod';
import { errorDataSchema } from '../rpc/wire';
import { fileIdSchema, instantSchema } from './file';

/**
 * - `uploading`: bytes go, or what has arrived is proved
 * - `waiting`: for its turn, for the endpoint, or for whoever paused all uploads
 * - `held`: a person has set this one aside
 * - `failed`: its file needs attention
 * - `done`: the object is there, proved
 */
export const UPLOAD_STATES = ['uploading', 'waiting', 'held', 'failed', 'done'] as const;
export const uploadStateSchema = z.enum(UPLOAD_STATES);
export type UploadState = z.infer<typeof uploadStateSchema>;

/** One upload that a rule has asked for. */
export const uploadViewSchema = z.object({
  id: z.number().int(),
  fileId: fileIdSchema,
  name: z.string(),
  /** Absolute, where the file lies now. */
  path: z.string(),
  rule: z.string(),
  destination: z.string(),
  /** `s3://bucket/key`; null where the destination is not known any more. */
  url: z.string().nullable(),
  state: uploadStateSchema,
  /** Only while it is uploading. */
  phase: z.enum(['hashing', 'uploading', 'verifying']).nullable(),
  /** Bytes of the file that the server has, as far as is known. */
  bytes: z.number(),
  size: z.number(),
  /** Null while nothing goes. */
  bytesPerSecond: z.number().nullable(),
  /** Times that it was begun. */
  attempts: z.number().int(),
  /** Why it waits, what it does, or what became of it. */
  sentence: z.string(),
  error: errorDataSchema.nullable(),
  addedAt: instantSchema,
  endedAt: instantSchema.nullable(),
});
export type UploadView = z.infer<typeof uploadViewSchema>;

/** All uploads at a glance. */
export const uploadLaneSchema = z.object({
  active: z.number().int(),
  waiting: z.number().int(),
  held: z.number().int(),
  failed: z.number().int(),
  bytesPerSecond: z.number(),
  /** Of all that is not done. */
  bytesLeft: z.number(),
  isPaused: z.boolean(),
  /** Destinations that can't be used at present, and why. */
  outages: z.array(z.object({ destination: z.string(), sentence: z.string(), hint: z.string(), nextTryAt: instantSchema.nullable() })),
});
export type UploadLaneView = z.infer<typeof uploadLaneSchema>;

export const NO_UPLOADS: UploadLaneView = { active: 0, waiting: 0, held: 0, failed: 0, bytesPerSecond: 0, bytesLeft: 0, isPaused: false, outages: [] };
