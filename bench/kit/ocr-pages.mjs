import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { randomNumbers } from './numbers.mjs';
import {
  addNoise, bleedThrough, blur, invert, lightUnevenly, lowerContrast, saltAndPepper, scaleTo, showScanEdges, skew, toBlackAndWhite, turn, yellow,
} from './page-damage.mjs';
import { DPI, MARGIN, WIDTH, takeSheet } from './paper.mjs';
import { proseFrom } from './prose.mjs';

/** Pixels between columns. */
const GUTTER = 100;

function proseOf(seed) {
  const random = randomNumbers(seed * 15_485_863 + 3);
  for (let i = 0; i < 20; i += 1) random();
  return proseFrom(random);
}

function prosePage(seed, face, points) {
  const sheet = takeSheet();
  const text = sheet.fill(proseOf(seed), { face, points });
  return { page: sheet.grey(), text };
}

function columnsPage(seed, count, points) {
  const sheet = takeSheet();
  const prose = proseOf(seed);
  const heading = `${prose.title()}, its rivers and its trades`;
  sheet.text(heading, MARGIN, MARGIN, 'bold', 18);
  const width = (WIDTH - 2 * MARGIN - (count - 1) * GUTTER) / count;
  const texts = Array.from({ length: count }, (_, i) => MARGIN + i * (width + GUTTER)).map((left) =>
    sheet.fill(prose, { left, right: left + width, top: MARGIN + 160, face: 'serif', points }),
  );
  return { page: sheet.grey(), text: [heading, ...texts].join('\n\n') };
}

function tablePage(seed) {
  const sheet = takeSheet();
  const prose = proseOf(seed);
  const heading = 'Stock list of the northern warehouse';
  sheet.text(heading, MARGIN, MARGIN, 'bold', 16);
  const edges = [MARGIN, 700, 1_150, 1_550, 1_900, WIDTH - MARGIN];
  const [top, step] = [MARGIN + 170, 110];
  const rows = [['Article', 'Number', 'Price', 'Stock', 'Shelf']];
  for (let i = 0; i < 22; i += 1) rows.push([prose.good(), prose.number(), prose.price(), String(prose.between(12, 990)), prose.shelf()]);
  for (const [index, row] of rows.entries()) {
    for (const [column, cell] of row.entries()) sheet.text(cell, edges[column] + 24, top + index * step + 30, 'sans', 11);
  }
  const bottom = top + rows.length * step;
  for (let y = top; y <= bottom; y += step) sheet.rule(edges[0], y, edges.at(-1), y, 4);
  for (const x of edges) sheet.rule(x, top, x, bottom, 4);
  return { page: sheet.grey(), text: [heading, ...rows.map((row) => row.join(' '))].join('\n') };
}

/** Lines with more in them than words. */
const MARKED = [
  'INVOICE No. 2024/0815-B \u2013 due on 31/12/2024 (net 30 days)',
  'Subtotal: \u00a31,284.50; VAT at 20%: \u00a3256.90; total: \u00a31,541.40',
  'Contact: accounts@whitfield-sons.example, tel. +44 20 7946 0018, ext. 12',
  '\u201cIt is, I think, half-finished,\u201d said the clerk; \u201cwe can\u2019t send it!\u201d',
  'See https://example.org/orders?id=4711&page=2 for terms and conditions.',
  'Size: 12.5 x 8 x 3 cm; weight: 0.75 kg; temperature: -18 to +4 degrees',
  'Why not? Because A/B testing (cf. section 3.2) showed a 7:1 ratio.',
  'IBAN GB29 NWBK 6016 1331 9268 19, BIC NWBKGB2L, reference RF18-5390-0754',
];

function markedPage() {
  const sheet = takeSheet();
  for (const [i, line] of MARKED.entries()) sheet.text(line, MARGIN, MARGIN + i * 110, i % 2 === 0 ? 'sans' : 'serif', 11);
  return { page: sheet.grey(), text: MARKED.join('\n') };
}

function fewWordsPage() {
  const sheet = takeSheet();
  const text = 'This page is left blank on purpose.';
  sheet.text(text, MARGIN, 1_500, 'serif', 12);
  return { page: sheet.grey(), text };
}

const changed = async ({ page, text }, change) => ({ page: await change(page), text });

/**
 * Name, dots per inch and picture of each page. `core`: the seventeen that the goals speak of; the others are further
 * shades of the same damages.
 */
