import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { writePhotos } from './photos.mjs';
import { makeFolder, removeFolder } from './temporary.mjs';

/** The same picture in other ways. */
const WAYS = {
  original: (photo) => photo.jpeg({ quality: 90 }),
  coarse: (photo) => photo.jpeg({ quality: 40 }),
  half: (photo, width) => photo.resize(Math.round(width / 2)).jpeg(),
  mirrored: (photo) => photo.flop().jpeg(),
  brighter: (photo) => photo.linear(1.15, 0).jpeg(),
};
export const WAY_COUNT = Object.keys(WAYS).length;
const LARGEST = { width: 1_280, height: 960 };
const SHARES = [1, 0.8, 0.625, 0.5];

/** `count` drawn photographs of 1.2 MP and less, each in five ways: `NUMBER-way.jpg`. Their paths. */
export async function writeLikePhotos(folder, count) {
  const sharp = createRequire(import.meta.url)('sharp');
  const scratch = makeFolder('like-photos');
  const paths = [];
  for (const [number, source] of (await writePhotos(scratch, count, LARGEST)).entries()) {
    const width = Math.round(LARGEST.width * SHARES[number % SHARES.length]);
    const { data, info } = await sharp(source).resize(width).raw().toBuffer({ resolveWithObject: true });
    for (const [way, make] of Object.entries(WAYS)) {
      const path = join(folder, `${number}-${way}.jpg`);
      writeFileSync(path, await make(sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } }), width).toBuffer());
      paths.push(path);
    }
  }
  removeFolder(scratch);
  return paths;
}
