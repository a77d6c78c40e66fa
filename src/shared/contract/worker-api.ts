import { z } from 'zod';
import { call, defineApi } from '../rpc/define-api';
import { errorDataSchema } from '../rpc/wire';
import { fileIdSchema, fileKindSchema } from '../model/file';
import { archiveRecipeSchema, entryPickSchema, unpackLimitsSchema } from '../model/archive';
import { ocrPageFactsSchema, pageLayoutSchema } from '../model/page-layout';
import { reportSchema } from '../model/report';
import { transformRecipeSchema } from '../model/transform';
import { packedEntrySchema, packSourceSchema } from '../model/packing';
import { packedRows } from '../rpc/packed-rows';
import { unpackedSchema } from '../model/unpacked';

/** The file version that a step is about; the worker refuses to read any other. */
export const sourceSchema = z.object({
  fileId: fileIdSchema,
  root: z.string(),
  path: z.string(),
  size: z.number(),
  mtimeMs: z.number(),
  ino: z.string(),
  /** The version before: when its first megabyte is there unchanged, the rest need not be hashed. */
  knownHead: z.object({ sha256: z.string(), headSha256: z.string() }).optional(),
});
export type Source = z.infer<typeof sourceSchema>;

export const recognitionSchema = z.object({
  sha256: z.string(),
  /** Of the first megabyte (2^20 bytes). */
  headSha256: z.string(),
  isSameHead: z.boolean(),
  mime: z.string(),
  kind: fileKindSchema,
  warnings: z.array(z.string()),
});
export type Recognition = z.infer<typeof recognitionSchema>;

export const artifactSchema = z.object({
  role: z.enum(['thumbnail', 'page', 'html', 'searchablePdf', 'picture']),
  /** In the step's scratch folder, written by the worker. */
  scratchPath: z.string(),
  sha256: z.string(),
  extension: z.string(),
  bytes: z.number().int(),
  /** Pixels; 0 for what is no picture. */
  width: z.number().int(),
  height: z.number().int(),
});
export type Artifact = z.infer<typeof artifactSchema>;

export const pageToRecogniseSchema = z.object({
  page: z.number().int().min(1),
  reason: z.enum(['noText', 'brokenText', 'picture']),
});
export type PageToRecognise = z.infer<typeof pageToRecogniseSchema>;

export const readResultSchema = z.object({
  processor: z.string(),
  processorVersion: z.number().int(),
  report: reportSchema,
  text: z.string(),
  warnings: z.array(z.string()),
  artifacts: z.array(artifactSchema),
  /** Pages whose text only OCR can give, and why. */
  pagesToRecognise: z.array(pageToRecogniseSchema),
  /** What pictures of the same thing are found by (`base/picture-signature`), base64; null for what is no picture. */
  pictureSignature: z.string().max(8_192).nullable(),
  /** What documents that say the same are found by (`base/text-print`), base64; null where there is too little text. */
  textPrint: z.string().max(65_536).nullable(),
});
export type ReadResult = z.infer<typeof readResultSchema>;

const failed = z.object({ fileId: fileIdSchema, ok: z.literal(false), error: errorDataSchema, durationMs: z.number() });

/** What is wrong with a file as a document of its kind. */
export const fileProblemSchema = z.object({
  /** From 1; null where it can't be told. */
  line: z.number().int().nullable(),
  /** A JSON Pointer; null where it is about all of it. */
  where: z.string().nullable(),
  message: z.string(),
});
export type FileProblem = z.infer<typeof fileProblemSchema>;

/** What all cells of a column must be, where they are not empty. */
export const wantedColumnSchema = z.object({ name: z.string(), type: z.enum(['integer', 'number', 'date', 'truth']).nullable(), isRequired: z.boolean() });
export type WantedColumn = z.infer<typeof wantedColumnSchema>;

export const readOptionsSchema = z.object({
  /** The name of a processor in the catalogue, chosen by the engine. */
  processor: z.string(),
  mime: z.string(),
  kind: fileKindSchema,
  sha256: z.string(),
  /** Known passwords, tried in turn on a locked file. */
  passwords: z.array(z.string()).max(100).default([]),
  /** Tables are looked for unless this is set; without them a PDF is read in two thirds of the time. */
  withoutTables: z.boolean().optional(),
  /** Faces in pictures are looked for. */
  withFaces: z.boolean().optional(),
  /** Of pictures only the hashes are wanted: no measures, no thumbnail. */
  onlyHashes: z.boolean().optional(),
});

export const ocrOptionsSchema = z.object({
  /** "eng", "deu" …: names of trained data. */
  languages: z.array(z.string()).min(1).max(10),
  /** Where added languages lie; the shipped ones are found without. */
  languageFolder: z.string().nullable(),
  /** `automatic` leaves pictures alone that hold no text. */
  mode: z.enum(['automatic', 'always']),
  /** Whether a tesseract of the machine may be used. */
  useNative: z.boolean(),
});
export type OcrOptions = z.infer<typeof ocrOptionsSchema>;

const pageRequest = { source: sourceSchema, options: readOptionsSchema, page: z.number().int().min(1) };

/**
 * The engine asks a worker. Both calls take many small files or one large one; each file is answered for itself. A
 * worker does one call at a time.
 */
