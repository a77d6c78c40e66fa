import { expect, test } from 'vitest';
import { loadSharp } from '../load-sharp';
import { addSegments } from './jpeg-segments';

const sharp = loadSharp();
const drawn = (): Promise<Buffer> => sharp({ create: { width: 20, height: 10, channels: 3, background: '#336699' } }).jpeg().toBuffer();
const bytes = (length: number): Buffer => Buffer.from(Array.from({ length }, (_, at) => (at * 7) & 255));

test('blocks are found again, a long profile in parts', async () => {
  const profile = await sharp(await drawn()).withIccProfile('p3').jpeg().toBuffer();
  const p3 = (await sharp(profile).metadata()).icc ?? Buffer.alloc(0);
  const icc = Buffer.concat([p3, bytes(140_000)]);
  icc.writeUInt32BE(icc.length, 0);
  const exif = Buffer.from('II*\0\x08\0\0\0\0\0\0\0\0\0', 'latin1');
  const made = addSegments(await drawn(), { exif, xmp: Buffer.from('<x/>'), icc });
  const metadata = await sharp(made ?? Buffer.alloc(0)).metadata();
  expect(metadata).toMatchObject({ width: 20, height: 10 });
  expect(metadata.xmp?.toString()).toBe('<x/>');
  expect(metadata.icc?.equals(icc)).toBe(true);
  expect(metadata.exif?.includes(exif)).toBe(true);
});

test('what is too long for a segment is refused', async () => {
  const jpeg = await drawn();
  expect(addSegments(jpeg, { exif: bytes(65_527), xmp: null, icc: null })).not.toBeNull();
  expect(addSegments(jpeg, { exif: bytes(65_528), xmp: null, icc: null })).toBeNull();
});
