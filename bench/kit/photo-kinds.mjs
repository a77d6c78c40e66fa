import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { writePhotos } from './photos.mjs';

/** How a picture may come: names, and what makes it of a photograph. */
const KINDS = {
  'progressive.jpg': (photo) => photo.jpeg({ quality: 85, progressive: true }),
  'fine.jpg': (photo) => photo.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }),
  'coarse.jpg': (photo) => photo.jpeg({ quality: 30 }),
  'turned.jpg': (photo) => photo.withMetadata({ orientation: 6 }).jpeg(),
  'mirrored.jpg': (photo) => photo.withMetadata({ orientation: 7 }).jpeg(),
  'grey.jpg': (photo) => photo.greyscale().jpeg(),
  'odd.jpg': (photo) => photo.resize(641, 479, { fit: 'fill' }).jpeg(),
  'blurred.jpg': (photo) => photo.blur(6).jpeg(),
  'tall.png': (photo) => photo.resize(90, 900, { fit: 'fill' }).png(),
  'small.png': (photo) => photo.resize(31, 23, { fit: 'fill' }).png(),
  'tiny.png': (photo) => photo.resize(1, 1, { fit: 'fill' }).png(),
  'seen-through.png': (photo) => photo.ensureAlpha(0.5).png(),
  'lossless.webp': (photo) => photo.resize(700, 500).webp({ lossless: true }),
  'plain.tif': (photo) => photo.resize(500, 700).tiff({ compression: 'lzw' }),
};

/** Pictures of 1.2 MP and less, one of each kind; their paths. */
export async function writePhotoKinds(folder) {
  const sharp = createRequire(import.meta.url)('sharp');
  const [original] = await writePhotos(folder, 1, { width: 1_280, height: 960 });
  const paths = [original];
  for (const [name, make] of Object.entries(KINDS)) {
    const path = join(folder, name);
    writeFileSync(path, await make(sharp(original)).toBuffer());
    paths.push(path);
  }
  return paths;
}
