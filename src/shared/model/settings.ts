import { z } from 'zod';
import { unpackLimitsSchema } from './archive';
import { disposalSchema, KEEP_CRITERIA, keepCriterionSchema } from './duplicates';
import { laneSchema } from './file';
import { folderSettingsSchema, languageCodeSchema } from './folder';
import { handoffSettingsSchema } from './handoff';
import { savedViewsSchema } from './view';
import { LANGUAGE_CHOICES } from '../words/languages';
import { t } from '../words/words';

/** How much the system's notifications tell; the list of notices in the window has all of it. */
export const NOTIFICATION_LEVELS = ['off', 'problems', 'summary', 'everything'] as const;
export type NotificationLevel = (typeof NOTIFICATION_LEVELS)[number];

/** "22:30", local time. */
const timeOfDaySchema = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: () => t('Give a time as 22:30.') });

/** The folder of a feed, without a name or password in it. Plain http only from this machine itself. */
const feedSchema = z
  .string()
  .max(2_000)
  .regex(/^(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?\/)[^\s@?#]*$/, { error: () => t('Give an address that begins with https://, without a name, a password or a question mark in it.') });

export const generalSettingsSchema = z.strictObject({
  appearance: z.enum(['system', 'light', 'dark']).default('system'),
  /** Of the window, the tray and the notices; `pseudo` is for tests. */
  language: z.enum(LANGUAGE_CHOICES).default('system'),
  /** Keys of a person's own, by the id of the action (src/renderer/keys/key-table.ts): "Ctrl+Shift+R"; '' takes its key away. */
  keys: z.record(z.string().max(60), z.string().max(40)).default({}),
  /** Worker processes; null means one for each core. */
  workers: z.number().int().min(1).max(64).nullable().default(null),
  /** Seconds between two full scans of a live folder. */
  rescanSeconds: z.number().int().min(5).max(86_400).default(60),
  /** What each lane may do: how many files at once (null: as many as there are workers), and whether it rests. */
  lanes: z
    .partialRecord(
      laneSchema,
      z.strictObject({
        concurrency: z.number().int().min(1).max(64).nullable().default(null),
        paused: z.boolean().default(false),
      }),
    )
    .default({}),
  /** Taking files in pauses while fewer bytes are free where the data folder lies. */
  minFreeBytes: z.number().int().nonnegative().default(500_000_000),
  /** What became of former versions of files, and of files that are gone, is kept so long … */
  historyDays: z.number().int().min(1).max(36_500).default(365),
  /** … and as long as the ledger is not larger than this. */
  historyBytes: z.number().int().min(10_000_000).default(4_000_000_000),
  /** A file that is rewritten every ten seconds while Filemill works, for other programs to watch; absolute. */
  heartbeatFile: z.string().min(1).max(4096).nullable().default(null),
  ocr: z
    .strictObject({
      languages: z.array(languageCodeSchema).min(1).max(10).default(['eng']),
      /** Use a tesseract that is installed on the machine: it is faster than the one that ships. */
      useNative: z.boolean().default(true),
    })
    .prefault({}),
  pictures: z
    .strictObject({
      /** A picture whose sharpness (variance of the Laplacian) is below it counts as blurry. */
      blurThreshold: z.number().min(0).max(100_000).default(100),
    })
    .prefault({}),
  /** What unpacking may write, for reading inside archives and for extracting them. */
  archives: unpackLimitsSchema.prefault({}),
  duplicates: z
    .strictObject({
      /** What the keeper is chosen by, the first that tells two copies apart deciding. */
      keepBy: z
        .array(keepCriterionSchema)
        .max(KEEP_CRITERIA.length)
        .default(['protectedFolder', 'resolution', 'sharpness', 'compression', 'metadata', 'oldest', 'name']),
      /** Where removed copies go. */
      disposal: disposalSchema.default('trash'),
    })
    .prefault({}),
  /** Filemill's own place for what it replaced, removed and moved: the way back. */
  vault: z
    .strictObject({
      /** What is in it is kept so long … */
      days: z.number().int().min(1).max(36_500).default(30),
      /** … and as long as all of it is not larger than this; the oldest goes first. */
      bytes: z.number().int().min(0).default(20_000_000_000),
      /** What comes into it is encrypted, with a key that the system's key store keeps. */
      encrypt: z.boolean().default(false),
      /** A copy of each original is kept there before a rule moves it. */
      keepMoved: z.boolean().default(true),
    })
    .prefault({}),
  actions: z
    .strictObject({
      /** Rules may run programs. */
      allowPrograms: z.boolean().default(false),
    })
    .prefault({}),
  uploads: z
    .strictObject({
      /** Files that are uploaded at the same time. */
      atOnce: z.number().int().min(1).max(16).default(3),
      /** All uploads together; null for as fast as it goes. */
      bytesPerSecond: z.number().int().min(1_000).nullable().default(null),
      paused: z.boolean().default(false),
    })
    .prefault({}),
  desktop: z
    .strictObject({
      /** Closing the window leaves Filemill in the tray, where the desktop shows one. */
      closeToTray: z.boolean().default(true),
      /** Start with the user's session, in the tray. */
      startAtLogin: z.boolean().default(false),
    })
    .prefault({}),
  notifications: z
    .strictObject({
      level: z.enum(NOTIFICATION_LEVELS).default('problems'),
      /** Nothing pops up between these times of the day; what happened is told at their end. */
      quietHours: z.strictObject({ from: timeOfDaySchema, to: timeOfDaySchema }).nullable().default(null),
    })
    .prefault({}),
  updates: z
    .strictObject({
      /** Where new versions are looked for; without it nobody is ever asked. */
      feed: feedSchema.nullable().default(null),
    })
    .prefault({}),
  /** Files handed over between programs. */
  handoffs: handoffSettingsSchema.prefault({}),
  /** Searches of the files that were given a name; the rail has them under Files, in this order. */
  views: savedViewsSchema.default([]),
  firstRunDone: z.boolean().default(false),
});
export type GeneralSettings = z.infer<typeof generalSettingsSchema>;

/** How long removed copies are kept stood with the duplicates once. */
function withVaultDays(general: unknown): unknown {
  if (!isObject(general) || !isObject(general.duplicates) || !('vaultDays' in general.duplicates)) return general;
  const { vaultDays: days, ...duplicates } = general.duplicates;
  return { ...general, duplicates, vault: { days, ...(isObject(general.vault) ? general.vault : {}) } };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const lastPart = (path: string): string => path.split(/[/\\]/).filter((part) => part !== '').at(-1) ?? path;

/** The file `settings.yaml` in the data folder, as people edit it. */
export const settingsFileSchema = z.strictObject({
  version: z.literal(1).default(1),
  general: z.preprocess(withVaultDays, generalSettingsSchema.prefault({})),
  folders: z
    .array(
      folderSettingsSchema
        .extend({ path: z.string().min(1), name: z.string().min(1).max(200).optional() })
        .transform((folder) => ({ ...folder, name: folder.name ?? lastPart(folder.path) })),
    )
    .default([]),
});
export type SettingsFile = z.infer<typeof settingsFileSchema>;
