import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';

const FONT = 'Liberation of the tests';
let isRegistered = false;

/** Lines of text drawn as a person would see them on paper at 150 dots per inch; PNG. */
export async function pictureOfText(lines: readonly string[], { width = 1240, height = 400 } = {}): Promise<Buffer> {
  if (!isRegistered) {
    const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
    GlobalFonts.registerFromPath(join(folder, 'standard_fonts', 'LiberationSans-Regular.ttf'), FONT);
    isRegistered = true;
  }
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#000000';
  context.font = `36px "${FONT}"`;
  lines.forEach((line, index) => context.fillText(line, 80, 90 + index * 60));
  return canvas.encode('png');
}

/** A PDF whose pages are pictures of text and nothing else: what a scanner makes. */
export async function scannedPdf(pages: readonly (readonly string[])[]): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (const lines of pages) {
    const picture = await document.embedPng(await pictureOfText(lines));
    const page = document.addPage([595, 192]);
    page.drawImage(picture, { x: 0, y: 0, width: 595, height: 192 });
  }
  return Buffer.from(await document.save());
}
