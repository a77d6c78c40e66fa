import { z } from 'zod';

/** A part of the picture of the mill. Columns go from left to right: folders, stages and lanes, rules, destinations. */
export const flowPartSchema = z.object({
  id: z.string(),
  column: z.enum(['folder', 'lane', 'rule', 'destination']),
  title: z.string(),
  /** What the figures do not tell: "Paused", "/archive/2026"; '' for nothing. */
  detail: z.string(),
  /** In it now. */
  active: z.number().int(),
  waiting: z.number().int(),
  /** Since midnight. */
  done: z.number().int(),
  /** Now in need of a person; of a rule, since midnight. */
  failed: z.number().int(),
  isOff: z.boolean(),
  /** Which list it opens. */
  opens: z.discriminatedUnion('list', [
    z.object({ list: z.literal('files'), folderId: z.number().int().optional(), lane: z.string().optional() }),
    z.object({ list: z.literal('attention'), folderId: z.number().int().optional() }),
    z.object({ list: z.literal('history'), rule: z.string().optional(), target: z.string().optional(), actions: z.array(z.string()).optional() }),
    z.object({ list: z.literal('folders'), folderId: z.number().int() }),
  ]),
});
export type FlowPart = z.infer<typeof flowPartSchema>;

export const flowSchema = z.object({
  at: z.number(),
  parts: z.array(flowPartSchema),
  links: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      /** Since midnight. */
      files: z.number().int(),
      failed: z.number().int(),
      /** Over the last minute. */
      perMinute: z.number(),
    }),
  ),
});
export type Flow = z.infer<typeof flowSchema>;
