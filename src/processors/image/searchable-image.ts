import type { Artifact } from '../../shared/contract/worker-api';
import type { OpenFile } from '../kit/open-file';
import type { Context } from '../kit/processor';
import { writeArtifact } from '../kit/write-artifact';
import { readLayouts } from '../pdf-writer/read-layouts';
import { searchablePictures, type Picture } from '../pdf-writer/searchable-picture';
import { toImageError } from './decode-failure';
import { openPicture } from './open-picture';
import { MIN_DPI } from './raster-image';

const QUALITY = 85;
/** Of a picture that does not say how large it is on paper. */
const ASSUMED_DPI = 200;

/** A PDF of the picture's pages, upright, with the words of the layouts (one a line) as invisible text. */
export async function searchableImage(file: OpenFile, mime: string, layoutsPath: string, context: Context): Promise<Artifact> {
  const pictures: Picture[] = [];
  for await (const layout of readLayouts(layoutsPath, context)) {
    const { picture, density } = await openPicture(file, mime, layout.page, context);
    const jpeg = await picture
      .flatten({ background: '#ffffff' })
      .toColorspace('srgb')
      .jpeg({ quality: QUALITY })
      .toBuffer()
      .catch((thrown: unknown) => {
        throw toImageError(thrown);
      });
    pictures.push({ bytes: jpeg, format: 'jpeg', dpi: density !== undefined && density >= MIN_DPI ? density : ASSUMED_DPI, layout });
  }
  const made = Buffer.from(await searchablePictures(pictures));
  return writeArtifact(context.scratchDir, { bytes: made, role: 'searchablePdf', extension: 'pdf', width: 0, height: 0 });
}
