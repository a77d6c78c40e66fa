import { z } from 'zod';

/**
 * Many rows in one message: their objects would take fifty times as much memory on both sides. `base/packed-rows` packs and
 * unpacks them.
 */
export interface PackedRows<T> {
  readonly count: number;
  /** Each an array of some rows, in JSON, deflated. */
  readonly pieces: readonly Uint8Array[];
  /** Only for the compiler. */
  readonly row?: T;
}

/** What a contract says where rows are packed; each row is parsed when it is unpacked. */
export function packedRows<T>(_row: z.ZodType<T>): z.ZodType<PackedRows<T>> {
  return z.object({ count: z.number().int().nonnegative(), pieces: z.array(z.instanceof(Uint8Array)) });
}
