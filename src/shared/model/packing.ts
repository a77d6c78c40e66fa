import { z } from 'zod';

/** What is to go into an archive. */
export const packSourceSchema = z.object({
  /** Absolute; a folder stands for itself alone. */
  path: z.string(),
  /** In the archive, `/`-separated. */
  name: z.string(),
  isFolder: z.boolean(),
  size: z.number(),
  mtimeMs: z.number(),
  mode: z.number().int(),
});
export type PackSource = z.infer<typeof packSourceSchema>;

/** What went into it. */
export const packedEntrySchema = z.object({
  /** In the archive. */
  name: z.string(),
  size: z.number(),
  /** Null of a folder. */
  sha256: z.string().nullable(),
});
export type PackedEntry = z.infer<typeof packedEntrySchema>;
