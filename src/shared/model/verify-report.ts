import { z } from 'zod';

export const VERIFY_CHECKS = ['store', 'accounting', 'files', 'contents', 'reports', 'effects', 'leftovers'] as const;

/** One thing that does not fit. */
export const misfitSchema = z.object({
  check: z.enum(VERIFY_CHECKS),
  /** The file or folder it is about; null when it is about the whole. */
  path: z.string().nullable(),
  message: z.string(),
  hint: z.string(),
});
export type Misfit = z.infer<typeof misfitSchema>;

export const verifyReportSchema = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ name: z.enum(VERIFY_CHECKS), checked: z.number().int(), misfits: z.number().int() })),
  /** At most a thousand of them. */
  misfits: z.array(misfitSchema),
  /** Files that changed while they were compared; the mill is about to take them. */
  underWay: z.number().int(),
  durationMs: z.number(),
});
export type VerifyReport = z.infer<typeof verifyReportSchema>;
