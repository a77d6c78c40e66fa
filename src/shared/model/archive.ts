import { z } from 'zod';
import { errorDataSchema } from '../rpc/wire';
import { fileIdSchema, fileKindSchema, instantSchema } from './file';

export const ENTRY_TYPES = ['file', 'folder', 'symlink', 'hardlink', 'special'] as const;
export const entryTypeSchema = z.enum(ENTRY_TYPES);
export type EntryType = z.infer<typeof entryTypeSchema>;

/** What an entry of an archive may have about it; each has a badge and a sentence. */
export const ENTRY_WARNINGS = [
  /** `..` in its path. */
  'traversal',
  /** An absolute path, a drive letter, a UNC path. */
  'absolutePath',
  /** A link; its target is told. */
  'link',
  /** A device, FIFO or socket. */
  'special',
  /** Set-uid, set-gid or sticky; the bits are left out. */
  'privileges',
  /** Unpacks to more than the allowed multiple of its packed size. */
  'ratio',
  /** Larger than the limit for one entry, or the archive's total is reached. */
  'tooLarge',
  /** Another entry has the same path. */
  'duplicateName',
  /** Differs from another one in case or in the way accents are written only. */
  'caseClash',
  /** A name that Windows keeps for itself or does not take. */
  'illegalName',
  'longName',
  /** Control or direction characters, bytes that are no text, or an encoding that had to be guessed. */
  'strangeName',
  'encrypted',
  /** What the archive says in two places about it differs. */
  'contradiction',
  /** Shares its bytes with another entry. */
  'overlap',
  /** A compression method that can't be read. */
  'unknownMethod',
  'damaged',
  /** Nested deeper than is looked into. */
  'tooDeep',
] as const;
export const entryWarningSchema = z.object({ code: z.enum(ENTRY_WARNINGS), /** A sentence for people. */ message: z.string() });
export type EntryWarning = z.infer<typeof entryWarningSchema>;

export const archiveEntrySchema = z.object({
  /** Its place in the archive, from 0. Names the entry: paths may occur twice. */
  ordinal: z.number().int().nonnegative(),
  /** As it stands in the archive, decoded, `/`-separated; odd bytes as in base/byte-name. Nothing is made harmless. */
  path: z.string(),
  type: entryTypeSchema,
  /** Bytes as the archive says; null where it does not. */
  size: z.number().nullable(),
  compressedSize: z.number().nullable(),
  modified: instantSchema.nullable(),
  /** Unix permission bits, set-uid and so on included. */
  mode: z.number().int().nullable(),
  linkTarget: z.string().nullable(),
  isEncrypted: z.boolean(),
  /** "Deflate", "Store", "LZMA2:24" …; empty where there is none. */
  method: z.string(),
  /** CRC-32 in eight hex digits. */
  crc: z.string().nullable(),
  comment: z.string(),
  /** "utf-8", "cp437", "shift_jis" …, and how it was decided: see `nameSource` of the report. */
  nameEncoding: z.string(),
  warnings: z.array(entryWarningSchema),
});
export type ArchiveEntry = z.infer<typeof archiveEntrySchema>;

/** One line of the chart of compression by type. */
export const archiveShareSchema = z.object({
  /** "pdf", "jpg", …; '' for files without an extension, '…' for all others together. */
  extension: z.string(),
  files: z.number().int(),
  size: z.number(),
  /** Null where the archive packs entries together. */
  compressedSize: z.number().nullable(),
});

export const archiveReportSchema = z.object({
  kind: z.literal('archive'),
  /** "zip", "7z", "tar.gz", "gz", "rar", "iso", "deb" … */
  type: z.string(),
  entryCount: z.number().int(),
  fileCount: z.number().int(),
  folderCount: z.number().int(),
  /** Bytes of all files as the archive says; null when it does not say so of all. */
  totalSize: z.number().nullable(),
  /** Bytes of the archive itself. */
  compressedSize: z.number(),
  /** `compressedSize / totalSize`; null when there is nothing inside, or that is not known. */
  compressionRatio: z.number().nullable(),
  isEncrypted: z.boolean(),
  /** Its names can't be read without the password either. */
  hasEncryptedNames: z.boolean(),
  isSolid: z.boolean(),
  /** More than 1 for one that is cut into parts. */
  volumeCount: z.number().int(),
  comment: z.string(),
  /** Which encoding the names have and how that was decided, for people: "CP437, as ZIP has it without a flag". */
  nameSource: z.string(),
  shares: z.array(archiveShareSchema).max(20),
  /** Left out where it is asked for piece by piece (`archives.entries`). */
  entries: z.array(archiveEntrySchema).optional(),
});
export type ArchiveReport = z.infer<typeof archiveReportSchema>;