export const workerApi = defineApi({
  name: 'WorkerApi',
  version: 1,
  calls: {
    'files.recognise': call(
      z.object({ sources: z.array(sourceSchema).max(256) }),
      z.object({
        results: z.array(
          z.discriminatedUnion('ok', [
            z.object({ fileId: fileIdSchema, ok: z.literal(true), recognition: recognitionSchema, durationMs: z.number() }),
            failed,
          ]),
        ),
      }),
    ),
    'files.read': call(
      z.object({
        items: z.array(z.object({ source: sourceSchema, options: readOptionsSchema })).max(256),
        scratchDir: z.string(),
      }),
      z.object({
        results: z.array(
          z.discriminatedUnion('ok', [
            z.object({ fileId: fileIdSchema, ok: z.literal(true), result: readResultSchema, durationMs: z.number() }),
            failed,
          ]),
        ),
      }),
    ),
    /** Loads what draws pages, so that the first one does not wait for it. */
    'pages.prepare': call(z.object({}), z.object({})),
    'file.render': call(
      z.object({ ...pageRequest, maxSidePixels: z.number().int(), scratchDir: z.string() }),
      artifactSchema,
    ),
    /** Reads one page by OCR. A call that is cancelled stops inside the page. */
    'page.recognise': call(
      z.object({ ...pageRequest, ocr: ocrOptionsSchema }),
      z.object({
        engine: z.string(),
        text: z.string(),
        layout: pageLayoutSchema,
        facts: ocrPageFactsSchema,
      }),
    ),
    /** Where the words of the file's own text stand. Throws `artifact.none` for what has no pages. */
    'page.layout': call(z.object(pageRequest), pageLayoutSchema),
    /** The document as one page of HTML that runs nothing and loads nothing. */
    'file.html': call(z.object({ source: sourceSchema, options: readOptionsSchema, scratchDir: z.string() }), artifactSchema),
    /** A PDF that shows the pages as they are and can be searched; `layoutsPath` has one page layout a line. */
    'file.searchable': call(
      z.object({ source: sourceSchema, options: readOptionsSchema, layoutsPath: z.string(), scratchDir: z.string() }),
      artifactSchema,
    ),
    /** Whether it is well-formed, and what is demanded of a table's cells or by a JSON Schema. Throws `settings.invalid` for a schema that can't be used. */
    'file.check': call(
      z.object({
        source: sourceSchema,
        check: z.discriminatedUnion('as', [
          z.object({ as: z.literal('xml') }),
          z.object({ as: z.literal('csv'), columns: z.array(wantedColumnSchema) }),
          z.object({ as: z.literal('json'), /** As written. */ schema: z.string().max(4_000_000).nullable() }),
        ]),
      }),
      z.object({ problems: z.array(fileProblemSchema) }),
    ),
    /** The picture changed as the recipe says, or a preview of it whose longer side is at most `maxSidePixels`. */
    'picture.transform': call(
      z.object({
        source: sourceSchema,
        options: readOptionsSchema,
        recipe: transformRecipeSchema,
        maxSidePixels: z.number().int().min(64).max(4096).nullable(),
        scratchDir: z.string(),
      }),
      z.object({ artifact: artifactSchema, /** What was done, in order: "Resized to 1600 × 1200". */ log: z.array(z.string()) }),
    ),
    /**
     * Unpacks chosen entries into an empty folder that the engine has made for it, and nowhere else; never links, devices or
     * rights beyond 0755. What is not unpacked is told with the reason. Progress is told under the source's `fileId`.
     */
    'archive.unpack': call(
      z.object({
        source: sourceSchema,
        options: readOptionsSchema,
        pick: entryPickSchema,
        limits: unpackLimitsSchema,
        /** Absolute; for the reader, which leaves nothing there. */
        scratchDir: z.string(),
        /** Absolute. */
        into: z.string(),
        /** `tree` keeps the paths, made harmless; `flat` gives names of our own (`17.pdf`), all in one folder. */
        layout: z.enum(['tree', 'flat']),
      }),
      unpackedSchema,
    ),
    /** How `archive.unpack` would name and refuse, by the list of entries alone; `sha256` is null, as nothing is read. */
    'archive.plan': call(
      z.object({ source: sourceSchema, options: readOptionsSchema, pick: entryPickSchema, limits: unpackLimitsSchema, scratchDir: z.string() }),
      unpackedSchema,
    ),
    /** Reads every entry to its end and compares what the archive has to compare it with. Writes nothing. */
    'archive.verify': call(
      z.object({ source: sourceSchema, options: readOptionsSchema, scratchDir: z.string() }),
      z.object({
        files: z.number().int(),
        bytes: z.number(),
        failures: z.array(z.object({ ordinal: z.number().int(), path: z.string(), reason: z.string() })),
      }),
    ),
    /**
     * Makes an archive at `target` (in scratch, not there yet), and reads every byte of it back against the hashes of what
     * went in. Throws `archive.notVerified` when they differ; a source that changes meanwhile is `file.changed`.
     */
    'archive.create': call(
      z.object({
        /** Progress is told under it. */
        fileId: fileIdSchema,
        sources: packedRows(packSourceSchema),
        recipe: archiveRecipeSchema,
        target: z.string(),
      }),
      z.object({
        bytes: z.number(),
        sha256: z.string(),
        entries: packedRows(packedEntrySchema),
      }),
    ),
  },
  events: {
    'file.progressed': z.object({ fileId: fileIdSchema, label: z.string(), fraction: z.number().nullable() }),
    /** Resident bytes after a call, for recycling. */
    'memory.measured': z.object({ residentBytes: z.number() }),
  },
});
export type WorkerApi = typeof workerApi;
