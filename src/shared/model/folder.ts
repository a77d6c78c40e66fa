import { z } from 'zod';
import { CAUSES } from '../errors/error-table';
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

export const OCR_MODES = ['never', 'automatic', 'always'] as const;
export const ocrModeSchema = z.enum(OCR_MODES);
export type OcrMode = z.infer<typeof ocrModeSchema>;

/** "eng", "deu", "chi_sim": what trained data is called. */
export const languageCodeSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{1,31}$/);

/** How a person wants one file read, whatever its folder says. */
export const ocrWishSchema = z.object({
  mode: z.enum(['automatic', 'always']),
  /** Null: those of the folder. */
  languages: z.array(languageCodeSchema).min(1).max(10).nullable(),
});
export type OcrWish = z.infer<typeof ocrWishSchema>;

/** What a folder is for; each but the first one brings rules. */
export const RECIPE_IDS = ['watch-only', 'invoices', 'photos', 'data', 'archives'] as const;
export const recipeIdSchema = z.enum(RECIPE_IDS);
export type RecipeId = z.infer<typeof recipeIdSchema>;

/** What a folder is to do; people edit this in `settings.yaml` and on the Folders screen. */
export const folderSettingsSchema = z.strictObject({
  name: z.string().min(1).max(200),
  recipe: recipeIdSchema.default('watch-only'),
  /** Look into subfolders. */
  recursive: z.boolean().default(true),
  /**
   * Lines that choose files; none means every file. A line is a glob for the path inside the folder, or `regex:` and a
   * regular expression (RE2) that is searched in the absolute path and in the path inside the folder.
   */
  include: z.array(z.string().max(500)).max(200).default([]),
  exclude: z.array(z.string().max(500)).max(200).default([]),
  /** Take files whose name begins with a dot. */
  hidden: z.boolean().default(false),
  maxBytes: z.number().int().positive().default(2_147_483_648),
  minBytes: z.number().int().nonnegative().default(0),
  /** A file waits until its last change is so long ago. */
  minAgeSeconds: z.number().int().nonnegative().max(31_536_000).default(0),
  /** Which events are acted on; a file whose event is left out stays accounted for as ignored. */
  events: z
    .strictObject({
      created: z.boolean().default(true),
      modified: z.boolean().default(true),
      content_changed: z.boolean().default(true),
      deleted: z.boolean().default(true),
      moved: z.boolean().default(true),
    })
    .prefault({}),
  /** After an event of a path the next one waits so long; the last content wins. */
  cooldownSeconds: z.number().int().nonnegative().max(86_400).default(0),
  /**
   * How a changed file is told from a touched one: by the hash of all its bytes, of the first megabyte (2^20 bytes), or
   * by its times alone.
   */
  changeDetection: z.enum(['wholeFile', 'firstMegabyte', 'times']).default('wholeFile'),
  /** At most so many files of this folder are under way at once; null sets no limit. */
  batchSize: z.number().int().positive().max(10_000).nullable().default(null),
  /** Files of a folder with a higher one go first. */
  priority: z.enum(['high', 'normal', 'low']).default('normal'),
  /** Time without change before a file counts as whole; null lets Filemill choose by what the system can tell. */
  quietMs: z.number().int().nonnegative().max(86_400_000).nullable().default(null),
  /** Tries of a file whose failure may pass. */
  maxAttempts: z.number().int().min(1).max(20).default(3),
  /** Other numbers of tries for single causes. */
  attemptsByCause: z.partialRecord(z.enum(CAUSES), z.number().int().min(1).max(20)).default({}),
  /** The pause before the second try; each further one is `retryFactor` times longer, give or take a tenth. */
  retryFirstSeconds: z.number().min(0.1).max(3_600).default(1),
  retryFactor: z.number().min(1).max(10).default(2),
  ocr: z
    .strictObject({
      /**
       * Reading pictures of text: never; automatic for pages without a good text layer and for pictures that seem to hold
       * text; always for these and every picture.
       */
      mode: ocrModeSchema.default('automatic'),
      /** Null for those of the general settings. */
      languages: z.array(languageCodeSchema).min(1).max(10).nullable().default(null),
      /** A file read less surely than this (0–100) needs attention; 0 never. */
      reviewBelow: z.number().min(0).max(100).default(50),
    })
    .prefault({}),
  /** Look for faces in pictures: on this machine, with the model that ships. */
  faces: z.boolean().default(false),
  archives: z
    .strictObject({
      /** Read what is in archives, so that search and duplicates see inside. */
      lookInside: z.boolean().default(true),
      /** How deep archives in archives are read. */
      depth: z.number().int().min(1).max(10).default(3),
    })
    .prefault({}),
  duplicates: z
    .strictObject({
      /** A reference folder: its files are compared, and never proposed for removal. */
      isReference: z.boolean().default(false),
      /** Where two copies are equally good, the one in here goes first. */
      cleanFirst: z.boolean().default(false),
    })
    .prefault({}),
  /** Damaged files move to `errors/` beside where they lay, with an `.error` file that says why. */
  moveFailed: z.boolean().default(false),
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
  /** Files that were here and were not found when the folder was looked through for the first time since a start. */
  missingFiles: z.number().int(),
});
export type FolderView = z.infer<typeof folderViewSchema>;
