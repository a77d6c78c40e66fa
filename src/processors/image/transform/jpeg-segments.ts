import type { MetadataBlocks } from './metadata-blocks';

const APP1 = 0xe1;
const APP2 = 0xe2;
/** Of a segment, without its mark and its length. */
const MAX_BYTES = 65_533;
const EXIF = Buffer.from('Exif\0\0', 'latin1');
const XMP = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');
const PROFILE = Buffer.from('ICC_PROFILE\0', 'latin1');
/** A profile is numbered by its parts: this one, and how many. */
const MAX_PROFILE_PART = MAX_BYTES - PROFILE.length - 2;

/**
 * Puts metadata into a JPEG, behind its JFIF header (Exif 2.32, section 4.5.4; XMP part 3, section 1.1.3; ICC.1:2010,
 * annex B.4). Null where EXIF or XMP is too long for its segment.
 *
 * @param jpeg begins with a JFIF header and has no other metadata
 */
export function addSegments(jpeg: Buffer, { exif, xmp, icc }: Pick<MetadataBlocks, 'exif' | 'xmp' | 'icc'>): Buffer | null {
  const parts = icc ? Math.ceil(icc.length / MAX_PROFILE_PART) : 0;
  if (parts > 255) return null;
  const contents = [
    ...(exif ? [{ mark: APP1, content: Buffer.concat([EXIF, exif]) }] : []),
    ...(xmp ? [{ mark: APP1, content: Buffer.concat([XMP, xmp]) }] : []),
    ...Array.from({ length: parts }, (_, at) => ({
      mark: APP2,
      content: Buffer.concat([PROFILE, Buffer.of(at + 1, parts), (icc as Buffer).subarray(at * MAX_PROFILE_PART, (at + 1) * MAX_PROFILE_PART)]),
    })),
  ];
  if (contents.some(({ content }) => content.length > MAX_BYTES)) return null;
  const headerEnd = 4 + jpeg.readUInt16BE(4);
  return Buffer.concat([jpeg.subarray(0, headerEnd), ...contents.map(({ mark, content }) => segment(mark, content)), jpeg.subarray(headerEnd)]);
}

const APP0 = 0xe0;
const DOTS_PER_INCH = 1;

/**
 * Lets a JPEG begin with a JFIF header (ITU-T T.871, section 10.1), in place of the one it may have.
 *
 * @param density dots per inch; null says nothing about it
 */
export function withJfif(jpeg: Buffer, density: number | null): Buffer {
  const content = Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1');
  if (density !== null) {
    const dots = Math.max(1, Math.min(65_535, Math.round(density)));
    content.writeUInt8(DOTS_PER_INCH, 7);
    content.writeUInt16BE(dots, 8);
    content.writeUInt16BE(dots, 10);
  }
  const rest = jpeg[3] === APP0 ? 4 + jpeg.readUInt16BE(4) : 2;
  return Buffer.concat([jpeg.subarray(0, 2), segment(APP0, content), jpeg.subarray(rest)]);
}

function segment(mark: number, content: Buffer): Buffer {
  const head = Buffer.of(0xff, mark, 0, 0);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}
