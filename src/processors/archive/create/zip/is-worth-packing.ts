import { deflateRawSync } from 'node:zlib';
import type { OpenSource } from '../pack-source';

const SAMPLE_BYTES = 64 * 1024;
/** Photos, films and archives give less; packing them again costs time and gains nothing. */
const WORTH = 0.98;

/** Whether a large file shrinks, by three samples of it. */
export async function isWorthPacking(source: OpenSource): Promise<boolean> {
  const last = source.size - SAMPLE_BYTES;
  for (const at of [0, Math.floor(last / 2), last]) {
    const bytes = await source.sample(at, SAMPLE_BYTES);
    if (deflateRawSync(bytes, { level: 1 }).length < bytes.length * WORTH) return true;
  }
  return false;
}
