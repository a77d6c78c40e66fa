import type { ImageReport } from '../../shared/model/report';

type Exif = NonNullable<ImageReport['exif']>;

/** Tags that a person asks about, by the names of the EXIF standard. */
const TAGS: Record<number, string> = {
  0x010e: 'ImageDescription',
  0x010f: 'Make',
  0x0110: 'Model',
  0x0131: 'Software',
  0x0132: 'DateTime',
  0x013b: 'Artist',
  0x8298: 'Copyright',
  0x829a: 'ExposureTime',
  0x829d: 'FNumber',
  0x8827: 'ISO',
  0x9003: 'DateTimeOriginal',
  0x9004: 'DateTimeDigitized',
  0x9010: 'OffsetTime',
  0x9011: 'OffsetTimeOriginal',
  0x9204: 'ExposureBias',
  0x9209: 'Flash',
  0x920a: 'FocalLength',
  0xa002: 'PixelXDimension',
  0xa003: 'PixelYDimension',
  0xa405: 'FocalLengthIn35mm',
  0xa434: 'LensModel',
};
const EXIF_DIRECTORY = 0x8769;
const GPS_DIRECTORY = 0x8825;
const BYTES_OF_TYPE = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const MAX_ENTRIES = 500;
const MAX_TEXT_UNITS = 500;

/**
 * The best-known EXIF fields of a picture; GPS as decimal degrees. Broken or odd entries are left out. `block` is what
 * stands in the file: a TIFF, with or without "Exif" before it.
 */
export function readExif(block: Buffer): Exif {
  const tiff = block.toString('latin1', 0, 6) === 'Exif\0\0' ? block.subarray(6) : block;
  const reader = new TiffReader(tiff);
  const exif: Exif = {};
  const main = reader.directory(reader.firstDirectory);
  const pointer = main.get(EXIF_DIRECTORY);
  const details = typeof pointer === 'number' ? reader.directory(pointer) : new Map<number, TagValue>();
  for (const [tag, value] of [...main, ...details]) {
    const name = TAGS[tag];
    if (name && value !== '' && !Array.isArray(value)) exif[name] = value;
  }
  const gpsPointer = main.get(GPS_DIRECTORY);
  if (typeof gpsPointer === 'number') {
    const gps = reader.directory(gpsPointer);
    const latitude = degrees(gps.get(2), gps.get(1), 'S');
    const longitude = degrees(gps.get(4), gps.get(3), 'W');
    if (latitude !== null && longitude !== null) Object.assign(exif, { GPSLatitude: latitude, GPSLongitude: longitude });
  }
  return exif;
}

type TagValue = string | number | number[];

class TiffReader {
  private readonly isLittle: boolean;

  constructor(private readonly bytes: Buffer) {
    this.isLittle = bytes.toString('latin1', 0, 2) === 'II';
  }

  get firstDirectory(): number {
    return this.bytes.length >= 8 && this.short(2) === 42 ? this.long(4) : -1;
  }

  directory(offset: number): Map<number, TagValue> {
    const values = new Map<number, TagValue>();
    if (offset < 8 || offset + 2 > this.bytes.length) return values;
    const count = Math.min(this.short(offset), MAX_ENTRIES);
    for (let i = 0; i < count; i += 1) {
      const at = offset + 2 + i * 12;
      if (at + 12 > this.bytes.length) break;
      const value = this.value(at);
      if (value !== null) values.set(this.short(at), value);
    }
    return values;
  }

  private value(at: number): TagValue | null {
    const type = this.short(at + 2);
    const count = this.long(at + 4);
    const size = BYTES_OF_TYPE[type] ?? 0;
    if (size === 0 || count === 0 || count > 65_536) return null;
    const start = size * count <= 4 ? at + 8 : this.long(at + 8);
    if (start + size * count > this.bytes.length) return null;
    if (type === 2) return this.text(start, count);
    if (count > 8) return null;
    const numbers = Array.from({ length: count }, (_, i) => this.number(type, start + i * size));
    if (!numbers.every(Number.isFinite)) return null;
    return numbers.length === 1 ? (numbers[0] as number) : numbers;
  }

  private text(start: number, length: number): string {
    const raw = this.bytes.subarray(start, start + length);
    const end = raw.indexOf(0);
    return new TextDecoder('utf-8').decode(end < 0 ? raw : raw.subarray(0, end)).trim().slice(0, MAX_TEXT_UNITS);
  }

  private number(type: number, at: number): number {
    switch (type) {
      case 1:
      case 7:
        return this.bytes.readUInt8(at);
      case 6:
        return this.bytes.readInt8(at);
      case 3:
        return this.short(at);
      case 4:
        return this.long(at);
      case 5:
        return round(this.long(at) / this.long(at + 4));
      case 8:
        return this.isLittle ? this.bytes.readInt16LE(at) : this.bytes.readInt16BE(at);
      case 9:
        return this.signedLong(at);
      case 10:
        return round(this.signedLong(at) / this.signedLong(at + 4));
      default:
        return Number.NaN;
    }
  }

  private short(at: number): number {
    return this.isLittle ? this.bytes.readUInt16LE(at) : this.bytes.readUInt16BE(at);
  }

  private long(at: number): number {
    return this.isLittle ? this.bytes.readUInt32LE(at) : this.bytes.readUInt32BE(at);
  }

  private signedLong(at: number): number {
    return this.isLittle ? this.bytes.readInt32LE(at) : this.bytes.readInt32BE(at);
  }
}

function degrees(parts: TagValue | undefined, reference: TagValue | undefined, negative: string): number | null {
  if (!Array.isArray(parts) || parts.length !== 3) return null;
  const [whole = 0, minutes = 0, seconds = 0] = parts;
  const value = whole + minutes / 60 + seconds / 3600;
  return round(reference === negative ? -value : value);
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
