import { inflateSync } from 'node:zlib';

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
  const unpacked = unpackObjectStreams(bytes, text);
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
    root = Math.max(...present) + 1;
    const kids = [...new Set(pages.map(({ number }) => number))].map((number) => `${number} 0 R`);
    added.push(
      `${root} 0 obj\n<< /Type /Catalog /Pages ${root + 1} 0 R >>\nendobj\n`,
      `${root + 1} 0 obj\n<< /Type /Pages /Count ${kids.length} /Kids [${kids.join(' ')}] >>\nendobj\n`,
    );
  }
  // In front, because a reader that searches for objects jumps from a broken table at the end to the trailer.
  const start = `%PDF-1.7\n${added.join('')}`;
  const end = `\nendstream\nendobj\ntrailer\n<< /Root ${root} 0 R >>\nstartxref\n0\n%%EOF\n`;
  return Buffer.concat([Buffer.from(start, 'latin1'), bytes, Buffer.from(end, 'latin1')]);
}

function* dictionaries(text: string): Generator<{ number: number; dictionary: string }> {
  for (const match of text.matchAll(OBJECT)) {
    const start = match.index + match[0].length;
    const piece = text.slice(start, start + DICTIONARY_UNITS);
    const end = piece.search(/endobj|\bstream\r?\n/);
    yield { number: Number(match[1]), dictionary: end < 0 ? piece : piece.slice(0, end) };
  }
}

/** The objects inside compressed object streams, which only a table at the missing end would point into. */
function unpackObjectStreams(bytes: Buffer, text: string): { number: number; body: string }[] {
  const found: { number: number; body: string }[] = [];
  let unpackedBytes = 0;
  for (const match of text.matchAll(/\/Type\s*\/ObjStm\b/g)) {
    const start = text.lastIndexOf('obj', match.index);
    const dictionaryEnd = text.indexOf('stream', match.index);
    if (start < 0 || dictionaryEnd < 0) continue;
    const dictionary = text.slice(start, dictionaryEnd);
    const count = Number(/\/N\s+(\d+)/.exec(dictionary)?.[1] ?? 0);
    const first = Number(/\/First\s+(\d+)/.exec(dictionary)?.[1] ?? 0);
    const dataStart = dictionaryEnd + (/^stream\r?\n/.exec(text.slice(dictionaryEnd, dictionaryEnd + 8))?.[0].length ?? 7);
    const dataEnd = text.indexOf('endstream', dataStart);
    try {
      const maxOutputLength = MAX_UNPACKED_BYTES - unpackedBytes;
      if (maxOutputLength <= 0) break;
      const body = inflateSync(bytes.subarray(dataStart, dataEnd < 0 ? undefined : dataEnd), { maxOutputLength }).toString('latin1');
      unpackedBytes += body.length;
      const numbers = body.slice(0, first).trim().split(/\s+/).map(Number);
      for (let i = 0; i < count && 2 * i + 1 < numbers.length; i += 1) {
        const from = first + (numbers[2 * i + 1] as number);
        const to = 2 * i + 3 < numbers.length ? first + (numbers[2 * i + 3] as number) : undefined;
        found.push({ number: numbers[2 * i] as number, body: body.slice(from, to) });
      }
    } catch {
      // cut off, encrypted or not deflated: its objects are lost
    }
  }
  return found;
}
