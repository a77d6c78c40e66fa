import type { Artifact } from '../../shared/contract/worker-api';
import type { Context } from '../kit/processor';
import { writeArtifact } from '../kit/write-artifact';
import { toImageError } from './decode-failure';
import type { Picture } from './load-sharp';

const QUALITY = 78;
/** 0–6; more effort saves few bytes and costs much time. */
const EFFORT = 1;

/**
 * The picture as WebP in sRGB that fits into the box and is never larger than the original. Everything is decoded;
 * what is missing or broken fails with `file.damaged`.
 */
export async function drawScaled(
  picture: Picture,
  box: { width: number; height: number },
  role: Artifact['role'],
  { scratchDir }: Context,
): Promise<Artifact> {
  const drawn = await picture
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
