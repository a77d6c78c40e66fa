import { z } from 'zod';
import { instantSchema } from './file';

/** One thing that was done, and whether it can be taken back. */
export const undoPlanItemSchema = z.object({
  id: z.number().int(),
  action: z.string(),
  rule: z.string().nullable(),
  source: z.string(),
  target: z.string(),
  at: instantSchema,
  /** Why it stays, in a sentence; null where it can be taken back. */
  obstacle: z.string().nullable(),
});
export type UndoPlanItem = z.infer<typeof undoPlanItemSchema>;

export const undoPlanSchema = z.object({
  total: z.number().int(),
  /** All that can be taken back, newest first. */
  ids: z.array(z.number().int()),
  /** Some hundreds of them, what stays first. */
  items: z.array(undoPlanItemSchema),
});
export type UndoPlan = z.infer<typeof undoPlanSchema>;
