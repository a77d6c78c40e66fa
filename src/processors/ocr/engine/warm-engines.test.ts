import { copyFileSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { findLanguage } from '../../../base/trained-data';
import type { OcrEngine } from './ocr-engine';
import { closeEngines, withEngine } from './warm-engines';

const folder = mkdtempSync(join(tmpdir(), 'filemill-warm-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(closeEngines);

const never = new AbortController().signal;
const data = join(folder, 'zzz.traineddata.gz');

function addLanguage(): void {
  copyFileSync(findLanguage('eng', null)?.path ?? '', data);
}
const engineFor = (code: string): Promise<OcrEngine> =>
  withEngine({ languages: [code], languageFolder: folder, useNative: false }, never, (engine) => Promise.resolve(engine));

it('lends the same engine again while its language data stays', async () => {
  addLanguage();
  expect(await engineFor('zzz')).toBe(await engineFor('zzz'));
  expect(await engineFor('eng')).toBe(await engineFor('eng'));
});

it('lends none for a language that was removed', async () => {
  addLanguage();
  await engineFor('zzz');
  rmSync(data);
  await expect(engineFor('zzz')).rejects.toMatchObject({ code: 'ocr.noLanguage' });
});

it('opens a new one when the language was replaced', async () => {
  addLanguage();
  const before = await engineFor('zzz');
  utimesSync(data, new Date(0), new Date(0));
  expect(await engineFor('zzz')).not.toBe(before);
  writeFileSync(data, 'not trained at all');
  await expect(engineFor('zzz')).rejects.toMatchObject({ code: 'ocr.noLanguage' });
});
