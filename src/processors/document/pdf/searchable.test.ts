import { degrees, PDFDocument, type PDFPage } from '@cantoo/pdf-lib';
import { createCanvas } from '@napi-rs/canvas';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Box, LayoutLine, LayoutWord, PageLayout } from '../../../shared/model/page-layout';
import { searchablePictures } from '../../pdf-writer/searchable-picture';
import { makePdf, PdfFixture, rawPdf, textOfLayout } from '../pdf.test-kit';
import { processor as second } from '../pdfium/index';
import { processor } from './index';
import type { TextItem } from './page-fragments';
import { withPage } from './with-page';

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
/** The upright box around what `degrees` of a turn clockwise, about the middle of a page of this size, make of a box. */
const turned = ({ x, y, width, height }: Box, degrees: number, size: { width: number; height: number }): Box => {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const [pageWidth, pageHeight] = Math.abs(sin) > 0.7 ? [size.height, size.width] : [size.width, size.height];
  const [fromX, fromY] = [x + width / 2 - size.width / 2, y + height / 2 - size.height / 2];
  const [across, down] = [width * Math.abs(cos) + height * Math.abs(sin), width * Math.abs(sin) + height * Math.abs(cos)];
  const [middleX, middleY] = [fromX * cos - fromY * sin + pageWidth / 2, fromX * sin + fromY * cos + pageHeight / 2];
  return { x: middleX - across / 2, y: middleY - down / 2, width: across, height: down };
};
/** Lines of an upright page as they stand when it lies there turned back by `turn` degrees. */
const lying = (lines: readonly LayoutLine[], turn: number, size: { width: number; height: number }): LayoutLine[] =>
  lines.map(({ block, words }) => ({ block, turn: (turn + 360) % 360, words: words.map((word) => ({ ...word, box: turned(word.box, -turn, size) })) }));
