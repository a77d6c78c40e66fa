import { z } from 'zod';
import { packedRows, rowsOf } from '../rpc/packed-rows';
import { refusedEntrySchema, unpackedEntrySchema, type RefusedEntry, type UnpackedEntry } from './archive';

/** What came of unpacking an archive, or would come of it. */
export const unpackedSchema = z.object({
  /** In the archive's order. */
  written: packedRows(unpackedEntrySchema),
  refused: packedRows(refusedEntrySchema),
});
export type Unpacked = z.infer<typeof unpackedSchema>;

/** Entry by entry: there may be very many. */
export const writtenOf = ({ written }: Unpacked): Generator<UnpackedEntry, void, undefined> => rowsOf(written, unpackedEntrySchema);
export const refusedOf = ({ refused }: Unpacked): Generator<RefusedEntry, void, undefined> => rowsOf(refused, refusedEntrySchema);

/** All of them at once. */
export const inArrays = (unpacked: Unpacked): { written: UnpackedEntry[]; refused: RefusedEntry[] } => ({ written: [...writtenOf(unpacked)], refused: [...refusedOf(unpacked)] });
