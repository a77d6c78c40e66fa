import { randomBytes } from 'node:crypto';
import { constants, copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import { syncFolder } from '../../base/atomic-write';
import { FilemillError } from '../../shared/errors/filemill-error';
import { sanitizeName } from '../../base/sanitize-name';
import { makeSearchable, SEARCHABLE_MS } from '../actions/make-searchable';
import type { Engine } from '../engine';
import { readFileOf, withScratch } from './preview';
import { t } from '../../shared/words/words';

/**
 * Writes a PDF that shows the file's pages and can be searched into `exports/` of the data folder. The original stays
 * as it is.
 *
 * @throws FilemillError `artifact.none` when OCR has read nothing in the file
 */
export async function makeSearchableCopy(
  engine: Engine,
  id: number,
  signal: AbortSignal,
): Promise<{ name: string; path: string; bytes: number }> {
  const { source, options, head } = readFileOf(engine, id);
  const report = engine.reports.data(head.id);
  const ocr = report && 'ocr' in report ? report.ocr : undefined;
  if (!ocr) {
    throw new FilemillError('artifact.none', t('Nothing in this file was read by OCR, so there is no text to add.'), {
      hint: t('A file with text of its own can be searched as it is.'),
    });
  }
  const folder = join(engine.options.dataFolder, 'exports');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return withScratch(
    engine,
    SEARCHABLE_MS,
    (worker, scratchDir) => makeSearchable({ source, options, pages: ocr.pages, way: head.options }, engine.recognisedPages, worker, scratchDir, signal),
    async ({ scratchPath, bytes }) => {
      const name = await putCopy(scratchPath, folder, parse(basename(source.path)).name);
      return { name, path: join(folder, name), bytes };
    },
  );
}

/** Copies a file into the folder under the first name that is free, whoever else does so meanwhile; whole or not at all. */
async function putCopy(from: string, folder: string, stem: string): Promise<string> {
  const temporary = join(folder, `.tmp_${randomBytes(6).toString('hex')}`);
  try {
    await copyFile(from, temporary, constants.COPYFILE_EXCL);
    const copy = await open(temporary, 'r+');
    try {
      await copy.sync();
    } finally {
      await copy.close();
    }
    const name = await reserveName(folder, stem);
    try {
      await rename(temporary, join(folder, name));
    } catch (error) {
      await rm(join(folder, name), { force: true });
      throw error;
    }
    syncFolder(folder);
    return name;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Takes the name with an empty file. */
async function reserveName(folder: string, stem: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = sanitizeName(stem, number === 1 ? ' (searchable).pdf' : ` (searchable) ${number}.pdf`);
    try {
      await (await open(join(folder, name), 'wx', 0o600)).close();
      return name;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