/** Which entries are meant; all of them when nothing is said. */
export const entryPickSchema = z.strictObject({
  ordinals: z.array(z.number().int().nonnegative()).max(100_000).nullable().default(null),
  /** Globs for the path in the archive; a line without `*`, `?`, `[`, `{` matches any path that holds it. */
  include: z.array(z.string().min(1).max(500)).max(200).default([]),
  exclude: z.array(z.string().min(1).max(500)).max(200).default([]),
  /** Larger entries are left out. */
  maxEntryBytes: z.number().int().nonnegative().nullable().default(null),
});
export type EntryPick = z.infer<typeof entryPickSchema>;

/** What unpacking may write and take; held to while it is written, whatever the archive says. */
export const unpackLimitsSchema = z.strictObject({
  totalBytes: z.number().int().positive().default(2_000_000_000),
  entryBytes: z.number().int().positive().default(500_000_000),
  entries: z.number().int().positive().max(1_000_000).default(50_000),
  /** Written bytes may be so many times the packed ones … */
  ratio: z.number().min(1).default(100),
  /** … once so many were written. */
  ratioFromBytes: z.number().int().nonnegative().default(10_000_000),
});
export type UnpackLimits = z.infer<typeof unpackLimitsSchema>;

export const refusedEntrySchema = z.object({
  ordinal: z.number().int(),
  path: z.string(),
  code: z.enum([...ENTRY_WARNINGS, 'notWanted']),
  /** A sentence for people. */
  reason: z.string(),
});
export type RefusedEntry = z.infer<typeof refusedEntrySchema>;

export const unpackedEntrySchema = z.object({
  ordinal: z.number().int(),
  path: z.string(),
  type: z.enum(['file', 'folder']),
  /** Where it was written, below the folder given; `/`-separated. */
  relativePath: z.string(),
  size: z.number(),
  /** Null of a folder. */
  sha256: z.string().nullable(),
  modified: instantSchema.nullable(),
  /** What was changed or noticed: "Renamed, because … exists". */
  warnings: z.array(z.string()),
});
export type UnpackedEntry = z.infer<typeof unpackedEntrySchema>;

export const ARCHIVE_FORMATS = ['zip', '7z', 'tar', 'tar.gz', 'tar.bz2', 'tar.xz'] as const;
export const archiveFormatSchema = z.enum(ARCHIVE_FORMATS);
export type ArchiveFormat = z.infer<typeof archiveFormatSchema>;

export const archiveRecipeSchema = z.strictObject({
  format: archiveFormatSchema.default('zip'),
  /** 0 stores, 9 packs the most. */
  level: z.number().int().min(0).max(9).default(6),
  /** Keep the folders that the files lie in, below the common one; else only their names. */
  preservePaths: z.boolean().default(true),
  /** `_metadata.json` inside: created, file_count, compression_level or format. */
  metadata: z.boolean().default(false),
  /** AES-256; zip and 7z only. */
  password: z.string().min(1).max(1_000).nullable().default(null),
  /** 7z with a password only. */
  hideNames: z.boolean().default(true),
  /** Sorted, with fixed times and rights: the same files give the same bytes. */
  isReproducible: z.boolean().default(false),
});
export type ArchiveRecipe = z.infer<typeof archiveRecipeSchema>;

/** Archives that one has to go through, and the one that is meant: their ordinals from the outside in. */
const insideSchema = z.array(z.number().int().nonnegative()).max(10).default([]);
/** An archive of the ledger or any file, or one inside it. */
export const archiveRefSchema = z.union([
  z.strictObject({ fileId: fileIdSchema, inside: insideSchema }),
  z.strictObject({ path: z.string().min(1).max(4096), inside: insideSchema }),
]);
export type ArchiveRef = z.infer<typeof archiveRefSchema>;

