const SHORT = 3;
const LONG = 4;
const MAX_ENTRIES = 500;
const TAG = { orientation: 0x0112, exifFolder: 0x8769, width: 0xa002, height: 0xa003 } as const;
/** Where the parts of the small picture lie, and how long they are: as a JPEG, or in strips. */
const SMALL_PICTURE = [
  [0x0201, 0x0202],
  [0x0111, 0x0117],
] as const;

/**
 * EXIF that fits a changed picture: it is upright, has these dimensions, and the small picture of the old one is
 * wiped out. Null where the block is broken.
 *
 * @param exif from its byte order mark on (TIFF 6.0, section 2; Exif 2.32, section 4.6)
 */
export function settleExif(exif: Buffer, { width, height }: { width: number; height: number }): Buffer | null {
  const settled = Buffer.from(exif);
  const order = settled.toString('latin1', 0, 2);
  if (settled.length < 14 || (order !== 'II' && order !== 'MM')) return null;
  const isLittle = order === 'II';
  const short = (at: number): number => (isLittle ? settled.readUInt16LE(at) : settled.readUInt16BE(at));
  const long = (at: number): number => (isLittle ? settled.readUInt32LE(at) : settled.readUInt32BE(at));
  const putLong = (at: number, value: number): number => (isLittle ? settled.writeUInt32LE(value, at) : settled.writeUInt32BE(value, at));
  const putShort = (at: number, value: number): number => (isLittle ? settled.writeUInt16LE(value, at) : settled.writeUInt16BE(value, at));
  const put = (at: number, value: number): void => {
    const type = short(at + 2);
    if (type === LONG) putLong(at + 8, value);
    else if (type === SHORT && value <= 0xffff) putShort(at + 8, value);
  };
  const visit = (folder: number, values: Map<number, number>): { next: number; exifFolder: number } => {
    const count = Math.min(short(folder), MAX_ENTRIES);
    let exifFolder = 0;
    for (let at = folder + 2; at < folder + 2 + count * 12; at += 12) {
      const tag = short(at);
      if (tag === TAG.exifFolder) exifFolder = long(at + 8);
      const value = values.get(tag);
      if (value !== undefined) put(at, value);
    }
    return { next: folder + 2 + count * 12, exifFolder };
  };
  const numbersOf = (folder: number, count: number, tag: number): number[] => {
    const entry = Array.from({ length: count }, (_, index) => folder + 2 + index * 12).find((at) => short(at) === tag);
    if (entry === undefined) return [];
    const size = short(entry + 2) === SHORT ? 2 : 4;
    const length = Math.min(long(entry + 4), MAX_ENTRIES);
    const start = length * size <= 4 ? entry + 8 : long(entry + 8);
    return Array.from({ length }, (_, index) => (size === 2 ? short : long)(start + index * size));
  };
  const wipeOut = (start: number, length: number): unknown => settled.fill(0, Math.min(start, settled.length), Math.min(start + length, settled.length));
  const wipe = (folder: number): void => {
    const count = Math.min(short(folder), MAX_ENTRIES);
    for (const [starts, lengths] of SMALL_PICTURE) {
      const sizes = numbersOf(folder, count, lengths);
      for (const [index, start] of numbersOf(folder, count, starts).entries()) wipeOut(start, sizes[index] ?? 0);
    }
    settled.fill(0, folder, folder + 2 + count * 12);
  };
  try {
    const { next, exifFolder } = visit(long(4), new Map([[TAG.orientation, 1]]));
    if (long(next) > 0) wipe(long(next));
    putLong(next, 0);
    if (exifFolder > 0) visit(exifFolder, new Map([[TAG.width, width], [TAG.height, height]]));
    return settled;
  } catch {
    // It points beyond its end.
    return null;
  }
}
