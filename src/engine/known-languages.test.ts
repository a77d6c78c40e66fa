import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { SHIPPED_LANGUAGE } from '../base/trained-data';
import { KNOWN_LANGUAGES } from './known-languages';

test('the data that ships is the one whose hash is written down', () => {
  const folder = dirname(createRequire(import.meta.url).resolve(`@tesseract.js-data/${SHIPPED_LANGUAGE}/package.json`));
  const data = gunzipSync(readFileSync(join(folder, '4.0.0_best_int', `${SHIPPED_LANGUAGE}.traineddata.gz`)));
  expect(KNOWN_LANGUAGES[SHIPPED_LANGUAGE]).toMatchObject({ bytes: data.length, sha256: createHash('sha256').update(data).digest('hex') });
});
