import type { Artifact } from '../../shared/contract/worker-api';
import { loadSharp } from './load-sharp';
import type { Context } from '../kit/processor';
import { writeArtifact } from '../kit/write-artifact';
import { toImageError } from './decode-failure';
import { MAX_PIXELS } from './image-limits';

const QUALITY = 78;
/** 0–6; more effort saves few bytes and costs much time. */
const EFFORT = 1;

/**
 * The picture upright, as WebP that fits into the box and is never larger than the original. Everything is decoded;
 * what is missing or broken fails with `file.damaged`.
 *
 * @param page from 1, of a picture with several
 */
export async function drawScaled(
  bytes: Buffer,
  box: { width: number; height: number },
  role: Artifact['role'],
  { scratchDir }: Context,
  page = 1,
): Promise<Artifact> {
  const sharp = loadSharp();
  const drawn = await sharp(bytes, { failOn: 'error', limitInputPixels: MAX_PIXELS, autoOrient: true, page: page - 1 })
    .resize({ ...box, fit: 'inside', withoutEnlargement: true })
    .toColorspace('srgb')
    .webp({ quality: QUALITY, effort: EFFORT })
    .toBuffer({ resolveWithObject: true })
    .catch((thrown: unknown) => {
      throw toImageError(thrown);
    });
  const { width, height } = drawn.info;
  return writeArtifact(scratchDir, { bytes: drawn.data, role, extension: 'webp', width, height });
}
