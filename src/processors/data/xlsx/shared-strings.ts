import { scanXml } from '../../office-kit/scan-xml';
import type { ZipParts } from '../../office-kit/zip-parts';

/** UTF-16 units of all strings together that are kept; a workbook with more shows "…" for the rest. */
const MAX_UNITS = 32e6;

/** The table of strings that cells point into. Phonetic hints are no text. */
export async function readSharedStrings(parts: ZipParts, part: string | null): Promise<string[]> {
  if (!part) return [];
  const strings: string[] = [];
  let current = '';
  let isText = false;
  let inPhonetic = false;
  let units = 0;
  await scanXml(parts, part, {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 'rPh') inPhonetic = true;
      else if (name === 't') isText = !inPhonetic;
    },
    close(name) {
      if (name === 't') isText = false;
      else if (name === 'rPh') inPhonetic = false;
      else if (name === 'si') {
        units += current.length;
        strings.push(units <= MAX_UNITS ? current : '…');
      }
    },
    text(text) {
      if (isText && units <= MAX_UNITS) current += text;
    },
  });
  return strings;
}
