import { z } from 'zod';
import { errorDataSchema } from '../rpc/wire';
import { call } from '../rpc/define-api';
import { fileIdSchema, folderIdSchema, instantSchema } from '../model/file';
import { chartsSchema } from '../model/charts';
import { flowSchema } from '../model/flow';
import { noticeSchema } from '../model/notice';
import { recipeSchema } from '../model/recipe';
import { orderReviewSchema, ruleOrderSchema } from '../model/rule-order';
import { undoPlanSchema } from '../model/undo-plan';
import {
  backTestedFileSchema,
  ruleMatchSchema,
  ruleNameSchema,
  ruleProblemSchema,
  ruleRunSchema,
  ruleSampleSchema,
  ruleSchema,
  ruleStepSchema,
  ruleViewSchema,
  ruleWarningSchema,
  simulatedFileSchema,
  traceSchema,
} from '../model/rule';

const nothing = z.object({});
const done = z.object({});
const page = { offset: z.number().int().nonnegative().default(0), limit: z.number().int().min(1).max(500).default(100) };
const ordered = {
  names: z.array(ruleNameSchema).min(1).max(10_000).optional(),
  folderId: folderIdSchema.optional(),
  /** Also what was done before with the same bytes. */
  again: z.boolean().default(false),
};
const written = z.string().max(2_000_000);
const numbered = z.number().int().positive();
const scopes = [
  z.strictObject({ fileId: fileIdSchema }),
  z.strictObject({ jobId: numbered }),
  z.strictObject({ orderId: numbered }),
  z.strictObject({ rule: ruleNameSchema, since: instantSchema.optional() }),
] as const;
const undone = z.object({
  undone: z.number().int(),
  failed: z.array(z.object({ id: z.number().int(), path: z.string(), error: errorDataSchema })),
});

