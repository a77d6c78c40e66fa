import { z } from 'zod';
import { CONFLICT_POLICIES, transformRecipeSchema, type ConflictPolicy } from './transform';

/** Absolute, or inside the watched folder; `/`-separated, with tokens: `/archive/{date:YYYY}`. */
const pathTemplate = z.string().min(1).max(4096);
const textTemplate = z.string().min(1).max(10_000);
const conflict = z.enum(CONFLICT_POLICIES);
export const HANDED_OVER_POLICIES = ['rename', 'skip', 'keepIdentical'] as const satisfies readonly ConflictPolicy[];

/** What follows when it fails: the file needs attention (or waits for another try) and no more is done with it, or the next one goes on. */
const onFailure = z.enum(['stop', 'continue']).default('stop');

const places = { to: pathTemplate, as: pathTemplate.default('{name}'), conflict: conflict.default('rename'), onFailure };

/** Files are gathered until one of these holds; none given means each file gets an archive of its own. */
const gatherSchema = z
  .strictObject({
    count: z.number().int().min(1).max(100_000).optional(),
    bytes: z.number().int().min(1).optional(),
    /** Since the first of them came. */
    days: z.number().min(0).max(3_650).optional(),
  })
  .default({});

const text = z.string().min(1).max(1_000);

/** What a rule does with a file. `do` names it; in YAML it is the key: `copy: {to: /archive}`. */
export const actionSpecSchema = z.discriminatedUnion('do', [
  /** A copy for safety, in the layout of the specification: `created/20260131/name`. */
  z.strictObject({
    do: z.literal('backup'),
    to: pathTemplate,
    as: pathTemplate.default('{event}/{now:YYYYMMDD}/{name}'),
    conflict: conflict.default('keepIdentical'),
    onFailure,
  }),
  /** A copy of this version: `stem/stem_v1769817600.ext`. */
  z.strictObject({
    do: z.literal('version'),
    to: pathTemplate,
    as: pathTemplate.default('{stem}/{stem}_v{epoch}{ext}'),
    conflict: conflict.default('keepIdentical'),
    onFailure,
  }),
  z.strictObject({ do: z.literal('copy'), ...places }),
  z.strictObject({ do: z.literal('move'), ...places }),
  z.strictObject({ do: z.literal('rename'), as: pathTemplate, conflict: conflict.default('rename'), onFailure }),
  z.strictObject({ do: z.literal('link'), ...places, kind: z.enum(['hard', 'symbolic']).default('hard') }),
  z.strictObject({ do: z.literal('trash'), to: z.enum(['system', 'vault']).default('system'), onFailure }),
  z.strictObject({
    do: z.literal('validate'),
    as: z.enum(['auto', 'json', 'csv', 'xml', 'pdf', 'image', 'archive', 'checksum']).default('auto'),
    /** Of a JSON Schema; absolute, or inside the watched folder. */
    schema: z.string().min(1).max(4096).optional(),
    /** That a CSV must have: names; where it matters with what its cells must be: `Amount (number)`, `Due (required date)`. Also integer and truth. */
    columns: z.array(text).min(1).max(1_000).optional(),
    /** `sha256:…` or `md5:…` by a template; left out, it is looked for in `<name>.meta.json`, `<name>.sha256` and `<name>.md5` beside the file. */
    checksum: textTemplate.optional(),
    onFailure,
  }),
  z.strictObject({ do: z.literal('notify'), message: textTemplate.default('{name} came into {folder}.'), title: textTemplate.default('Filemill'), onFailure }),
  z.strictObject({ do: z.literal('alert'), message: textTemplate, severity: z.enum(['info', 'warning', 'problem']).default('warning'), onFailure }),
  /** Hands it to another watched folder, by name or path, whose rules then judge it; with `keep` it stays where it lies. */
  z.strictObject({ do: z.literal('route'), to: z.string().min(1).max(4096), keep: z.boolean().default(false), conflict: conflict.default('rename'), onFailure }),
  /** A copy with a sidecar where another program takes it: `to/2026-01-31/app_type_20260131_120000.ext`. */
  z.strictObject({
    do: z.literal('handOff'),
    to: pathTemplate,
    /** Whom it is for: `next_app`. */
    nextApp: text,
    /** What it is: the second part of its name. */
    type: text.default('{stem}'),
    /** Who hands it over: the first part of its name, and `created_by`. */
    app: text.default('filemill'),
    /** Further fields of the sidecar, by templates. */
    fields: z.record(z.string().min(1).max(100), z.string().max(2_000)).default({}),
    /** What was handed over is its consumer’s, so that it is never replaced and keeps its name. */
    conflict: z.enum(HANDED_OVER_POLICIES).default('rename'),
    onFailure,
  }),
  /** One line of JSON for each event, in the format of the specification. It is appended to what lies there, so that no name is ever taken. */
  z.strictObject({ do: z.literal('log'), to: pathTemplate, as: pathTemplate.default('file_events_{now:YYYYMMDD}.jsonl'), onFailure }),
  z.strictObject({
    do: z.literal('transform'),
    recipe: transformRecipeSchema.prefault({}),
    /** Left out, it is the original's own folder. */
    to: pathTemplate.optional(),
    as: pathTemplate.default('{stem}_transformed{ext}'),
    conflict: conflict.default('rename'),
    onFailure,
  }),
  /** A PDF whose pages look as they do and can be searched. */
  z.strictObject({
    do: z.literal('searchablePdf'),
    to: pathTemplate.optional(),
    as: pathTemplate.default('{stem}_searchable.pdf'),
    conflict: conflict.default('rename'),
    onFailure,
  }),
  /** What is in an archive, into a new folder. */
  z.strictObject({
    do: z.literal('extract'),
    to: pathTemplate.optional(),
    as: pathTemplate.default('{stem}'),
    include: z.array(z.string().max(500)).max(200).default([]),
    exclude: z.array(z.string().max(500)).max(200).default([]),
    /** About the folder; with `replace` what is extracted goes among what lies there. */
    conflict: conflict.default('rename'),
    onFailure,
  }),
  z.strictObject({
    do: z.literal('archive'),
    to: pathTemplate,
    as: pathTemplate.default('{folder}_{now:YYYYMMDD}_{counter:000}.zip'),
    level: z.number().int().min(0).max(9).default(6),
    gather: gatherSchema,
    /** What becomes of the files that were packed, once the archive is verified. */
    originals: z.enum(['keep', 'trash', 'vault']).default('keep'),
    conflict: conflict.default('rename'),
    onFailure,
  }),
  z.strictObject({ do: z.literal('tag'), add: z.array(textTemplate).max(50).default([]), remove: z.array(textTemplate).max(50).default([]), onFailure }),
  z.strictObject({
    do: z.literal('webhook'),
    url: z.string().url().max(2_000),
    method: z.enum(['POST', 'PUT']).default('POST'),
    headers: z.record(z.string().min(1).max(200), z.string().max(2_000)).default({}),
    /** Left out, the file's facts as JSON. */
    body: textTemplate.optional(),
    timeoutSeconds: z.number().min(1).max(600).default(30),
    onFailure,
  }),
  /** To a destination of the settings. A key never gets other bytes: the same ones count as uploaded, others are left alone and the step fails. */
  z.strictObject({
    do: z.literal('upload'),
    destination: z.string().min(1).max(100),
    /** Behind the destination's prefix; left out, as the destination says: the path in its folder, or the bare name. */
    key: z.string().min(1).max(1_024).optional(),
    metadata: z.record(z.string().min(1).max(63), z.string().max(2_000)).default({}),
    /** Once the object is proved by its checksum. */
    original: z.enum(['keep', 'vault']).default('keep'),
    onFailure,
  }),
  /** Without a shell; refused until the settings allow programs. */
  z.strictObject({
    do: z.literal('run'),
    program: z.string().min(1).max(4096),
    arguments: z.array(z.string().max(10_000)).max(200).default([]),
    timeoutSeconds: z.number().min(1).max(86_400).default(60),
    onFailure,
  }),
]);
export type ActionSpec = z.infer<typeof actionSpecSchema>;
export type ActionName = ActionSpec['do'];
export type SpecOf<Name extends ActionName> = Extract<ActionSpec, { do: Name }>;

export const ACTION_NAMES = actionSpecSchema.options.map(({ shape }) => shape.do.value) as [ActionName, ...ActionName[]];
