import { z } from 'zod';
import { fileIdSchema, instantSchema } from './file';

export const NOTICE_LEVELS = ['info', 'warning', 'problem'] as const;

/** A message of a rule to people. */
export const noticeSchema = z.object({
  id: z.number().int(),
  at: instantSchema,
  level: z.enum(NOTICE_LEVELS),
  title: z.string(),
  message: z.string(),
  rule: z.string().nullable(),
  fileId: fileIdSchema.nullable(),
  isRead: z.boolean(),
});
export type Notice = z.infer<typeof noticeSchema>;
