import { z } from 'zod';
import { CAUSES } from '../errors/error-table';
import { call, defineApi } from '../rpc/define-api';
import { errorDataSchema } from '../rpc/wire';
import { doctorCheckSchema, snapshotSchema } from '../model/engine';
import {
  fileIdSchema,
  fileKindSchema,
  fileRowSchema,
  FILE_SORTS,
  fileStateSchema,
  folderIdSchema,
  instantSchema,
  laneSchema,
  timelineEntrySchema,
} from '../model/file';
import { historyFilterSchema, historyRowSchema } from '../model/history';
import { verifyReportSchema } from '../model/verify-report';
import { whySchema } from '../model/why';
import { folderSettingsSchema, folderViewSchema, languageCodeSchema, ocrWishSchema } from '../model/folder';
import { patchOf } from '../model/patch-of';
import {
  disposalSchema,
  duplicateDecisionSchema,
  duplicateGroupIdSchema,
  duplicateGroupRowSchema,
  duplicateGroupSchema,
  duplicatePlanSchema,
  duplicateRunSchema,
  duplicateTierCountsSchema,
  duplicateTierSchema,
  planItemSchema,
  plannedActionSchema,
} from '../model/duplicates';
import {
  archiveEntryViewSchema,
  archiveRefSchema,
  archiveReportSchema,
  archiveRunSchema,
  createRequestSchema,
  extractLineSchema,
  extractPlanSchema,
  extractRequestSchema,
  memberPlaceSchema,
} from '../model/archive';
import { languageSchema } from '../model/language';
import { pageLayoutSchema } from '../model/page-layout';
import { pdfTableSchema, reportSchema, wordTableSchema } from '../model/report';
import { generalSettingsSchema } from '../model/settings';
import { transformOutputSchema, transformRecipeSchema } from '../model/transform';
import { handoffCalls } from './handoff-calls';
import { rulesCalls } from './rules-calls';
import { uploadsCalls } from './uploads-calls';

const nothing = z.object({});
const done = z.object({});
const counted = z.object({ count: z.number().int() });
const byFolder = z.object({ id: folderIdSchema });
const byFile = z.object({ id: fileIdSchema });
const folderPatchSchema = patchOf(folderSettingsSchema);
const absolutePath = z.string().min(1).max(4096);

export const fileFilterSchema = z.object({
  states: z.array(fileStateSchema).max(5).optional(),
  folderId: folderIdSchema.optional(),
  cause: z.enum(CAUSES).optional(),
  lane: laneSchema.optional(),
  /** Only files in this phase: being retried, set aside, or failures that went away by themselves today. */
  phase: z.enum(['retrying', 'held', 'clearedToday']).optional(),
  kind: fileKindSchema.optional(),
  /** Words to find in text and names; empty means no search. */
  query: z.string().max(500).optional(),
  /** Of files that are found by words and have the same bytes, the first stands for all; `copies:all` in the query shows each. */
  foldsCopies: z.boolean().optional(),
});
export type FileFilter = z.infer<typeof fileFilterSchema>;

export const folderCheckSchema = z.object({
  path: z.string(),
  suggestedName: z.string(),
  /** Nothing is wrong with it: it can be added. */
  ok: z.boolean(),
  problem: errorDataSchema.nullable(),
  /** Found in at most two seconds of looking; `complete` says whether that was all. */
  existingFiles: z.number().int(),
  existingBytes: z.number(),
  complete: z.boolean(),
  wouldIgnore: z.number().int(),
  /** Some names, what would happen to each, and by which line. */
  examples: z.array(z.object({ path: z.string(), taken: z.boolean(), reason: z.string() })),
});
export type FolderCheck = z.infer<typeof folderCheckSchema>;

