import { z } from 'zod';
import { duplicateTierSchema } from '../../shared/model/duplicates';

export const versionSchema = z.object({
  dev: z.string(),
  ino: z.string(),
  size: z.number(),
  mtimeNs: z.string(),
  ctimeNs: z.string(),
  mode: z.number(),
  atimeNs: z.string(),
  links: z.number(),
});

/** What an effect on a duplicate keeps in the ledger, for finishing it after a crash and for taking it back. */
export const disposalDataSchema = z.object({
  tier: duplicateTierSchema,
  /** The file that stayed. */
  keeperPath: z.string(),
  /** The job whose report counts again once it is back. */
  formerJobId: z.number(),
  /** As it was before; what is put back has these times and rights. */
  version: versionSchema,
  /** In the trash: what tells the desktop where it came from. */
  infoPath: z.string().nullable().default(null),
});
export type DisposalData = z.infer<typeof disposalDataSchema>;

export const DISPOSALS = ['trash', 'vault', 'move', 'hardlink'] as const;
