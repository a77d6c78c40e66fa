import { z } from 'zod';

/** Far beyond any real one; what is larger is not read. */
export const MOST_SIDECAR_BYTES = 64 * 1024;
export const MOST_SIDECAR_DEPTH = 32;

/**
 * `<name>.meta.json` beside a data file, as the specification has it (docs/formats/sidecar.md). Other fields may stand in it and are kept.
 * A consumer needs to know whom it is for and the checksum; the rest may be left out by other programs, but not be of another kind.
 */
export const sidecarSchema = z.looseObject({
  filename: z.string().min(1).max(255).optional(),
  created_at: z.string().max(64).optional(),
  created_by: z.string().max(255).optional(),
  file_size: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  checksum: z.string().min(1).max(200),
  row_count: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable().optional(),
  next_app: z.string().max(255).nullable(),
});
export type Sidecar = z.infer<typeof sidecarSchema>;

/**
 * Whether a sidecar fits the schema, asked before it: of hundreds in a row nearly all do, and the schema takes longer with each than reading it. What
 * does not fit is for the schema to say. A test holds the two together.
 */
export function fitsSchema(value: Record<string, unknown>): value is Sidecar {
  const { filename, created_at: at, created_by: by, file_size: size, checksum, row_count: rows, next_app: app } = value;
  const isWhole = isText(checksum, 1, 200) && (app === null || isText(app, 0, 255));
  const areTexts = (filename === undefined || isText(filename, 1, 255)) && (at === undefined || isText(at, 0, 64)) && (by === undefined || isText(by, 0, 255));
  return isWhole && areTexts && (size === undefined || isCount(size)) && (rows === undefined || rows === null || isCount(rows));
}

const isText = (value: unknown, least: number, most: number): boolean => typeof value === 'string' && value.length >= least && value.length <= most;
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

/** The fields that the specification names; nothing else may be given these names. */
export const SIDECAR_FIELDS = ['filename', 'created_at', 'created_by', 'file_size', 'checksum', 'row_count', 'next_app'] as const;

export const SIDECAR_ENDING = '.meta.json';
/** Names that are never data: ours and theirs while they write, and what stands beside data. */
export const isCompanion = (name: string): boolean => name.startsWith('.tmp_') || name.startsWith('.') || /\.(?:meta\.json|lock|error|md5|sha256)$/.test(name);