export const fileDetailSchema = z.object({
  row: fileRowSchema,
  /** For display and for the shell; odd bytes as in `row.path`. */
  absolutePath: z.string(),
  folderName: z.string(),
  sha256: z.string().nullable(),
  modifiedAt: instantSchema.nullable(),
  /** Without the paragraphs and tables of documents: those are asked for piece by piece. */
  report: reportSchema.nullable(),
  warnings: z.array(z.string()),
  processor: z.string().nullable(),
  textLength: z.number().int(),
  pageCount: z.number().int(),
  canPreview: z.boolean(),
  /** It can be shown as a page of HTML (`files.html`). */
  hasHtml: z.boolean(),
  /** Its words can be placed on its pages (`files.layout`). */
  hasLayout: z.boolean(),
  tableCount: z.number().int(),
  timeline: z.array(timelineEntrySchema),
  /** What happened, in one paragraph. */
  summary: z.string(),
  /** Where a rule has put it, outside of its folder; null where it lies in its folder. */
  movedTo: z.string().nullable(),
  tags: z.array(z.string()),
  /** Other files with the same bytes. */
  sameBytes: z.array(z.object({ id: fileIdSchema, path: z.string(), folderName: z.string() })),
});
export type FileDetail = z.infer<typeof fileDetailSchema>;

const artifactIdSchema = z.string().regex(/^[0-9a-f]{64}\.[a-z0-9]{1,8}$/);

export const artifactRefSchema = z.object({
  /** Served to windows as `fm://artifact/<id>`. */
  id: artifactIdSchema,
  width: z.number().int(),
  height: z.number().int(),
});

