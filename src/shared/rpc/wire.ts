import { z } from 'zod';
import { ERROR_CODES, CAUSES } from '../errors/error-table';

export const errorDataSchema = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  hint: z.string(),
  cause: z.enum(CAUSES),
  details: z.string().optional(),
});

/** What the calling side sends. */
export const requestSchema = z.discriminatedUnion('t', [
  z.object({ t: z.literal('call'), id: z.number().int(), name: z.string().max(100), input: z.unknown() }),
  z.object({ t: z.literal('cancel'), id: z.number().int() }),
]);
export type Request = z.infer<typeof requestSchema>;

/** What the answering side sends. */
export const replySchema = z.discriminatedUnion('t', [
  z.object({ t: z.literal('hello'), api: z.string(), version: z.number().int() }),
  z.object({ t: z.literal('beat') }),
  z.object({ t: z.literal('bye') }),
  z.object({ t: z.literal('ok'), id: z.number().int(), output: z.unknown() }),
  z.object({ t: z.literal('failed'), id: z.number().int(), error: errorDataSchema }),
  z.object({ t: z.literal('event'), name: z.string(), payload: z.unknown() }),
]);
export type Reply = z.infer<typeof replySchema>;
