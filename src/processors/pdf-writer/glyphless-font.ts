/**
 * A TrueType font for invisible text: its second glyph is half as wide as it is high and has nothing to fill, only two
 * corners, because PDFium drops text whose letters have no size. Readers take the text from the map to Unicode.
 */
export function glyphlessFont(): Uint8Array {
  const tables: [tag: string, data: Buffer][] = [
    ['glyf', cornersOnly()],
    ['head', headTable()],
    ['hhea', horizontalHeader()],
    ['hmtx', shorts(ADVANCE, 0, ADVANCE, 0)],
    ['loca', shorts(0, 0, cornersOnly().length / 2)],
    ['maxp', Buffer.concat([longs(0x0001_0000), shorts(GLYPHS, 2, 1, 0, 0, 2, ...Array.from({ length: 8 }, () => 0))])],
  ];
  const directoryBytes = 12 + 16 * tables.length;
  let offset = directoryBytes;
  const records = tables.map(([tag, data]) => {
    const record = Buffer.concat([Buffer.from(tag, 'latin1'), longs(checksum(data), offset, data.length)]);
    offset += padded(data).length;
    return record;
  });
  // The four numbers after the version serve a binary search among six tables.
  const font = Buffer.concat([longs(0x0001_0000), shorts(tables.length, 64, 2, 32), ...records, ...tables.map(([, data]) => padded(data))]);
  const headOffset = directoryBytes + padded(tables[0]?.[1] ?? Buffer.alloc(0)).length;
  font.writeUInt32BE((0xb1b0_afba - checksum(font)) >>> 0, headOffset + 8);
  return font;
}

export const UNITS_PER_EM = 1000;
export const ADVANCE = 500;
const GLYPHS = 2;
const ASCENT = 800;
const DESCENT = -200;

/** One contour of two points on the curve: lower left and upper right. */
function cornersOnly(): Buffer {
  const isOnCurve = 1;
  const [box, end] = [shorts(1, 0, DESCENT, ADVANCE, ASCENT), shorts(1, 0)];
  return Buffer.concat([box, end, Buffer.from([isOnCurve, isOnCurve]), shorts(0, ADVANCE), shorts(DESCENT, ASCENT - DESCENT)]);
}

function headTable(): Buffer {
  const [created, modified] = [Buffer.alloc(8), Buffer.alloc(8)];
  const [box, rest] = [shorts(0, DESCENT, ADVANCE, ASCENT), shorts(0, 8, 2, 0, 0)];
  return Buffer.concat([longs(0x0001_0000, 0x0001_0000, 0, 0x5f0f_3cf5), shorts(0, UNITS_PER_EM), created, modified, box, rest]);
}

function horizontalHeader(): Buffer {
  const slope = [1, 0, 0];
  return Buffer.concat([longs(0x0001_0000), shorts(ASCENT, DESCENT, 0, ADVANCE, 0, 0, ADVANCE, ...slope, 0, 0, 0, 0, 0, GLYPHS)]);
}

function shorts(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [i, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, i * 2);
  return bytes;
}

function longs(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, i * 4);
  return bytes;
}

function padded(data: Buffer): Buffer {
  return Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
}

function checksum(data: Buffer): number {
  const words = padded(data);
  let sum = 0;
  for (let at = 0; at < words.length; at += 4) sum = (sum + words.readUInt32BE(at)) >>> 0;
  return sum;
}
