/** How the pixels of a BMP lie in its file. */
export interface BmpHeader {
  readonly width: number;
  readonly height: number;
  readonly isTopDown: boolean;
  readonly bitsPerPixel: number;
  readonly compression: 'none' | 'rle4' | 'rle8' | 'masks';
  /** Which bits of a pixel are red, green, blue and alpha; 0 for none. Of 16 and 32 bits only. */
  readonly masks: readonly [red: number, green: number, blue: number, alpha: number];
  /** Where the palette begins, how many colours it has, and bytes of each. */
  readonly palette: { readonly offset: number; readonly count: number; readonly entryBytes: 3 | 4 };
  /** Where the pixels begin. */
  readonly dataOffset: number;
  /** Dots per inch. */
  readonly density: number | null;
}

const FILE_HEADER_BYTES = 14;
/** OS/2 1, Windows, and Windows with masks, alpha, colour space, profile. */
const HEADER_SIZES = new Set([12, 40, 52, 56, 64, 108, 124]);
const COMPRESSIONS = { 0: 'none', 1: 'rle8', 2: 'rle4', 3: 'masks', 6: 'masks' } as const;
const MASKS_OF_16_BITS = [0x7c00, 0x03e0, 0x001f, 0] as const;
const MASKS_OF_32_BITS = [0xff0000, 0x00ff00, 0x0000ff, 0] as const;
const BITS_BY_COMPRESSION = { none: [1, 2, 4, 8, 16, 24, 32], rle4: [4], rle8: [8], masks: [16, 32] };

/** The header of a BMP; null for one that is none, or whose pixels are kept in a way of printers (JPEG or PNG within). */
export function readBmpHeader(head: Buffer): BmpHeader | null {
  if (head.length < FILE_HEADER_BYTES + 12 || head.toString('latin1', 0, 2) !== 'BM') return null;
  const headerBytes = head.readUInt32LE(14);
  if (!HEADER_SIZES.has(headerBytes) || head.length < FILE_HEADER_BYTES + headerBytes) return null;
  return headerBytes === 12 ? readOldHeader(head) : readWindowsHeader(head, headerBytes);
}

/** OS/2 1 and Windows 2: sides of 16 bits, a palette without gaps. */
function readOldHeader(head: Buffer): BmpHeader | null {
  const bitsPerPixel = head.readUInt16LE(24);
  if (![1, 4, 8, 24].includes(bitsPerPixel)) return null;
  const dataOffset = head.readUInt32LE(10);
  const offset = FILE_HEADER_BYTES + 12;
  const room = Math.max(0, Math.floor((dataOffset - offset) / 3));
  return {
    width: head.readUInt16LE(18),
    height: head.readUInt16LE(20),
    isTopDown: false,
    bitsPerPixel,
    compression: 'none',
    masks: MASKS_OF_32_BITS,
    palette: { offset, count: bitsPerPixel > 8 ? 0 : Math.min(room, 2 ** bitsPerPixel), entryBytes: 3 },
    dataOffset,
    density: null,
  };
}

function readWindowsHeader(head: Buffer, headerBytes: number): BmpHeader | null {
  const code = head.readUInt32LE(30);
  const compression = COMPRESSIONS[code as keyof typeof COMPRESSIONS];
  const bitsPerPixel = head.readUInt16LE(28);
  if (!compression || !BITS_BY_COMPRESSION[compression].includes(bitsPerPixel)) return null;
  // Behind the shortest header the masks follow; the longer ones hold them in the same place.
  const hasMasksBehind = compression === 'masks' && headerBytes === 40;
  const masksBytes = hasMasksBehind ? (code === 6 ? 16 : 12) : 0;
  const hasAlphaMask = compression === 'masks' && (headerBytes >= 56 || code === 6) && headerBytes !== 64;
  const masksAt = FILE_HEADER_BYTES + 40;
  if (head.length < masksAt + masksBytes) return null;
  const mask = (index: number): number => head.readUInt32LE(masksAt + index * 4);
  const said = bitsPerPixel === 16 ? MASKS_OF_16_BITS : MASKS_OF_32_BITS;
  const colours = head.readUInt32LE(46);
  const height = head.readInt32LE(22);
  const dotsPerMetre = head.readInt32LE(38);
  return {
    width: head.readInt32LE(18),
    height: Math.abs(height),
    isTopDown: height < 0,
    bitsPerPixel,
    compression,
    masks: compression === 'masks' ? [mask(0), mask(1), mask(2), hasAlphaMask ? mask(3) : 0] : said,
    palette: {
      offset: FILE_HEADER_BYTES + headerBytes + masksBytes,
      count: bitsPerPixel > 8 ? 0 : Math.min(colours || 256, 2 ** bitsPerPixel),
      entryBytes: 4,
    },
    dataOffset: head.readUInt32LE(10),
    density: dotsPerMetre > 0 ? Math.round(dotsPerMetre * 0.0254) : null,
  };
}
