import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { askUntil, startEngine } from './engine-wire.mjs';
import { watchOnce } from './headless.mjs';
import { randomNumbers } from './numbers.mjs';
import { subfolder } from './temporary.mjs';

const LARGE = { width: 320, height: 240 };
const SMALL = { width: 240, height: 180 };
/** Patches of colour from which a picture is blown up: no two pictures are alike. */
const PATCHES = { width: 24, height: 18 };
const PER_FOLDER = 1_000;
const PATIENCE_MS = 900_000;

/**
 * A folder of `files` pictures: `groups` different ones, each also saved smaller, each of these in as many places as it
 * takes. Neighbours in the folder are unlike.
 */
export async function writeManyPictures(folder, { files, groups }) {
  const sharp = createRequire(import.meta.url)('sharp');
  const random = randomNumbers(groups);
  const contents = [];
  for (let number = 0; number < groups; number += 1) {
    const patches = Uint8Array.from({ length: PATCHES.width * PATCHES.height * 3 }, () => random() * 256);
    const large = await sharp(patches, { raw: { ...PATCHES, channels: 3 } }).resize({ ...LARGE, fit: 'fill', kernel: 'cubic' }).jpeg({ quality: 80 }).toBuffer();
    contents.push(large, await sharp(large).resize(SMALL).jpeg({ quality: 70 }).toBuffer());
  }
  let into = folder;
  for (let i = 0; i < files; i += 1) {
    if (i % PER_FOLDER === 0) into = subfolder(folder, `roll-${String(i / PER_FOLDER).padStart(4, '0')}`);
    writeFileSync(join(into, `IMG_${String(i).padStart(6, '0')}.jpg`), contents[i % contents.length]);
  }
}

/** Has the folders of a profile read, and all their pictures compared. */
export async function readAndCompare(data, { files, groups }) {
  const { summary } = await watchOnce(null, data);
  if (summary.done < files) throw new Error(`${summary.done} of ${files} pictures were read: ${JSON.stringify(summary)}`);
  const engine = await startEngine([], data);
  try {
    await askUntil(() => engine.call('duplicates.summary'), ({ behind }) => behind === 0, { patienceMs: PATIENCE_MS, pauseMs: 250, what: 'The pictures were not compared' });
    const { total } = await engine.call('duplicates.page', { tier: 'samePicture', limit: 1 });
    if (total !== groups) throw new Error(`${total} groups of the same picture instead of ${groups}.`);
  } finally {
    await engine.close();
  }
}
