import { z } from 'zod';
import { accountingSchema, folderIdSchema, instantSchema } from './file';

export const WATCH_MODES = [
  'starting',
  'live',
  'polling',
  'catchingUp',
  'degraded',
  'waitingForDrive',
  'paused',
] as const;
export const watchModeSchema = z.enum(WATCH_MODES);
export type WatchMode = z.infer<typeof watchModeSchema>;

export const watchHealthSchema = z.object({
  mode: watchModeSchema,
  /** In words, as shown on the card: "Live", "Polling 30 s", "Waiting for drive" … */
  label: z.string(),
  /** What is the matter and what to do; empty when all is well. */
  sentence: z.string(),
});
export type WatchHealth = z.infer<typeof watchHealthSchema>;

/** What a folder is to do; people edit this in `settings.yaml` and on the Folders screen. */
export const folderSettingsSchema = z.strictObject({
  name: z.string().min(1).max(200),
  recipe: z.enum(['watch-only']).default('watch-only'),
  /** Look into subfolders. */
  recursive: z.boolean().default(true),
  /** Globs, matched against the path inside the folder; empty means every file. */
  include: z.array(z.string().max(500)).max(200).default([]),
  exclude: z.array(z.string().max(500)).max(200).default([]),
  /** Take files whose name begins with a dot. */
  hidden: z.boolean().default(false),
  maxBytes: z.number().int().positive().default(2_147_483_648),
  minBytes: z.number().int().nonnegative().default(0),
  /** Time without change before a file counts as whole; null lets Filemill choose by what the system can tell. */
  quietMs: z.number().int().nonnegative().max(86_400_000).nullable().default(null),
  maxAttempts: z.number().int().min(1).max(20).default(3),
  paused: z.boolean().default(false),
});
export type FolderSettings = z.infer<typeof folderSettingsSchema>;

export const folderViewSchema = z.object({
  id: folderIdSchema,
  /** Absolute. */
  path: z.string(),
  settings: folderSettingsSchema,
  health: watchHealthSchema,
  accounting: accountingSchema,
  lastFileAt: instantSchema.nullable(),
  addedAt: instantSchema,
});
export type FolderView = z.infer<typeof folderViewSchema>;