const expectNear = (box: Box | undefined, expected: Box, tolerance: number): void => {
  for (const key of ['x', 'y', 'width', 'height'] as const) expect(Math.abs((box?.[key] ?? NaN) - expected[key]), key).toBeLessThan(tolerance);
};
/** As pdf.js hands the text to a viewer, in the order of the file. */
const runsInViewer = async (bytes: Uint8Array): Promise<TextItem[]> => {
  const { items } = await fixture.withFile(bytes, (file) => withPage(file, 1, { purpose: 'text', context: fixture.context }, (page) => page.getTextContent()));
  return items as TextItem[];
};
const textInViewer = async (bytes: Uint8Array): Promise<string> =>
  (await runsInViewer(bytes)).map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str)).join('');
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
          expectNear(found.lines[row]?.words[i]?.box, box, 2.5);
        }
      }
    }
    expect(Buffer.compare(await pixelsOf(copy), await pixelsOf(original))).toBe(0);
    // The original is the copy's beginning, byte for byte.
    expect(Buffer.compare(copy.subarray(0, original.length), original)).toBe(0);
  });

  const rotations = [0, 90, 180, 270];
  it.each(rotations.flatMap((rotation) => [90, 180, 270].map((turn) => [rotation, turn] as const)))(
    'of a page that is shown turned by %s° and was scanned so that it must be turned by %s° is written as it is read',
    async (rotation, turn) => {
      const upright = (rotation + turn) % 180 === 0 ? { width: 400, height: 600 } : { width: 600, height: 400 };
      const [width, height] = rotation % 180 === 0 ? [400, 600] : [600, 400];
      const lines = lying(LINES, turn, upright);
      const original = await scan((page) => page.setRotation(degrees(rotation)));
      const copy = await copyOf(original, [layout(width, height, lines)]);
      for (const engine of [processor, second]) {
        const found = await fixture.layoutOf(engine, copy, 1);
        expect([found.width, found.height]).toEqual([width, height]);
        expect(textOfLayout(found)).toBe(TEXT);
        expect(found.lines.map((line) => line.turn)).toEqual([turn, turn, turn]);
        for (const [row, { words }] of lines.entries()) {
          for (const [i, { box }] of words.entries()) expectNear(found.lines[row]?.words[i]?.box, box, 2.5);
        }
      }
      expect((await textInViewer(copy)).replace(/ +/g, ' ')).toBe(TEXT);
      expect(Buffer.compare(await pixelsOf(copy), await pixelsOf(original))).toBe(0);
      expect(Buffer.compare(copy.subarray(0, original.length), original)).toBe(0);
    },
  );

  it.each([1, 2, 3, 5, -1, -2, -3, -5, 91.5, 178, 267])('of a scan that must be turned by %s° has each word on its slanted line, whole and in order', async (turn) => {
    const size = Math.round(turn / 90) % 2 === 0 ? { width: 400, height: 600 } : { width: 600, height: 400 };
    const texts = Array.from({ length: 12 }, (_, row) => ['Falling', 'lines', 'of', 'considerable', `length${row}`]);
    const widths = [60, 40, 20, 120, 60];
    const straight = texts.map((words, row): LayoutLine => {
      let x = 30;
      return {
        block: 0,
        words: words.map((text, i) => {
          const width = widths[i] ?? 0;
          x += width + 4;
          return { text, confidence: 90, box: { x: x - width - 4, y: 100 + row * 15, width, height: 10 } };
        }),
      };
    });
    const lines = lying(straight, turn, size);
    const copy = await copyOf(await scan(), [layout(400, 600, lines)]);
    // A space may stand for a line's end.
    expect((await textInViewer(copy)).replace(/\s+/g, ' ')).toBe(texts.flat().join(' '));
    const runs = (await runsInViewer(copy)).filter(({ str }) => str.trim() !== '');
    const vertical = Math.round(turn / 90) % 2 !== 0;
    for (const { words } of lines) {
      const { text, box: around } = words.at(-1) as LayoutWord;
      const { transform: [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0], width, height } = runs.find(({ str }) => str.trim() === text) as TextItem;
      // Poppler takes words to pieces that slant themselves.
      expect([a, b]).toContain(0);
      // As large as the word is: not as high as the upright box around its slant.
      expect(Math.abs(width - 60)).toBeLessThan(1);
      expect(Math.abs(height - 10)).toBeLessThan(0.5);
      // The middle lies half the width along, and three tenths of the height above the baseline.
      const [along, above] = [width / 2 / Math.hypot(a, b), 0.3];
      expect(Math.abs(e + a * along + c * above - around.x - around.width / 2)).toBeLessThan(vertical ? 0.5 : 1);
      expect(Math.abs(600 - f - b * along - d * above - around.y - around.height / 2)).toBeLessThan(vertical ? 1 : 0.5);
    }
    for (const engine of [processor, second]) {
      const found = (await fixture.layoutOf(engine, copy, 1)).lines.flatMap(({ words }) => words.map(({ text }) => text));
      expect(found.sort()).toEqual(texts.flat().sort());
    }
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

  it.each([90, 180, 270, 88, 182])('is made of a picture that must be turned by %s°, in the direction of reading', async (turn) => {
    const upright = turn === 182 || turn === 180 ? { width: 400, height: 600 } : { width: 600, height: 400 };
    const picture = createCanvas(400, 600).toBuffer('image/jpeg');
    const lines = lying(LINES, turn, upright);
    const bytes = await searchablePictures([{ bytes: picture, format: 'jpeg', dpi: 72, layout: layout(400, 600, lines) }]);
    expect((await textInViewer(bytes)).replace(/ +/g, ' ')).toBe(TEXT);
    const found = await fixture.layoutOf(second, bytes, 1);
    for (const line of found.lines) expect(Math.round((line.turn ?? 0) / 90) * 90).toBe(Math.round(turn / 90) * 90);
  });
});
