import { z } from 'zod';
import { versionSchema } from '../../duplicates/disposal-data';

/** What an effect on an original keeps in the ledger, for finishing it after a crash and for taking it back. */
export const relocateDataSchema = z.object({
  /** As it was before; what is put back has these times and rights. */
  version: versionSchema,
  /** In the watched folder, where it arrived. */
  path: z.string(),
  /** Its copy in the vault; null where none is kept. */
  vaulted: z.string().nullable().default(null),
  /** What had the name at its new place, in the vault; null where nothing was replaced. */
  replaced: z.string().nullable().default(null),
  /** Of `discard`: where it went. */
  to: z.enum(['system', 'vault']).nullable().default(null),
  /** In the trash: what tells the desktop where it came from. */
  infoPath: z.string().nullable().default(null),
  /** What goes with it, and went first: the sidecar of a hand-off; null for none. */
  companion: z.object({ source: z.string(), target: z.string() }).nullable().default(null),
  /** The job that tells that it went; null until then. */
  removedJobId: z.number().nullable().default(null),
});
export type RelocateData = z.infer<typeof relocateDataSchema>;
