import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Writes all pieces as fast as they are taken, then ends the input. A program that stops taking is no failure here: how it
 * ended says why.
 *
 * @throws what `pieces` throws
 */
export async function feed(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, into: Writable): Promise<void> {
  const failures: unknown[] = [];
  const guarded = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* pieces;
    } catch (thrown) {
      failures.push(thrown);
      throw thrown;
    }
  };
  await pipeline(Readable.from(guarded(), { objectMode: true }), into).catch(() => undefined);
  if (failures.length > 0) throw failures[0];
}
