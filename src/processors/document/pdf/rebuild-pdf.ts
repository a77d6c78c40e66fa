import { unpackObjectStreams } from './object-streams';

const OBJECT = /(\d{1,10})\s+\d{1,5}\s+obj\b/g;
/** So far the dictionary of an object is looked for. */
const DICTIONARY_UNITS = 4096;
const MAX_UNPACKED_BYTES = 64e6;
const MAX_PAGES = 5_000;

/**
 * A PDF whose end is missing, or whose table of contents is, made whole again from the objects that are there: with
 * the catalogue it has, or a new page tree over the pages found. Null when there is no page.
 */
export function rebuildPdf(bytes: Buffer): Buffer | null {
  const text = bytes.toString('latin1');
  // Only a table at the missing end would point into these.
  const unpacked = [...unpackObjectStreams(bytes, MAX_UNPACKED_BYTES)];
  const objects = [...dictionaries(text), ...unpacked.map(({ number, body }) => ({ number, dictionary: body }))];
  const catalogues = objects.filter(({ dictionary }) => /\/Type\s*\/Catalog\b/.test(dictionary));
  const pages = objects.filter(({ dictionary }) => /\/Type\s*\/Page\b(?!s)/.test(dictionary)).slice(0, MAX_PAGES);
  if (pages.length === 0) return null;

  const present = new Set(objects.map(({ number }) => number));
  const whole = catalogues.find(({ dictionary }) => {
    const root = /\/Pages\s+(\d+)\s+\d+\s+R/.exec(dictionary)?.[1];
    return root !== undefined && present.has(Number(root));
  });
  const added = unpacked.map(({ number, body }) => `${number} 0 obj\n${body}\nendobj\n`);
  let root = whole?.number;
  if (root === undefined) {
    root = 1;
    for (const number of present) root = Math.max(root, number + 1);
    const kids = [...new Set(pages.map(({ number }) => number))].map((number) => `${number} 0 R`);
    added.push(
      `${root} 0 obj\n<< /Type /Catalog /Pages ${root + 1} 0 R >>\nendobj\n`,
      `${root + 1} 0 obj\n<< /Type /Pages /Count ${kids.length} /Kids [${kids.join(' ')}] >>\nendobj\n`,
    );
  }
  // In front, because a reader that searches for objects jumps from a broken table at the end to the trailer.
  const start = `%PDF-1.7\n${added.join('')}`;
  // A trailer that was cut off is taken to go on until this word.
  const end = `\nendstream\nendobj\nstartxref\n0\ntrailer\n<< /Root ${root} 0 R >>\nstartxref\n0\n%%EOF\n`;
  return Buffer.concat([Buffer.from(start, 'latin1'), bytes, Buffer.from(end, 'latin1')]);
}

/** No part of the file is in two of them. */
function* dictionaries(text: string): Generator<{ number: number; dictionary: string }> {
  let open: { number: number; start: number } | null = null;
  for (const match of text.matchAll(OBJECT)) {
    if (open) yield { number: open.number, dictionary: dictionaryBetween(text, open.start, match.index) };
    open = { number: Number(match[1]), start: match.index + match[0].length };
  }
  if (open) yield { number: open.number, dictionary: dictionaryBetween(text, open.start, text.length) };
}

function dictionaryBetween(text: string, start: number, next: number): string {
  const piece = text.slice(start, Math.min(start + DICTIONARY_UNITS, next));
  const end = piece.search(/endobj|\bstream\r?\n/);
  return end < 0 ? piece : piece.slice(0, end);
}