const PAGES = [
  { name: 'clean', core: true, make: () => prosePage(1, 'serif', 11) },
  { name: 'small type', core: true, make: () => prosePage(2, 'sans', 6.5) },
  { name: 'two columns', core: true, make: () => columnsPage(3, 2, 10) },
  { name: 'table', core: true, make: () => tablePage(4) },
  { name: '150 dpi', core: true, dpi: 150, make: () => changed(prosePage(5, 'sans', 11), (page) => scaleTo(page, 150 / DPI)) },
  { name: '100 dpi', core: true, dpi: 100, make: () => changed(prosePage(6, 'wide', 12), (page) => scaleTo(page, 100 / DPI)) },
  { name: 'noise', core: true, make: () => changed(prosePage(7, 'serif', 11), (page) => addNoise(page, 7, 38)) },
  { name: 'salt and pepper', core: true, make: () => changed(prosePage(8, 'sans', 11), (page) => saltAndPepper(page, 8, 0.06)) },
  { name: 'JPEG', core: true, dpi: 200, quality: 18, make: () => changed(prosePage(9, 'wideSerif', 10), (page) => scaleTo(page, 200 / DPI)) },
  { name: 'blur', core: true, make: () => changed(prosePage(10, 'sans', 11), (page) => blur(page, 3.2)) },
  { name: 'low contrast', core: true, make: () => changed(prosePage(11, 'sans', 11), (page) => lowerContrast(page, 170, 205)) },
  { name: 'skew 2°', core: true, make: () => changed(prosePage(12, 'serif', 11), (page) => skew(page, 2)) },
  { name: 'skew −5°', core: true, make: () => changed(prosePage(13, 'sans', 10), (page) => skew(page, -5)) },
  { name: 'turned 90°', core: true, isTurned: true, make: () => changed(prosePage(14, 'serif', 11), (page) => turn(page, 90)) },
  { name: 'uneven light', core: true, make: () => changed(prosePage(15, 'serif', 11), (page) => lightUnevenly(page, 15)) },
  { name: 'yellowed', core: true, make: () => changed(prosePage(16, 'wideSerif', 10), (page) => yellow(page, 16)) },
  { name: 'blank', core: true, make: () => ({ page: addNoise(takeSheet().grey(), 17, 3), text: '' }) },
  { name: 'skew −2°', make: () => changed(prosePage(18, 'sans', 10), (page) => skew(page, -2)) },
  { name: 'skew 5°', make: () => changed(prosePage(19, 'serif', 11), (page) => skew(page, 5)) },
  { name: 'turned 180°', isTurned: true, make: () => changed(prosePage(20, 'sans', 10), (page) => turn(page, 180)) },
  { name: 'inverted', make: () => changed(prosePage(22, 'sans', 11), invert) },
  { name: 'bleed-through', make: () => changed(prosePage(23, 'serif', 11), (page) => bleedThrough(page, prosePage(99, 'serif', 11).page)) },
  { name: 'three columns', make: () => columnsPage(30, 3, 9) },
  { name: 'marks and figures', make: markedPage },
  { name: 'few words', make: fewWordsPage },
  { name: 'fax', dpi: 200, make: () => changed(prosePage(31, 'serif', 12), async (page) => toBlackAndWhite(await scaleTo(page, 200 / DPI))) },
  { name: 'dark and noisy', make: () => changed(prosePage(32, 'sans', 11), (page) => addNoise(lowerContrast(page, 20, 90), 32, 9)) },
  { name: 'uneven and skewed', make: () => changed(prosePage(33, 'sans', 11), async (page) => lightUnevenly(await skew(page, 3), 33)) },
  { name: 'turned 270°, 150 dpi', dpi: 150, isTurned: true, make: () => changed(prosePage(34, 'wide', 10), async (page) => turn(await scaleTo(page, 150 / DPI), 270)) },
  { name: 'scan edges', make: () => changed(prosePage(24, 'serif', 11), (page) => showScanEdges(page, 24)) },
];

/**
 * Draws pages and writes them as PNG, the JPEG one as JPEG.
 *
 * @param {(page: { name: string, core?: boolean }) => boolean} wanted
 * @returns {Promise<{ name: string, core: boolean, isTurned: boolean, path: string, dpi: number, text: string }[]>}
 */
export async function writePages(folder, wanted = () => true) {
  const written = [];
  for (const { name, core = false, isTurned = false, dpi = DPI, quality, make } of PAGES.filter(wanted)) {
    const { page, text } = await make();
    const { data, width, height, channels = 1 } = page;
    const image = sharp(data, { raw: { width, height, channels } }).withMetadata({ density: dpi });
    const grey = channels === 1 ? image.toColourspace('b-w') : image;
    const bytes = await (quality === undefined ? grey.png({ compressionLevel: 2 }) : grey.jpeg({ quality })).toBuffer();
    const path = join(folder, `${String(written.length).padStart(2, '0')}-${name.replaceAll(/[^\w]+/g, '-')}.${quality === undefined ? 'png' : 'jpg'}`);
    writeFileSync(path, bytes);
    written.push({ name, core, isTurned, path, dpi, text, width, height });
  }
  return written;
}
