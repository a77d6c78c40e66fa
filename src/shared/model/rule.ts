import { z } from 'zod';
import { errorDataSchema } from '../rpc/wire';
import { ACTION_NAMES, actionSpecSchema } from './action';
import { factValueSchema, type FactType } from './fact';
import { FILE_EVENTS, fileIdSchema, instantSchema } from './file';

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

/** What people write in `rules.yaml`; its name is what history knows it by. */
export const ruleSchema = ruleConditionsSchema.extend({
  note: z.string().max(2_000).default(''),
  then: z.array(actionSpecSchema).max(50).default([]),
  /** Rules below it are not asked about a file that this one acts on. */
  stop: z.boolean().default(false),
});
export type Rule = z.infer<typeof ruleSchema>;

export const ruleNameSchema = z.string().min(1).max(200);

/** A remark on a rule that can be saved all the same. */
export const ruleWarningSchema = z.object({
  kind: z.enum(['loop', 'shadowed', 'neverMatches', 'needsOcr', 'needsComparing', 'destructive', 'notAllowed', 'unknownFolder', 'sameTarget', 'outOfReach']),
  sentence: z.string(),
  /** Of its actions, from 0; null where it is about all of the rule. */
  action: z.number().int().nullable(),
});
export type RuleWarning = z.infer<typeof ruleWarningSchema>;

/** What is wrong with written rules: where, what, and what to do. */
export const ruleProblemSchema = z.object({
  /** From 1, as the column. */
  line: z.number().int().nullable(),
  column: z.number().int().optional(),
  rule: z.string().nullable(),
  message: z.string(),
  hint: z.string(),
  /** Where inside the rule, as far as it can be told: "name", "if.all.1", "then.0.to". */
  at: z.string().optional(),
});
export type RuleProblem = z.infer<typeof ruleProblemSchema>;

/** A rule as lists show it. */
export const ruleViewSchema = z.object({
  rule: ruleSchema,
  warnings: z.array(ruleWarningSchema),
  /** Files that it has acted on, and those with which it failed, as far as the history goes. */
  hits: z.number().int(),
  failures: z.number().int(),
  lastHitAt: instantSchema.nullable(),
});
export type RuleView = z.infer<typeof ruleViewSchema>;

/** One action on one file: what is planned, or what became of it. */
export const ruleStepSchema = z.object({
  action: z.enum(ACTION_NAMES),
  state: z.enum(['planned', 'done', 'skipped', 'failed', 'notReached']),
  /** "Copy it to /archive/2026/a.pdf". */
  sentence: z.string(),
  /** Absolute: what is written, or where it goes; null where it is nothing of the kind. */
  target: z.string().nullable(),
  /** It takes the original away, or replaces something. */
  isDestructive: z.boolean(),
  effectId: z.number().int().nullable(),
  error: errorDataSchema.nullable(),
});
export type RuleStep = z.infer<typeof ruleStepSchema>;

/** One rule asked about one file. */
export const ruleOutcomeSchema = z.object({
  rule: z.string(),
  isMet: z.boolean(),
  /** Why its conditions were not asked, or it did nothing all the same; null where that is plain. */
  reason: z.string().nullable(),
  /** Null where its conditions were not asked, or the run had too many rules to keep them all. */
  trace: traceSchema.nullable(),
  steps: z.array(ruleStepSchema),
});
export type RuleOutcome = z.infer<typeof ruleOutcomeSchema>;

/** All rules asked about one version of a file: the trace that *Why* shows. `at` is when its job first came to an end with them; 0 until then. */
export const ruleRunSchema = z.object({ jobId: z.number().int(), at: instantSchema, outcomes: z.array(ruleOutcomeSchema) });
export type RuleRun = z.infer<typeof ruleRunSchema>;

/** A file beside a rule that is being written. */
export const ruleMatchSchema = z.object({
  fileId: fileIdSchema,
  path: z.string(),
  folderName: z.string(),
  isMet: z.boolean(),
  /** It can't be told yet: "its text is not known: OCR has not read it". */
  unknown: z.string().nullable(),
});
export type RuleMatch = z.infer<typeof ruleMatchSchema>;

/** What rules would do with one file; nothing was changed. */
export const simulatedFileSchema = z.object({ fileId: fileIdSchema.nullable(), path: z.string(), folderName: z.string(), outcomes: z.array(ruleOutcomeSchema) });
export type SimulatedFile = z.infer<typeof simulatedFileSchema>;

/** A file with which a changed rule would do otherwise than the present ones. */
export const backTestedFileSchema = z.object({
  fileId: fileIdSchema,
  path: z.string(),
  folderName: z.string(),
  change: z.enum(['newlyMet', 'noLongerMet', 'otherwise']),
  before: z.array(z.string()),
  after: z.array(z.string()),
});
export type BackTestedFile = z.infer<typeof backTestedFileSchema>;

export const ruleSampleSchema = z.object({ id: z.string(), title: z.string(), sentence: z.string(), rules: z.array(ruleSchema) });
export type RuleSample = z.infer<typeof ruleSampleSchema>;
