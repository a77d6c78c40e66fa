import { z } from 'zod';
import { packedRows } from '../rpc/packed-rows';
import { refusedEntrySchema, unpackedEntrySchema } from './archive';

const { ordinal, path, relativePath, size, sha256, modified, warnings } = unpackedEntrySchema.shape;
/** An UnpackedEntry without the names of its fields: of fifty thousand they would be half of it. */
export const writtenRowSchema = z.tuple([ordinal, path, z.enum(['f', 'd']), /** Null: as `path`. */ relativePath.nullable(), size, sha256, modified, warnings]);
export type WrittenRow = z.infer<typeof writtenRowSchema>;

/** What came of unpacking an archive, or would come of it; `base/unpacked-rows` packs and unpacks it. */
export const unpackedSchema = z.object({
  /** In the archive's order. */
  written: packedRows(writtenRowSchema),
  refused: packedRows(refusedEntrySchema),
});
export type Unpacked = z.infer<typeof unpackedSchema>;
