import { copyFile, mkdir, open, rename, stat, writeFile } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import { FilemillError } from '../../shared/errors/filemill-error';
import { sanitizeName } from '../../base/sanitize-name';
import type { Engine } from '../engine';
import { readFileOf, withScratch } from './preview';

/** A thousand pages take about a minute. */
const MAKING_MS = 600_000;

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
    throw new FilemillError('artifact.none', 'Nothing in this file was read by OCR, so there is no text to add.', {
      hint: 'A file with text of its own can be searched as it is.',
    });
  }
  const folder = join(engine.options.dataFolder, 'exports');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return withScratch(
    engine,
    MAKING_MS,
    async (worker, scratchDir) => {
      const layoutsPath = join(scratchDir, 'layouts.jsonl');
      const layouts = ocr.pages.flatMap(({ page }) => engine.recognisedPages.get(options.sha256, head.options, page)?.layout ?? []);
      await writeFile(layoutsPath, layouts.map((layout) => `${JSON.stringify(layout)}\n`).join(''), { mode: 0o600 });
      return worker.call('file.searchable', { source, options, layoutsPath, scratchDir }, { signal });
    },
    async ({ scratchPath, bytes }) => {
      const name = await freeName(folder, `${sanitizeName(parse(basename(source.path)).name)} (searchable)`);
      const path = join(folder, name);
      const temporary = join(folder, `.tmp_${name}`);
      await copyFile(scratchPath, temporary);
      const handle = await open(temporary, 'r+');
      await handle.sync();
      await handle.close();
      await rename(temporary, path);
      return { name, path, bytes };
    },
  );
}

async function freeName(folder: string, stem: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? `${stem}.pdf` : `${stem} ${number}.pdf`;
    if (!(await stat(join(folder, name)).catch(() => null))) return name;
  }
}
