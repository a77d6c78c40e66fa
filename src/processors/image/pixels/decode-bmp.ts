import { CannotRead } from '../../kit/cannot-read';
import { checkDimensions } from '../image-limits';
import { readBmpHeader, type BmpHeader } from './bmp-header';
import { unpackBmpRuns } from './bmp-runs';
import type { Pixels } from './pixels';
import { t } from '../../../shared/words/words';

/**
 * Any BMP of Windows and OS/2 1: 1, 4, 8, 16, 24 and 32 bits, RLE, masks, from the bottom or the top. Alpha where a
 * mask names it; the fourth byte of a plain 32-bit pixel means nothing. Throws an Error when pixels are missing.
 */
export function decodeBmp(bytes: Buffer): Pixels {
  const header = readBmpHeader(bytes);
  if (!header) throw new CannotRead(t('BMP pictures of this kind can\'t be shown.'));
  const { width, height, bitsPerPixel, compression } = header;
  if (width < 1 || height < 1) throw new Error(`a BMP of ${width} × ${height} pixels`);
  checkDimensions(width, height);
  const data = bytes.subarray(header.dataOffset);
  if (compression === 'rle4' || compression === 'rle8') {
    const indices = unpackBmpRuns(data, width, height, bitsPerPixel as 4 | 8);
    return fill(header, 3, paletteReader(bytes, header, (row, column) => indices[row * width + column] as number));
  }
  // Rows are padded to whole words of 32 bits.
  const stride = Math.ceil((width * bitsPerPixel) / 32) * 4;
  // The padding of the last row may be missing.
  if (data.length < stride * (height - 1) + Math.ceil((width * bitsPerPixel) / 8)) throw new Error('the end of the BMP is missing');
  if (bitsPerPixel <= 8) return fill(header, 3, paletteReader(bytes, header, bitReader(data, stride, bitsPerPixel)));
  if (bitsPerPixel === 24) return fill(header, 3, (row, column, to, at) => copyReversed(data, row * stride + column * 3, to, at));
  return decodeMasks(header, data, stride);
}

type WritePixel = (storedRow: number, column: number, to: Uint8Array, at: number) => void;
type ReadIndex = (storedRow: number, column: number) => number;

function fill({ width, height, isTopDown }: BmpHeader, channels: 3 | 4, write: WritePixel): Pixels {
  const data = new Uint8Array(width * height * channels);
  let at = 0;
  for (let y = 0; y < height; y += 1) {
    const storedRow = isTopDown ? y : height - 1 - y;
    for (let x = 0; x < width; x += 1, at += channels) write(storedRow, x, data, at);
  }
  return { data, width, height, channels };
}

function bitReader(data: Buffer, stride: number, bits: number): ReadIndex {
  const perByte = 8 / bits;
  const mask = 2 ** bits - 1;
  return (row, column) => {
    const byte = data[row * stride + Math.floor(column / perByte)] as number;
    return (byte >> ((perByte - 1 - (column % perByte)) * bits)) & mask;
  };
}

/** An index beyond the palette is black. */
function paletteReader(bytes: Buffer, { palette }: BmpHeader, indexAt: ReadIndex): WritePixel {
  const { offset, count, entryBytes } = palette;
  return (row, column, to, at) => {
    const index = indexAt(row, column);
    if (index < count && offset + index * entryBytes + 3 <= bytes.length) copyReversed(bytes, offset + index * entryBytes, to, at);
  };
}

/** Blue, green, red. */
function copyReversed(from: Buffer, start: number, to: Uint8Array, at: number): void {
  to[at] = from[start + 2] as number;
  to[at + 1] = from[start + 1] as number;
  to[at + 2] = from[start] as number;
}

function decodeMasks(header: BmpHeader, data: Buffer, stride: number): Pixels {
  const bytesPerPixel = header.bitsPerPixel / 8;
  const fields = header.masks.map(toField);
  const channels = header.masks[3] === 0 ? 3 : 4;
  return fill(header, channels, (row, column, to, at) => {
    const value = data.readUIntLE(row * stride + column * bytesPerPixel, bytesPerPixel);
    for (let channel = 0; channel < channels; channel += 1) {
      const { shift, levels } = fields[channel] as Field;
      // As Pillow scales them: cut, not rounded.
      to[at + channel] = levels === 0 ? 0 : Math.floor((((value >>> shift) & levels) * 255) / levels);
    }
  });
}

interface Field {
  readonly shift: number;
  /** The highest value. */
  readonly levels: number;
}

function toField(mask: number): Field {
  if (mask === 0) return { shift: 0, levels: 0 };
  const shift = 31 - Math.clz32(mask & -mask);
  return { shift, levels: mask >>> shift };
}
