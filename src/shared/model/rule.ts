import { z } from 'zod';
import { factValueSchema, type FactType } from './fact';
import { FILE_EVENTS } from './file';

/** How tests are written, by the type of what they ask; the first one may be left out: `kind: image`. */
export const OPERATORS = {
  text: ['is', 'is not', 'contains', 'does not contain', 'starts with', 'ends with', 'is like', 'is not like', 'matches', 'does not match', 'is one of', 'is known'],
  number: ['is', 'is not', 'above', 'below', 'at least', 'at most', 'between', 'is known'],
  size: ['is', 'above', 'below', 'at least', 'at most', 'between'],
  instant: ['after', 'before', 'on', 'within the last', 'longer ago than', 'is known'],
  age: ['above', 'below'],
  truth: ['is'],
  choice: ['is', 'is not', 'is one of'],
  list: ['contains', 'does not contain', 'contains like', 'contains match', 'is empty', 'has at least', 'has at most'],
} as const satisfies Record<FactType, readonly string[]>;

export type Operator = (typeof OPERATORS)[FactType][number];
export const ALL_OPERATORS = [...new Set(Object.values(OPERATORS).flat())] as [Operator, ...Operator[]];
export const operatorSchema = z.enum(ALL_OPERATORS);

/** Values as people write them: "10 MB", "7 days", "2026-01-31", `[10, 20]`. */
export const testValueSchema = z.union([z.string().max(10_000), z.number(), z.boolean(), z.array(z.union([z.string().max(1_000), z.number()])).max(1_000)]);
export type TestValue = z.infer<typeof testValueSchema>;

export const ruleTestSchema = z.strictObject({ fact: z.string().max(100), operator: operatorSchema, value: testValueSchema });
export type RuleTest = z.infer<typeof ruleTestSchema>;

export type Condition = RuleTest | { all: Condition[] } | { any: Condition[] } | { none: Condition[] };
export const conditionSchema: z.ZodType<Condition> = z.union([
  ruleTestSchema,
  z.strictObject({ all: z.lazy(() => z.array(conditionSchema).max(200)) }),
  z.strictObject({ any: z.lazy(() => z.array(conditionSchema).max(200)) }),
  z.strictObject({ none: z.lazy(() => z.array(conditionSchema).max(200)) }),
]);

/** Deeper nesting is no rule that anybody could read. */
export const MOST_LEVELS = 8;

export const ruleConditionsSchema = z.strictObject({
  name: z.string().min(1).max(200),
  /** Absolute paths or names of watched folders; none means all. */
  folders: z.array(z.string().min(1).max(4096)).max(1_000).default([]),
  isEnabled: z.boolean().default(true),
  on: z.array(z.enum(FILE_EVENTS)).min(1).default(['created', 'content_changed']),
  if: conditionSchema.default({ all: [] }),
});
export type RuleConditions = z.infer<typeof ruleConditionsSchema>;

/** One condition as it was asked of one file: what is shown with a tick or a cross. */
export interface Trace {
  /** "all", "any", "none", or the test as a sentence. */
  sentence: string;
  isMet: boolean;
  /** What the file has; null for groups, and for what is not known of it. */
  actual: z.infer<typeof factValueSchema> | null;
  parts: Trace[];
}
export const traceSchema: z.ZodType<Trace> = z.object({
  sentence: z.string(),
  isMet: z.boolean(),
  actual: factValueSchema.nullable(),
  parts: z.lazy(() => z.array(traceSchema)),
});
