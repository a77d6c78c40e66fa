import { PDFDocument } from '@cantoo/pdf-lib';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { OcrOptions } from '../../shared/contract/worker-api';
import { processor } from '../document/pdf/index';
import { PdfFixture, textOfLayout } from '../document/pdf.test-kit';
import { loadSharp } from '../image/load-sharp';
import { drawText, SAMPLE_LINES } from '../ocr/ocr.test-kit';
import { rotate } from '../ocr/picture/rotate';
import { turn } from '../ocr/picture/turn';
import { closeEngines } from '../ocr/recognise-raster';
import { recognisePage } from '../recognise-page';

const fixture = new PdfFixture();
afterAll(async () => {
  await closeEngines();
  fixture.remove();
});

const OCR: OcrOptions = { languages: ['eng'], languageFolder: null, mode: 'automatic', useNative: false };
const DPI = 200;
const page = await drawText(SAMPLE_LINES, { width: 1000, height: 480 });

/** A PDF of the page, laid down so that it must be turned back by these degrees clockwise. */
async function scan(quarter: 90 | 180 | 270 | 0, slant: number): Promise<Uint8Array> {
  const { data, width, height } = turn(slant === 0 ? page : rotate(page, -slant), quarter === 90 ? 270 : quarter === 270 ? 90 : quarter);
  const picture = await loadSharp()(data, { raw: { width, height, channels: 1 } }).png().toBuffer();
  const document = await PDFDocument.create();
  const size = { width: (width * 72) / DPI, height: (height * 72) / DPI };
  document.addPage([size.width, size.height]).drawImage(await document.embedPng(Uint8Array.from(picture)), { x: 0, y: 0, ...size });
  return document.save();
}

it.each([
  [90, 0],
  [180, 0],
  [270, 0],
  [0, 1.5],
  [270, -2],
] as const)('a scan that lies there so that it must be turned by %i° and %d° is read, and its copy is searched line by line', async (quarter, slant) => {
  const bytes = await scan(quarter, slant);
  const { layout } = await fixture.withFile(bytes, (file, recognised) =>
    recognisePage({ processor, file, recognised, page: 1, ocr: OCR, context: fixture.context }),
  );
  expect(textOfLayout(layout)).toBe(SAMPLE_LINES.join('\n'));
  for (const line of layout.lines) expect(Math.abs((line.turn ?? 0) - quarter - slant)).toBeLessThan(0.2);
  const path = join(fixture.root, 'layouts.jsonl');
  writeFileSync(path, JSON.stringify(layout));
  const artifact = await fixture.withFile(bytes, async (file, recognised) => processor.searchable?.(file, recognised, path, fixture.context));
  const found = await fixture.layoutOf(processor, readFileSync(artifact?.scratchPath ?? ''), 1);
  if (slant === 0) expect(textOfLayout(found)).toBe(SAMPLE_LINES.join('\n'));
  const words = found.lines.flatMap((line) => line.words.map(({ text }) => text));
  expect(words.sort()).toEqual(SAMPLE_LINES.join(' ').split(' ').sort());
});