/** What was read of an entry when the archive was looked into. */
export const memberFactsSchema = z.object({
  /** `read`; `failed` with the reason; `skipped`: it was not to be read (too large, too many, nothing safe). */
  state: z.enum(['read', 'failed', 'skipped']),
  reason: z.string().nullable(),
  sha256: z.string().nullable(),
  mime: z.string().nullable(),
  kind: fileKindSchema.nullable(),
  thumbnail: z.string().nullable(),
  /** Files of watched folders that have the same bytes. */
  inLibrary: z.number().int(),
  /** It can be opened in its place. */
  isArchive: z.boolean(),
});
export type MemberFacts = z.infer<typeof memberFactsSchema>;

/** `member` is null where nobody has looked into the archive. */
export const archiveEntryViewSchema = archiveEntrySchema.extend({ member: memberFactsSchema.nullable() });
export type ArchiveEntryView = z.infer<typeof archiveEntryViewSchema>;

export const extractRequestSchema = z.strictObject({
  archive: archiveRefSchema,
  pick: entryPickSchema.prefault({}),
  /** Absolute; null for the folder the archive lies in. */
  target: z.string().min(1).max(4096).nullable().default(null),
  /** Into a folder named like the archive, unless all of it lies in one folder of its own; `always` and `never` of that. */
  ownFolder: z.enum(['smart', 'always', 'never']).default('smart'),
  /** For files that are there already; a whole new folder takes the next free name instead. */
  conflict: z.enum(['rename', 'skip']).default('rename'),
  limits: unpackLimitsSchema.prefault({}),
});
export type ExtractRequest = z.infer<typeof extractRequestSchema>;

/** What extracting would do. */
export const extractPlanSchema = z.object({
  /** The folder that would be written, absolute. */
  target: z.string(),
  files: z.number().int(),
  folders: z.number().int(),
  /** As the archive says. */
  bytes: z.number(),
  renamed: z.number().int(),
  refused: z.number().int(),
  freeBytes: z.number().nullable(),
  /** Why it can't be done at all. */
  problem: errorDataSchema.nullable(),
});
export type ExtractPlan = z.infer<typeof extractPlanSchema>;
export const extractLineSchema = z.object({
  ordinal: z.number().int(),
  /** As in the archive. */
  path: z.string(),
  /** Below `target`; null when it is refused. */
  writtenAs: z.string().nullable(),
  type: entryTypeSchema,
  size: z.number().nullable(),
  /** Why it gets another name, or is refused. */
  note: z.string().nullable(),
});
export type ExtractLine = z.infer<typeof extractLineSchema>;

export const createRequestSchema = z.strictObject({
  /** Absolute: files, and folders with all that is in them. */
  sources: z.array(z.string().min(1).max(4096)).min(1).max(100_000),
  /** Absolute, with the ending of the format. */
  target: z.string().min(1).max(4096),
  recipe: archiveRecipeSchema.prefault({}),
  conflict: z.enum(['rename', 'skip', 'replace']).default('rename'),
  /** Once the archive is verified the originals go to the vault. */
  removeOriginals: z.boolean().default(false),
});
export type CreateRequest = z.infer<typeof createRequestSchema>;

/** Something long done with an archive. */
export const archiveRunSchema = z.object({
  id: z.number().int().positive(),
  act: z.enum(['extract', 'create', 'verify']),
  /** Of the archive. */
  name: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  startedAt: instantSchema,
  endedAt: instantSchema.nullable(),
  /** "Extracting photos/2.jpg", "Verifying …". */
  label: z.string(),
  fraction: z.number().nullable(),
  /** What was written, absolute: the folder, or the archive. */
  target: z.string().nullable(),
  files: z.number().int(),
  bytes: z.number(),
  refusedCount: z.number().int(),
  /** The first two hundred. */
  refused: z.array(refusedEntrySchema).max(200),
  /** Every byte was read back and had the hash of its source. */
  isVerified: z.boolean().nullable(),
  error: errorDataSchema.nullable(),
  /** For `effects.undo`. */
  effectId: z.number().int().nullable(),
});
export type ArchiveRun = z.infer<typeof archiveRunSchema>;

/** Where a content lies inside an archive of a watched folder. */
export const memberPlaceSchema = z.object({
  archiveFileId: fileIdSchema,
  /** The archive in its folder. */
  archivePath: z.string(),
  folderName: z.string(),
  /** From the outside in. */
  ordinals: z.array(z.number().int()),
  /** "b.tar.gz!/c.pdf": nested ones are joined by `!/`. */
  memberPath: z.string(),
});
export type MemberPlace = z.infer<typeof memberPlaceSchema>;
