import { deflateSync } from 'node:zlib';
import { PNG_SIGNATURE, pngChunk } from '../../../base/png-chunk';
import type { Pixels } from '../pixels/pixels';
import type { MetadataBlocks } from './metadata-blocks';

const COLOUR_TYPES = { 1: 0, 3: 2, 4: 6 } as const;

/**
 * Pixels and what goes with them as a PNG that is not compressed: the image library takes metadata from a file only,
 * and gives them to whatever it writes from it. (PNG specification, third edition: eXIf, iCCP, iTXt and pHYs.)
 */
export function wrapAsPng({ data, width, height, channels }: Pixels, { exif, xmp, icc, density }: MetadataBlocks): Buffer {
  const rowBytes = width * channels;
  // Each row begins with the number of its filter: none.
  const rows = Buffer.alloc(height * (1 + rowBytes));
  for (let y = 0; y < height; y++) rows.set(data.subarray(y * rowBytes, (y + 1) * rowBytes), y * (1 + rowBytes) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, COLOUR_TYPES[channels]], 8);
  return Buffer.concat([
    PNG_SIGNATURE,
    pngChunk('IHDR', header),
    ...(icc ? [pngChunk('iCCP', Buffer.concat([Buffer.from('profile\0\0', 'latin1'), deflateSync(icc)]))] : []),
    ...(density === null ? [] : [pngChunk('pHYs', dotsPerMetre(density))]),
    ...(exif ? [pngChunk('eXIf', exif)] : []),
    ...(xmp ? [pngChunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1'), xmp]))] : []),
    pngChunk('IDAT', deflateSync(rows, { level: 0 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function dotsPerMetre(dotsPerInch: number): Buffer {
  const data = Buffer.alloc(9, 1);
  const dots = Math.round(dotsPerInch / 0.0254);
  data.writeUInt32BE(dots, 0);
  data.writeUInt32BE(dots, 4);
  return data;
}