/** Calls about rules, what they did, and the way back; a part of the EngineApi. */
export const rulesCalls = {
  /** All rules in their order. `problem` is what is wrong with the file; then the last good rules are in force. */
  'rules.read': call(
    nothing,
    z.object({ revision: z.number().int(), path: z.string(), rules: z.array(ruleViewSchema), problem: ruleProblemSchema.nullable(), programsAllowed: z.boolean() }),
  ),
  /** Adds a rule, or puts it in the place of the one with the former name. Throws `settings.invalid`. */
  'rules.put': call(
    z.object({ rule: ruleSchema, formerName: ruleNameSchema.nullable().default(null), at: z.number().int().nonnegative().optional() }),
    z.object({ warnings: z.array(ruleWarningSchema) }),
  ),
  'rules.remove': call(z.object({ names: z.array(ruleNameSchema).min(1).max(10_000) }), done),
  'rules.enable': call(z.object({ names: z.array(ruleNameSchema).min(1).max(10_000), isEnabled: z.boolean() }), done),
  /** All names, in their new order. */
  'rules.order': call(z.object({ names: z.array(ruleNameSchema).max(10_000) }), done),
  /** What is wrong with a rule, and what is remarkable, without saving it. */
  'rules.check': call(
    z.object({ rule: ruleSchema, formerName: ruleNameSchema.nullable().default(null) }),
    z.object({ problem: ruleProblemSchema.nullable(), warnings: z.array(ruleWarningSchema) }),
  ),
  /** YAML to rules: one rule, a list of them, or a whole file. */
  'rules.parse': call(z.object({ text: written }), z.object({ rules: z.array(ruleSchema), problems: z.array(ruleProblemSchema) })),
  /** Rules to YAML, as they would stand in the file. */
  'rules.write': call(z.object({ rules: z.array(ruleSchema).max(10_000) }), z.object({ text: written })),
  /** Adds rules from YAML, switched off; a taken name gets a number. */
  'rules.import': call(z.object({ text: written }), z.object({ added: z.array(ruleNameSchema) })),
  'rules.samples': call(nothing, z.object({ samples: z.array(ruleSampleSchema) })),
  /** A rule that is being written, beside the files of its folders. */
  'rules.matches': call(
    z.object({ rule: ruleSchema, folderId: folderIdSchema.optional(), show: z.enum(['all', 'met', 'unmet']).default('all'), ...page }),
    z.object({ files: z.number().int(), met: z.number().int(), unknown: z.number().int(), total: z.number().int(), rows: z.array(ruleMatchSchema), tookMs: z.number() }),
  ),
  /** The same for one file: each condition with the actual value, and what the actions would do. */
  'rules.trace': call(z.object({ rule: ruleSchema, fileId: fileIdSchema }), z.object({ isMet: z.boolean(), reason: z.string().nullable(), trace: traceSchema, steps: z.array(ruleStepSchema) })),
  /** What a template gives with a file. */
  'rules.preview': call(z.object({ template: z.string().max(10_000), form: z.enum(['path', 'text']), fileId: fileIdSchema }), z.object({ text: z.string().nullable(), problem: z.string().nullable() })),
  /** All rules that are on (or those given) over the files that are there; changes nothing. Only files with which something would be done. */
  'rules.simulate': call(
    z.object({ rules: z.array(ruleSchema).max(10_000).optional(), folderId: folderIdSchema.optional(), ...page }),
    z.object({ files: z.number().int(), acted: z.number().int(), steps: z.number().int(), rows: z.array(simulatedFileSchema) }),
  ),
  /** What rules (those that are on, where none is named) would do with the files that are there if somebody had them; changes nothing. */
  'rules.review': call(z.object({ ...ordered, ...page }), orderReviewSchema.extend({ revision: z.number().int(), rows: z.array(simulatedFileSchema) })),
  /** Has rules asked about the files that are there, and their actions done. Throws `usage.invalid` where the rules are others by now than those that were reviewed. */
  'rules.run': call(z.object({ ...ordered, revision: z.number().int().optional() }), z.object({ id: z.number().int() })),
  /** The last ones, newest first. */
  'rules.orders': call(z.object({ limit: z.number().int().min(1).max(100).default(5) }), z.object({ orders: z.array(ruleOrderSchema) })),
  /** Files that nobody has begun stay as they are. */
  'rules.cancelOrder': call(z.object({ id: z.number().int().positive() }), done),
  /** Of how many files the rules were asked by now; null while nothing is simulated. */
  'rules.simulating': call(nothing, z.object({ files: z.number().int().nullable() })),
  /** A changed rule over the recorded facts of the last files: where it would do otherwise than the present rules. */
  'rules.backTest': call(
    z.object({ rule: ruleSchema, formerName: ruleNameSchema.nullable().default(null), last: z.number().int().min(1).max(100_000).default(500), ...page }),
    z.object({ files: z.number().int(), changed: z.number().int(), rows: z.array(backTestedFileSchema), tookMs: z.number() }),
  ),
  /** Which rules were asked about the file's current version, and what became of it. */
  'rules.ofFile': call(z.object({ id: fileIdSchema }), z.object({ run: ruleRunSchema.nullable() })),
  /** Takes back all effects of a file, of one of its runs, of an order, or of a rule (since then), newest first. */
  'effects.undoAll': call(z.union(scopes), undone),
  /** What taking back would do, and what stays and why; changes nothing. */
  'effects.plan': call(z.union([z.strictObject({ ids: z.array(z.number().int()).min(1).max(10_000) }), ...scopes]), undoPlanSchema),
  'recipes.list': call(nothing, z.object({ recipes: z.array(recipeSchema) })),
  /** Settings and rules of a recipe for a folder; its rules are added, switched on. */
  'recipes.apply': call(z.object({ recipe: z.string().max(100), folderId: folderIdSchema }), z.object({ added: z.array(ruleNameSchema) })),
  'files.tag': call(z.object({ ids: z.array(fileIdSchema).min(1).max(10_000), add: z.array(z.string().min(1).max(100)).max(50).default([]), remove: z.array(z.string().max(100)).max(50).default([]) }), done),
  'tags.list': call(nothing, z.object({ tags: z.array(z.object({ tag: z.string(), files: z.number().int() })) })),
  'notices.page': call(z.object(page), z.object({ total: z.number().int(), unread: z.number().int(), notices: z.array(noticeSchema) })),
  'notices.read': call(z.object({ ids: z.array(z.number().int()).max(10_000).optional() }), done),
  /** One picture of the mill, with live counts and rates. */
  'flow.read': call(nothing, flowSchema),
  /** What the charts of the overview show. */
  'charts.read': call(nothing, chartsSchema),
  /** What the vault holds. */
  'vault.read': call(nothing, z.object({ files: z.number().int(), bytes: z.number(), oldestAt: instantSchema.nullable(), isEncrypted: z.boolean(), /** Why it can't be encrypted here; null where it can. */ obstacle: z.string().nullable() })),
};
