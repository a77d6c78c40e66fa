import { z } from 'zod';
import { folderSettingsSchema } from './folder';

export const generalSettingsSchema = z.strictObject({
  appearance: z.enum(['system', 'light', 'dark']).default('system'),
  /** Worker processes; null means one for each core. */
  workers: z.number().int().min(1).max(64).nullable().default(null),
  /** Seconds between two full scans of a live folder. */
  rescanSeconds: z.number().int().min(5).max(86_400).default(60),
  firstRunDone: z.boolean().default(false),
});
export type GeneralSettings = z.infer<typeof generalSettingsSchema>;

/** The file `settings.yaml` in the data folder, as people edit it. */
export const settingsFileSchema = z.strictObject({
  version: z.literal(1).default(1),
  general: generalSettingsSchema.prefault({}),
  folders: z.array(folderSettingsSchema.extend({ path: z.string().min(1) })).default([]),
});
export type SettingsFile = z.infer<typeof settingsFileSchema>;
