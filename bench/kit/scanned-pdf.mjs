import { PDFDocument } from '@cantoo/pdf-lib';
import { readFileSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';

const POINTS_AN_INCH = 72;
const QUALITY = 90;

/** Pictures of pages as a scanner's program binds them: one JPEG a page, as large as the paper was. */
export async function writeScannedPdf(path, pages) {
  const doc = await PDFDocument.create();
  for (const page of pages) {
    const bytes = page.path.endsWith('.jpg') ? readFileSync(page.path) : await sharp(page.path).jpeg({ quality: QUALITY }).toBuffer();
    const picture = await doc.embedJpg(bytes);
    const [width, height] = [page.width, page.height].map((pixels) => (pixels * POINTS_AN_INCH) / page.dpi);
    doc.addPage([width, height]).drawImage(picture, { x: 0, y: 0, width, height });
  }
  writeFileSync(path, await doc.save());
}
