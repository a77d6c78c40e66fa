/**
 * The plain way to the text of a PDF on Node: pdfjs-dist, page by page, `items` joined. Gets paths by message, answers
 * each with the texts of its pages and the milliseconds it took; stays resident, as our worker does.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');

process.on('message', async ({ paths }) => {
  const startedAt = performance.now();
  const texts = [];
  for (const path of paths) {
    const task = getDocument({
      data: new Uint8Array(readFileSync(path)),
      standardFontDataUrl: join(root, 'standard_fonts/'),
      cMapUrl: join(root, 'cmaps/'),
      cMapPacked: true,
      verbosity: 0,
    });
    const doc = await task.promise;
    const pages = [];
    for (let number = 1; number <= doc.numPages; number += 1) {
      const page = await doc.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(items.map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str)).join(''));
      page.cleanup();
    }
    texts.push(pages);
    await task.destroy();
  }
  process.send({ ms: performance.now() - startedAt, texts });
});
process.send('ready');
