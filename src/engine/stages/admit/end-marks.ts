/** Bytes from the start that {@link isCut} wants to see. */
export const HEAD_BYTES = 64;
/** Bytes from the end: a ZIP may carry 65,535 bytes of comment after its end record. */
export const TAIL_BYTES = 65_535 + 22;

/** Readers of PDF look for the end mark in the last kilobyte; writers are granted a second one for trailing rubbish. */
const PDF_TAIL_BYTES = 2_048;
/** Cameras and editors append data after the picture. */
const JPEG_TAIL_BYTES = 4_096;

interface Format {
  begins(head: Buffer): boolean;
  /** Whether the format's own end mark, or the length it declares, is missing. */
  isCut(head: Buffer, tail: Buffer, size: number): boolean;
}

const startsWith = (bytes: number[]) => {
  const magic = Buffer.from(bytes);
  return (head: Buffer): boolean => head.subarray(0, magic.length).equals(magic);
};

const FORMATS: readonly Format[] = [
  {
    begins: startsWith([0x25, 0x50, 0x44, 0x46, 0x2d]), // %PDF-
    isCut: (_head, tail) => !tail.subarray(-PDF_TAIL_BYTES).includes('%%EOF', 0, 'latin1'),
  },
  {
    begins: startsWith([0x50, 0x4b, 0x03, 0x04]), // PK: ZIP and all that is made of it
    isCut: (_head, tail) => !tail.includes(Buffer.from([0x50, 0x4b, 0x05, 0x06])),
  },
  {
    begins: startsWith([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), // PNG
    isCut: (_head, tail) => !tail.subarray(-JPEG_TAIL_BYTES).includes('IEND', 0, 'latin1'),
  },
  {
    begins: startsWith([0xff, 0xd8, 0xff]), // JPEG
    isCut: (_head, tail) => !tail.subarray(-JPEG_TAIL_BYTES).includes(Buffer.from([0xff, 0xd9])),
  },
  {
    begins: startsWith([0x47, 0x49, 0x46, 0x38]), // GIF8
    isCut: (_head, tail) => !tail.subarray(-JPEG_TAIL_BYTES).includes(0x3b),
  },
  {
    begins: (head) => head.length >= 12 && head.toString('latin1', 0, 4) === 'RIFF', // WebP, WAV, AVI
    isCut: (head, _tail, size) => head.readUInt32LE(4) + 8 > size,
  },
  {
    begins: startsWith([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]), // 7z: start header says where the end header ends
    isCut: (head, _tail, size) =>
      head.length < 32 || 32n + head.readBigUInt64LE(12) + head.readBigUInt64LE(20) > BigInt(size),
  },
  {
    begins: startsWith([0x52, 0x61, 0x72, 0x21, 0x1a, 0x07, 0x01, 0x00]), // RAR 5
    isCut: (_head, tail) => !tail.includes(Buffer.from([0x1d, 0x77, 0x56, 0x51, 0x03, 0x05, 0x04, 0x00])),
  },
  {
    begins: startsWith([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]), // XZ: a footer, and zeros may follow
    isCut: (_head, tail) => !/YZ\0*$/.test(tail.subarray(-JPEG_TAIL_BYTES).toString('latin1')),
  },
  {
    begins: startsWith([0x42, 0x4d]), // BMP, but only when the declared length makes sense
    isCut: (head, _tail, size) => head.length >= 14 && head.readUInt32LE(6) === 0 && head.readUInt32LE(2) > size,
  },
];

/**
 * Whether a file looks cut off: its format has an end mark, and it is not there. Formats without one are never cut.
 *
 * @param head its first {@link HEAD_BYTES}, fewer when it is shorter
 * @param tail its last {@link TAIL_BYTES}, fewer when it is shorter
 */
export function isCut(head: Buffer, tail: Buffer, size: number): boolean {
  return FORMATS.find((format) => format.begins(head))?.isCut(head, tail, size) ?? false;
}

/** Whether the format has an end mark at all, so that the tail need not be read for nothing. */
export function hasEndMark(head: Buffer): boolean {
  return FORMATS.some((format) => format.begins(head));
}
