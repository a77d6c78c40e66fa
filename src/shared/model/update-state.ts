import { z } from 'zod';

/** What is known of a newer version. */
export const updateStateSchema = z.object({
  /** `off`: no feed is set, nobody is asked. `impossible`: this copy can't replace itself. */
  state: z.enum(['off', 'unknown', 'current', 'available', 'downloading', 'ready', 'impossible', 'failed']),
  /** The newer version, where there is one. */
  version: z.string().nullable(),
  sentence: z.string(),
});
export type UpdateState = z.infer<typeof updateStateSchema>;