/** A page, the command line, or the shell asks the engine. */
export const engineApi = defineApi({
  name: 'EngineApi',
  version: 1,
  calls: {
    'engine.snapshot': call(nothing, snapshotSchema),
    /** Takes nothing new until `engine.resume`, or until the time given. */
    'engine.pause': call(z.object({ until: instantSchema.nullable().default(null) }), done),
    'engine.resume': call(nothing, done),
    'engine.dismiss': call(z.object({ id: z.string().max(200) }), done),
    'engine.doctor': call(nothing, z.object({ checks: z.array(doctorCheckSchema) })),
    'settings.read': call(nothing, generalSettingsSchema),
    'settings.update': call(patchOf(generalSettingsSchema), generalSettingsSchema),
    'folders.check': call(z.object({ path: absolutePath, settings: folderPatchSchema.optional() }), folderCheckSchema),
    'folders.add': call(
      z.object({
        path: absolutePath,
        settings: folderPatchSchema.default({}),
        existing: z.enum(['process', 'ignore']).default('process'),
      }),
      folderViewSchema,
    ),
    'folders.update': call(z.object({ id: folderIdSchema, settings: folderPatchSchema }), folderViewSchema),
    'folders.remove': call(byFolder, done),
    'folders.scan': call(byFolder, z.object({ files: z.number().int(), durationMs: z.number() })),
    'folders.tail': call(
      byFolder,
      z.object({
        events: z.array(z.object({ at: instantSchema, source: z.string(), event: z.string(), path: z.string() })),
      }),
    ),
    'folders.testName': call(
      z.object({ id: folderIdSchema, path: z.string().min(1).max(4096), settings: folderPatchSchema.optional() }),
      z.object({ taken: z.boolean(), reason: z.string() }),
    ),
    'files.page': call(
      z.object({
        filter: fileFilterSchema.default({}),
        sort: z.enum(FILE_SORTS).default('newest'),
        offset: z.number().int().nonnegative().default(0),
        limit: z.number().int().min(1).max(500).default(100),
      }),
      z.object({ revision: z.number().int(), total: z.number().int(), rows: z.array(fileRowSchema) }),
    ),
    'files.detail': call(byFile, fileDetailSchema),
    'files.text': call(
      z.object({
        id: fileIdSchema,
        offset: z.number().int().nonnegative().default(0),
        limit: z.number().int().min(1).max(200_000).default(50_000),
      }),
      z.object({ text: z.string(), offset: z.number().int(), total: z.number().int() }),
    ),
    /** Someone is about to look at files: a worker stands ready for some minutes, so that the first page comes at once. */
    'files.lookAhead': call(z.object({}), z.object({})),
    'files.preview': call(
      z.object({
        id: fileIdSchema,
        page: z.number().int().min(1).default(1),
        /** Of the longer side; never larger than the original picture. */
        maxSidePixels: z.number().int().min(64).max(4096).default(1200),
      }),
      artifactRefSchema,
    ),
    /** Where the words of a page stand. */
    'files.layout': call(z.object({ id: fileIdSchema, page: z.number().int().min(1) }), pageLayoutSchema),
    'files.tables': call(
      z.object({
        id: fileIdSchema,
        offset: z.number().int().nonnegative().default(0),
        limit: z.number().int().min(1).max(20).default(10),
      }),
      z.object({ total: z.number().int(), tables: z.array(z.union([pdfTableSchema, wordTableSchema])) }),
    ),
    /** The document as a page of HTML that runs and loads nothing, served as `fm://artifact/<id>`. */
    'files.html': call(byFile, z.object({ id: artifactIdSchema })),
    /** Writes a copy that can be searched into the data folder's `exports/`; the original stays as it is. */
    'files.searchable': call(byFile, z.object({ name: z.string(), path: z.string(), bytes: z.number() })),
    /**
     * Tries a password on locked files: those given, or all that need one. It is known from then on, and past the end of
     * Filemill when it is to be remembered and the system has a key store.
     */
    'files.unlock': call(
      z.object({
        ids: z.array(fileIdSchema).max(10_000).optional(),
        password: z.string().min(1).max(1_000),
        remember: z.boolean().default(false),
      }),
      z.object({ count: z.number().int(), isRemembered: z.boolean() }),
    ),
    /** Reads files again, in another way than before: also those that are done. What was read stays until then. */
    'files.reread': call(z.object({ ids: z.array(fileIdSchema).max(10_000), ocr: ocrWishSchema }), counted),
    /** A reading that was doubtful is good enough: the files count as done. */
    'files.accept': call(z.object({ ids: z.array(fileIdSchema).max(10_000) }), counted),
    'passwords.list': call(
      nothing,
      z.object({
        /** Never the password itself. */
        passwords: z.array(z.object({ id: z.string(), addedAt: instantSchema, isRemembered: z.boolean(), length: z.number().int() })),
        /** Why passwords can't be remembered here; null when they can. */
        obstacle: z.string().nullable(),
      }),
    ),
    'passwords.remove': call(z.object({ id: z.string().max(100) }), done),
    'languages.list': call(nothing, z.object({ languages: z.array(languageSchema), /** Version of the tesseract installed on the machine. */ nativeEngine: z.string().nullable() })),
    /** Trained data, packed or not, or a package that holds some. */
    'languages.add': call(z.object({ path: absolutePath }), z.object({ added: z.array(languageSchema) })),
    'languages.remove': call(z.object({ code: languageCodeSchema }), done),
    /** A picture before and after the recipe, at most `maxSidePixels` on its longer side. */
    'pictures.preview': call(
      z.object({ id: fileIdSchema, recipe: transformRecipeSchema, maxSidePixels: z.number().int().min(64).max(4096).default(1200) }),
      z.object({ before: artifactRefSchema, after: artifactRefSchema, log: z.array(z.string()) }),
    ),
    /** Writes a changed copy; the original stays as it is. `path` is null when the name was taken and is to be left alone. */
    'pictures.transform': call(
      z.object({ id: fileIdSchema, recipe: transformRecipeSchema, output: transformOutputSchema.prefault({}) }),
      z.object({
        path: z.string().nullable(),
        width: z.number().int(),
        height: z.number().int(),
        bytes: z.number(),
        log: z.array(z.string()),
        effectId: z.number().int().nullable(),
      }),
    ),
    'duplicates.summary': call(
      nothing,
      z.object({
        revision: z.number().int(),
        tiers: z.record(duplicateTierSchema, duplicateTierCountsSchema),
        plan: duplicatePlanSchema,
        /** Contents that are still to be compared; 0 when all is known. */
        behind: z.number().int(),
        run: duplicateRunSchema.nullable(),
        /** Whether the system's trash can be used, and why not. */
        trash: z.object({ isAvailable: z.boolean(), reason: z.string().nullable() }),
      }),
    ),
    'duplicates.page': call(
      z.object({
        tier: duplicateTierSchema,
        /** Those that a person has decided about, instead of the open ones. */
        decided: z.boolean().default(false),
        sort: z.enum(['space', 'members', 'newest', 'name']).default('space'),
        offset: z.number().int().nonnegative().default(0),
        limit: z.number().int().min(1).max(500).default(100),
      }),
      z.object({ revision: z.number().int(), total: z.number().int(), groups: z.array(duplicateGroupRowSchema) }),
    ),
    /** Throws `duplicates.noGroup` when it is no more. */
    'duplicates.group': call(z.object({ id: duplicateGroupIdSchema }), duplicateGroupSchema),
    /** Groups that a file is in. */
    'duplicates.ofFile': call(byFile, z.object({ groups: z.array(duplicateGroupRowSchema) })),
    /** Null takes a decision back. */
    'duplicates.decide': call(
      z.object({ ids: z.array(duplicateGroupIdSchema).max(10_000), decision: duplicateDecisionSchema.nullable() }),
      counted,
    ),
    'duplicates.setKeeper': call(z.object({ id: duplicateGroupIdSchema, fileId: fileIdSchema }), duplicateGroupSchema),
    /** Marks one member; a protected one, one in an archive, or the last one that would stay, is refused (`duplicates.refused`). */
    'duplicates.mark': call(
      z.object({ id: duplicateGroupIdSchema, fileId: fileIdSchema, action: plannedActionSchema }),
      duplicateGroupSchema,
    ),
    /** Plans all open groups of a tier, or the given ones: the keeper stays, of all others the action is done. */
    'duplicates.planAll': call(
      z.object({
        tier: duplicateTierSchema,
        ids: z.array(duplicateGroupIdSchema).max(10_000).optional(),
        action: plannedActionSchema,
      }),
      duplicatePlanSchema,
    ),
    'duplicates.clearPlan': call(nothing, done),
    'duplicates.plan': call(
      z.object({ offset: z.number().int().nonnegative().default(0), limit: z.number().int().min(1).max(500).default(100) }),
      z.object({ plan: duplicatePlanSchema, total: z.number().int(), items: z.array(planItemSchema) }),
    ),
    /** Does what is planned, file by file; how far it is stands in `duplicates.summary`. `moveTo` is where `move` goes. */
    'duplicates.apply': call(
      z.object({ disposal: disposalSchema, moveTo: absolutePath.nullable().default(null) }),
      duplicateRunSchema,
    ),
    /** Stops after the file that is being dealt with. */
    'duplicates.cancelApply': call(nothing, done),
    /** Takes back all that a run did, where files are as they were left; the last run where none is named. */
    'duplicates.undo': call(
      z.object({ runId: z.number().int().optional() }),
      z.object({ restored: z.number().int(), failed: z.array(z.object({ path: z.string(), error: errorDataSchema })) }),
    ),
    /** Takes back single effects, newest first. */
    'effects.undo': call(
      z.object({ ids: z.array(z.number().int()).min(1).max(10_000) }),
      z.object({ undone: z.number().int(), failed: z.array(z.object({ id: z.number().int(), path: z.string(), error: errorDataSchema })) }),
    ),
    ...rulesCalls,
    ...uploadsCalls,
    ...handoffCalls,
    'files.locate': call(byFile, z.object({ absolutePath: z.string(), exists: z.boolean() })),
    'files.retry': call(
      z.object({ ids: z.array(fileIdSchema).max(10_000).optional(), cause: z.enum(CAUSES).optional() }),
      z.object({ count: z.number().int() }),
    ),
    /** Sets files aside or takes them up again; running ones end first, at no cost in attempts. */
    'files.hold': call(z.object({ ids: z.array(fileIdSchema).max(10_000), held: z.boolean() }), counted),
    /** Ends what is done with these files within a second; they count as ignored until they are retried. */
    'files.cancel': call(z.object({ ids: z.array(fileIdSchema).max(10_000) }), counted),
    /** Waiting files go before all others. */
    'files.prioritise': call(z.object({ ids: z.array(fileIdSchema).max(10_000) }), counted),
    /** Why a file was, or was not, processed; known to the ledger or not. Give one of both. */
    'files.why': call(z.object({ id: fileIdSchema.optional(), path: absolutePath.optional() }), whySchema),
    /** Jobs that reached an end, newest first, former versions of files included. */
    'history.page': call(
      z.object({
        filter: historyFilterSchema.default({}),
        offset: z.number().int().nonnegative().default(0),
        limit: z.number().int().min(1).max(500).default(100),
      }),
      z.object({ revision: z.number().int(), total: z.number().int(), rows: z.array(historyRowSchema) }),
    ),
    /** Writes the history as JSON lines into the data folder's `exports/`. */
    'history.export': call(
      z.object({ filter: historyFilterSchema.default({}) }),
      z.object({ name: z.string(), path: z.string(), rows: z.number().int() }),
    ),
    /** Proves the ledger against the disk and the store. */
    'engine.verify': call(z.object({ hashes: z.boolean().default(false) }), verifyReportSchema),
    /** Does what a suggestion suggests. */
    'suggestion.apply': call(z.object({ id: z.string().max(200) }), done),
    /** The folder is the right one and the files that are not found are gone. */
    'folders.acceptMissing': call(byFolder, counted),
    /** What is in an archive; nested ones are opened in place. Throws what reading it throws (`file.needsPassword` …). */
    'archives.entries': call(
      z.object({
        archive: archiveRefSchema,
        offset: z.number().int().nonnegative().default(0),
        limit: z.number().int().min(1).max(5_000).default(2_000),
      }),
      z.object({
        revision: z.number().int(),
        /** Without its entries. */
        report: archiveReportSchema,
        warnings: z.array(z.string()),
        /** Whether it was looked into, and what kept from it. */
        lookedInside: z.object({ isDone: z.boolean(), read: z.number().int(), failed: z.number().int(), skipped: z.number().int(), sentence: z.string() }),
        total: z.number().int(),
        entries: z.array(archiveEntryViewSchema),
      }),
    ),
    /** One entry with all that was read of it; streams just this one where nobody has looked into the archive. */
    'archives.member': call(
      z.object({ archive: archiveRefSchema, ordinal: z.number().int().nonnegative() }),
      z.object({
        entry: archiveEntryViewSchema,
        report: reportSchema.nullable(),
        warnings: z.array(z.string()),
        /** Its beginning. */
        text: z.string(),
        textLength: z.number().int(),
        canPreview: z.boolean(),
      }),
    ),
    /** A picture of one entry; streams just this one. */
    'archives.preview': call(
      z.object({
        archive: archiveRefSchema,
        ordinal: z.number().int().nonnegative(),
        page: z.number().int().min(1).default(1),
        maxSidePixels: z.number().int().min(64).max(4096).default(1200),
      }),
      artifactRefSchema,
    ),
    /** What extracting would write, and what not, and why. */
    'archives.planExtract': call(
      extractRequestSchema.extend({ offset: z.number().int().nonnegative().default(0), limit: z.number().int().min(1).max(2_000).default(500) }),
      z.object({ plan: extractPlanSchema, total: z.number().int(), lines: z.array(extractLineSchema) }),
    ),
    /** Begins; how far it is stands in `archives.runs`. */
    'archives.extract': call(extractRequestSchema, archiveRunSchema),
    /** What would go into an archive. */
    'archives.planCreate': call(
      z.object({ sources: createRequestSchema.shape.sources }),
      z.object({
        files: z.number().int(),
        folders: z.number().int(),
        bytes: z.number(),
        /** Absolute, without an ending. */
        suggestedTarget: z.string(),
        /** Links, devices and what can't be read: left out, and why. */
        leftOut: z.array(z.object({ path: z.string(), reason: z.string() })).max(500),
      }),
    ),
    'archives.create': call(createRequestSchema, archiveRunSchema),
    'archives.verify': call(z.object({ archive: archiveRefSchema }), archiveRunSchema),
    /** Those under way and the last twenty, newest first. */
    'archives.runs': call(nothing, z.object({ runs: z.array(archiveRunSchema) })),
    'archives.cancel': call(z.object({ runId: z.number().int() }), done),
    /** Archives of watched folders in which a file lies too, and how many of its own entries were read. */
    'files.related': call(
      byFile,
      z.object({ insideOf: z.array(memberPlaceSchema).max(200), memberCount: z.number().int() }),
    ),
    'samples.create': call(z.object({ parent: absolutePath }), z.object({ path: z.string(), files: z.number().int() })),
  },
  events: {
    'snapshot.taken': snapshotSchema,
  },
});
export type EngineApi = typeof engineApi;
