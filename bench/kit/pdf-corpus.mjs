import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomNumbers } from './numbers.mjs';
import { PAGE_KINDS, PAPERS, startPage } from './pdf-pages.mjs';
import { MANNERS, penFor } from './pdf-pen.mjs';
import { proseFrom } from './prose.mjs';

const FACES = [
  { regular: 'Helvetica', bold: 'HelveticaBold', italic: 'HelveticaOblique', mono: 'Courier' },
  { regular: 'TimesRoman', bold: 'TimesRomanBold', italic: 'TimesRomanItalic', mono: 'Courier' },
  { regular: 'Courier', bold: 'CourierBold', italic: 'CourierOblique', mono: 'Courier' },
];
/** As reports are: mostly prose, every other page or so with a table or with what only looks like one. */
const ORDER = [
  'prose', 'ruled', 'columns', 'list', 'aligned', 'prose', 'wide', 'contents', 'columns', 'both', 'letter', 'chart', 'ruled', 'prose', 'listing',
  'aligned', 'threeColumns', 'contract', 'turned', 'prose', 'index', 'both', 'verse', 'aligned', 'tableInColumn',
];

/**
 * A report of `pageCount` pages: the same for the same `seed`.
 *
 * @returns {Promise<{ bytes: Uint8Array, truth: { title: string, author: string, pages: { text: string, tables: object[], hasOneOrder: boolean }[] } }>}
 */
export async function makeReport(seed, pageCount, { useObjectStreams = seed % 2 === 0, encrypt } = {}) {
  const random = randomNumbers(seed * 7_919 + 17);
  // The first figures of neighbouring seeds are alike.
  for (let i = 0; i < 20; i += 1) random();
  const prose = proseFrom(random);
  const doc = await PDFDocument.create();
  const faces = FACES[seed % 9 === 8 ? 2 : seed % 2];
  const fonts = Object.fromEntries(
    await Promise.all(Object.entries(faces).map(async ([role, name]) => [role, await doc.embedFont(StandardFonts[name])])),
  );
  const truth = { title: `${prose.title()}, volume ${seed}`, author: prose.pick(['Ada Whitfield', 'Jonas Keller', 'María Ibáñez', 'Zoë Marsh']), pages: [] };
  doc.setTitle(truth.title);
  doc.setAuthor(truth.author);
  doc.setSubject('A report made for measuring');
  const running = `${truth.title} \u2013 ${truth.author}`;
  const isShuffled = seed % 4 === 3;
  const manner = MANNERS[seed % MANNERS.length];
  const size = 9 + (seed % 4);
  for (let i = 0; i < pageCount; i += 1) {
    const kind = ORDER[(i + seed * 5) % ORDER.length];
    const pen = penFor(doc, manner, PAPERS[kind] ?? 'upright');
    const page = startPage({ pen, fonts, prose, size: faces.regular === 'Courier' ? 9 : size, running, number: i + 1, count: pageCount });
    PAGE_KINDS[kind](page);
    truth.pages.push({ ...page.end(), kind });
    pen.finish(isShuffled ? random : undefined);
  }
  if (encrypt) doc.encrypt(encrypt);
  return { bytes: await doc.save({ useObjectStreams }), truth };
}

/** `pages` pages in `files` files of many lengths. */
export async function writeReports(folder, { files, pages }) {
  const counts = Array.from({ length: files }, (_, i) => Math.max(1, Math.round((pages / files) * (0.2 + (1.6 * i) / (files - 1 || 1)))));
  counts[files - 1] += pages - counts.reduce((total, count) => total + count, 0);
  const reports = [];
  for (const [i, count] of counts.entries()) {
    const { bytes, truth } = await makeReport(i + 1, count);
    const path = join(folder, `report-${String(i + 1).padStart(2, '0')}.pdf`);
    writeFileSync(path, bytes);
    reports.push({ path, bytes, truth });
  }
  return reports;
}
