import { z } from 'zod';
import { folderIdSchema, instantSchema, triggerSchema } from './file';
import { ruleNameSchema } from './rule';

/** Rules that somebody has had asked about files that are there, and how far that has come. */
export const ruleOrderSchema = z.object({
  id: z.number().int().positive(),
  at: instantSchema,
  trigger: triggerSchema,
  /** Null for all watched folders. */
  folderId: folderIdSchema.nullable(),
  rules: z.array(ruleNameSchema),
  /** Files are still being looked for. */
  isLooking: z.boolean(),
  cancelledAt: instantSchema.nullable(),
  /** That were taken up so far; of these not ended, and ended with something for a person to look at. */
  files: z.number().int(),
  open: z.number().int(),
  attention: z.number().int(),
  /** Done and in force, and taken back. */
  effects: z.number().int(),
  undone: z.number().int(),
});
export type RuleOrder = z.infer<typeof ruleOrderSchema>;

/** What an order would do, before anybody gives it. */
export const orderReviewSchema = z.object({
  /** That lie in the folders; with which something would be done, and how much. */
  files: z.number().int(),
  acted: z.number().int(),
  steps: z.number().int(),
  /** With which all of it was done before. */
  before: z.number().int(),
  /** Of which something has to be found out first, by OCR or a look inside: rules are asked then. */
  unread: z.number().int(),
  /** Being read at this moment, and left out. */
  underWay: z.number().int(),
});
export type OrderReview = z.infer<typeof orderReviewSchema>;
