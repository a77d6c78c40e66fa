import { describe, expect, it } from 'vitest';
import { hasEndMark, HEAD_BYTES, isCut, TAIL_BYTES } from './end-marks';

const cut = (bytes: Buffer): boolean =>
  isCut(bytes.subarray(0, HEAD_BYTES), bytes.subarray(Math.max(0, bytes.length - TAIL_BYTES)), bytes.length);

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const riff = (declared: number, body: number): Buffer => {
  const bytes = Buffer.alloc(12 + body);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(declared, 4);
  bytes.write('WEBP', 8, 'latin1');
  return bytes;
};
const sevenZip = (next: number, length: number, size: number): Buffer => {
  const bytes = Buffer.alloc(size);
  Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]).copy(bytes);
  bytes.writeBigUInt64LE(BigInt(next), 12);
  bytes.writeBigUInt64LE(BigInt(length), 20);
  return bytes;
};

const filler = latin('x'.repeat(100_000));
const whole: [string, Buffer][] = [
  ['PDF', Buffer.concat([latin('%PDF-1.7\n'), filler, latin('startxref\n12\n%%EOF\n')])],
  ['PDF with rubbish after its end', Buffer.concat([latin('%PDF-1.4\n%%EOF'), latin('\0'.repeat(1000))])],
  ['ZIP', Buffer.concat([latin('PK\x03\x04'), filler, latin(`PK\x05\x06${'\0'.repeat(18)}`)])],
  ['ZIP with a long comment', Buffer.concat([latin('PK\x03\x04'), latin(`PK\x05\x06${'\0'.repeat(18)}`), filler.subarray(0, 65_000)])],
  ['PNG', Buffer.concat([latin('\x89PNG\r\n\x1a\n'), filler, latin('\0\0\0\0IEND\xaeB`\x82')])],
  ['JPEG', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), filler, Buffer.from([0xff, 0xd9])])],
  ['GIF', Buffer.concat([latin('GIF89a'), filler, latin(';')])],
  ['WebP', riff(104, 100)],
  ['7z', sevenZip(1000, 50, 1082)],
  ['RAR', Buffer.concat([latin('Rar!\x1a\x07\x01\0'), filler, Buffer.from([0x1d, 0x77, 0x56, 0x51, 0x03, 0x05, 0x04, 0x00])])],
  ['XZ', Buffer.concat([latin('\xfd7zXZ\0'), filler, latin('YZ')])],
  ['XZ with zeros behind it', Buffer.concat([latin('\xfd7zXZ\0'), filler, latin('YZ\0\0\0\0')])],
];

describe('the end mark of a format', () => {
  it.each(whole)('is found in a whole %s', (_name, bytes) => {
    expect(hasEndMark(bytes)).toBe(true);
    expect(cut(bytes)).toBe(false);
  });

  it.each(whole.filter(([name]) => !name.includes(' with ')))('is missed in half a %s', (_name, bytes) => {
    expect(cut(bytes.subarray(0, bytes.length >> 1))).toBe(true);
  });

  it('is not asked of text, nor of anything that has none', () => {
    expect(hasEndMark(latin('just words'))).toBe(false);
    expect(cut(latin('just words'))).toBe(false);
    expect(cut(Buffer.alloc(0))).toBe(false);
  });
});
