/** Bare sharp, one picture at a time: asked by message for `paths`, it makes each 1600 pixels wide. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const sharp = createRequire(import.meta.url)('sharp');
sharp.cache(false);
sharp.concurrency(1);

process.on('message', async ({ paths, folder }) => {
  for (const [at, path] of paths.entries()) {
    const made = await sharp(path).resize({ width: 1600, height: 1600, fit: 'inside' }).jpeg({ quality: 90 }).toBuffer();
    writeFileSync(`${folder}/${process.pid}-${at}.jpg`, made);
  }
  process.send({ done: paths.length });
});
process.send({ ready: true });
