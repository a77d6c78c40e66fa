import { degrees, PDFDocument, type PDFPage } from '@cantoo/pdf-lib';
import { createCanvas } from '@napi-rs/canvas';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { LayoutLine, PageLayout } from '../../../shared/model/page-layout';
import { searchablePictures } from '../../pdf-writer/searchable-picture';
import { makePdf, PdfFixture, rawPdf, textOfLayout } from '../pdf.test-kit';
import { processor as second } from '../pdfium/index';
import { processor } from './index';

const fixture = new PdfFixture();
afterAll(() => fixture.remove());

const WORDS = [
  ['Hello', 'wörld', 'efficient'],
  ['Žluťoučký', '日本語', '😀'],
  ['close', 'words', 'here'],
];
const LINES: LayoutLine[] = WORDS.map((words, row) => ({
  block: row,
  words: words.map((text, i) => ({ text, confidence: 90, box: { x: 30 + i * (row === 2 ? 41 : 80), y: 40 + row * 40, width: row === 2 ? 40 : 60, height: 14 } })),
}));
const TEXT = WORDS.map((words) => words.join(' ')).join('\n');

const scan = async (change: (page: PDFPage) => void = () => undefined): Promise<Uint8Array> => {
  const canvas = createCanvas(100, 100);
  canvas.getContext('2d').fillRect(20, 20, 30, 50);
  return makePdf(async (document) => {
    const page = document.addPage([400, 600]);
    page.drawImage(await document.embedPng(canvas.toBuffer('image/png')), { x: 0, y: 0, width: 400, height: 600 });
    change(page);
  });
};
const copyOf = async (bytes: Uint8Array, layouts: PageLayout[]): Promise<Buffer> => {
  const path = join(fixture.root, 'layouts.jsonl');
  writeFileSync(path, layouts.map((layout) => `${JSON.stringify(layout)}\n`).join(''));
  const artifact = await fixture.withFile(bytes, async (file, recognised) => processor.searchable?.(file, recognised, path, fixture.context));
  expect(artifact).toMatchObject({ role: 'searchablePdf', extension: 'pdf' });
  return readFileSync(artifact?.scratchPath ?? '');
};
const layout = (width: number, height: number, lines = LINES, page = 1): PageLayout => ({ page, width, height, source: 'ocr', lines });
const pixelsOf = (bytes: Uint8Array) =>
  fixture.withFile(bytes, async (file, recognised) => (await processor.raster?.(file, recognised, 1, 1e6, fixture.context))?.data ?? new Uint8Array());

describe('a searchable copy', () => {
  it.each([
    ['upright', [400, 600], () => undefined],
    ['turned by 90°', [600, 400], (page: PDFPage) => page.setRotation(degrees(90))],
    ['turned by 180°', [400, 600], (page: PDFPage) => page.setRotation(degrees(180))],
    ['turned by 270°', [600, 400], (page: PDFPage) => page.setRotation(degrees(270))],
    ['cropped and turned', [450, 330], (page: PDFPage) => { page.setCropBox(40, 70, 330, 450); page.setRotation(degrees(90)); }],
  ] as const)('of a page %s has its words where they stand, and looks the same', async (_what, [width, height], change) => {
    const original = await scan(change);
    const copy = await copyOf(original, [layout(width, height)]);
    for (const engine of [processor, second]) {
      const found = await fixture.layoutOf(engine, copy, 1);
      expect([found.width, found.height]).toEqual([width, height]);
      expect(textOfLayout(found)).toBe(TEXT);
      for (const [row, { words }] of LINES.entries()) {
        for (const [i, { box }] of words.entries()) {
          const other = found.lines[row]?.words[i]?.box;
          for (const key of ['x', 'y', 'width', 'height'] as const) expect(Math.abs((other?.[key] ?? NaN) - box[key])).toBeLessThan(2.5);
        }
      }
    }
    expect(Buffer.compare(await pixelsOf(copy), await pixelsOf(original))).toBe(0);
    // The original is the copy's beginning, byte for byte.
    expect(Buffer.compare(copy.subarray(0, original.length), original)).toBe(0);
  });

  it('leaves pages alone that have no layout, and what they share', async () => {
    const bytes = await makePdf((document, font) => {
      for (const word of ['One', 'Two']) document.addPage([400, 600]).drawText(word, { x: 300, y: 20, size: 12, font });
    });
    const { text } = await fixture.readPdf(await copyOf(bytes, [layout(400, 600, LINES, 2)]));
    expect(text).toBe(`One\f${TEXT}\nTwo`);
  });

  it('refuses encrypted and broken originals plainly', async () => {
    const document = await PDFDocument.load(await scan());
    document.encrypt({ ownerPassword: 'quay' });
    await expect(copyOf(await document.save(), [layout(400, 600)])).rejects.toMatchObject({
      code: 'artifact.none',
      message: 'No searchable copy can be made of an encrypted PDF.',
    });
    await expect(copyOf(rawPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']), [layout(9, 9)])).rejects.toMatchObject({
      code: 'artifact.none',
      message: 'No searchable copy can be made of this PDF: it is damaged.',
    });
  });

  it('is made of a picture too, whose words are told in pixels', async () => {
    const picture = createCanvas(800, 1200).toBuffer('image/jpeg');
    const scaled = LINES.map(({ block, words }) => ({
      block,
      words: words.map((word) => ({ ...word, box: { x: word.box.x * 2, y: word.box.y * 2, width: word.box.width * 2, height: word.box.height * 2 } })),
    }));
    const bytes = await searchablePictures([{ bytes: picture, format: 'jpeg', dpi: 144, layout: layout(800, 1200, scaled) }]);
    const found = await fixture.layoutOf(processor, bytes, 1);
    expect(textOfLayout(found)).toBe(TEXT);
    expect([found.width, found.height]).toEqual([400, 600]);
    expect(found.lines[0]?.words[0]?.box.x).toBeCloseTo(30, 0);
  });
});
