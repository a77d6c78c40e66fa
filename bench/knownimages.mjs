import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { watchOnce } from './kit/headless.mjs';
import { randomNumbers } from './kit/numbers.mjs';
import { atLeast, row } from './kit/rows.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';

const SIZE = { width: 320, height: 240 };
/** Patches of colour from which a picture is blown up: no two pictures are alike. */
const PATCHES = { width: 24, height: 18 };
/** The disk's own times must say that nobody writes the files any more, or the engine watches them first. */
const REST_MS = 11_000;

/** @param options `{ pictures = 4000, runs = 3, isQuick }` */
export async function run({ isQuick = false, pictures = isQuick ? 200 : 4_000, runs = isQuick ? 1 : 3 } = {}) {
  const place = makeFolder('knownimages');
  try {
    const folder = subfolder(place, 'pictures');
    await writePictures(folder, pictures);
    await pause(REST_MS);
    const data = join(place, 'data');
    const first = await watchOnce(folder, data);
    if (first.summary.done !== pictures) throw new Error(`${first.summary.done} of ${pictures} pictures were read.`);
    const again = [];
    for (let i = 0; i < runs; i += 1) {
      const { ms, files, summary } = await watchOnce(folder, data);
      if (files !== 0 || summary.done !== pictures) throw new Error(`${files} pictures that nobody touched were read again: ${JSON.stringify(summary)}`);
      again.push((1_000 * pictures) / ms);
    }
    const name = `${pictures} pictures of which all hashes are known`;
    return [
      row({ name: `${name}: second run`, values: again, unit: 'images/s', floor: atLeast(2_000), note: '“filemill watch --once” from its start to its end; none is opened again' }),
      row({ name: `${name}: first run`, values: (1_000 * pictures) / first.ms, unit: 'images/s', note: `${SIZE.width} × ${SIZE.height}; hashes, measures, thumbnails` }),
    ];
  } finally {
    removeFolder(place);
  }
}

async function writePictures(folder, count) {
  const sharp = createRequire(import.meta.url)('sharp');
  const random = randomNumbers(count);
  for (let number = 0; number < count; number += 1) {
    const patches = Uint8Array.from({ length: PATCHES.width * PATCHES.height * 3 }, () => random() * 256);
    writeFileSync(join(folder, `IMG_${number}.jpg`), await sharp(patches, { raw: { ...PATCHES, channels: 3 } }).resize({ ...SIZE, fit: 'fill' }).jpeg().toBuffer());
  }
}
