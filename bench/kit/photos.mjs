import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Light that changes slowly, discs with sharp edges, and grain: JPEG makes about 0.25 bytes of a pixel of it. */
export async function writePhotos(folder, count, { width, height }) {
  const sharp = createRequire(import.meta.url)('sharp');
  const paths = [];
  for (let number = 0; number < count; number += 1) {
    const data = draw(width, height, number);
    const path = join(folder, `photo-${number}.jpg`);
    writeFileSync(path, await sharp(data, { raw: { width, height, channels: 3 } }).jpeg({ quality: 90 }).toBuffer());
    paths.push(path);
  }
  return paths;
}

function draw(width, height, seed) {
  const data = new Uint8Array(width * height * 3);
  let state = 12_345 + seed;
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const discs = Array.from({ length: 40 }, () => ({ x: random() * width, y: random() * height, r: (0.02 + random() * 0.1) * height, colour: [0, 1, 2].map(() => random() * 255) }));
  for (let y = 0, at = 0; y < height; y += 1) {
    const near = discs.filter((disc) => Math.abs(disc.y - y) < disc.r);
    for (let x = 0; x < width; x += 1) {
      const disc = near.findLast((one) => (one.x - x) ** 2 + (one.y - y) ** 2 < one.r ** 2);
      const light = 60 * Math.sin((x + seed * 50) / 310) * Math.cos(y / 270) + 16 * (random() - 0.5);
      for (let channel = 0; channel < 3; channel += 1, at += 1) {
        data[at] = Math.max(0, Math.min(255, light + (disc ? disc.colour[channel] : 110 + 20 * channel)));
      }
    }
  }
  return data;
}
