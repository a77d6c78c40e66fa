import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The size of the letters of a scan, pixels: about 12 points at 200 dots per inch. */
const LETTERS = 34;

/** A document with a text of its own, one list of lines for each page. */
export async function textPdf(pages: readonly (readonly string[])[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.TimesRoman);
  for (const lines of pages) {
    const page = document.addPage([595, 842]);
    lines.forEach((line, at) => page.drawText(line, { x: 60, y: 760 - at * 26, size: at === 0 ? 20 : 12, font }));
  }
  return document.save();
}

/** A picture of lines of text; words in braces are printed over one another, so that no reader can be sure of them. */
export function scannedPage(lines: readonly string[]): Buffer {
  useFont();
  const canvas = createCanvas(1240, 1754);
  const pen = canvas.getContext('2d');
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, 1240, 1754);
  pen.fillStyle = 'black';
  pen.font = `${LETTERS}px Scan`;
  lines.forEach((line, at) => {
    const y = 180 + at * 80;
    let x = 120;
    for (const word of line.split(' ')) {
      const plain = word.replaceAll(/[{}]/g, '');
      pen.fillText(plain, x, y);
      if (word !== plain) pen.fillText([...plain].reverse().join(''), x + 3, y - 6);
      x += pen.measureText(plain).width + 12;
    }
  });
  return canvas.toBuffer('image/png');
}

/** A document of pictures only. */
export async function scannedPdf(pages: readonly (readonly string[])[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (const lines of pages) {
    const picture = await document.embedPng(scannedPage(lines));
    document.addPage([595, 842]).drawImage(picture, { x: 0, y: 0, width: 595, height: 842 });
  }
  return document.save();
}

/** The same letters on every machine. */
function useFont(): void {
  const fonts = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'standard_fonts');
  GlobalFonts.registerFromPath(join(fonts, 'LiberationSans-Regular.ttf'), 'Scan');
}
