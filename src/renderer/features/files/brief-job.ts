import { t } from '../../../shared/words/words';

/** In any language: what names OCR before the colon and counts after it. */
const PAGES_BY_OCR = /OCR.*: (\d[\d,.]*) \S+ (\d[\d,.]*) /;

/** What is being done to a file in the few letters that a row has: "OCR 12 of 60" for "Reading by OCR: 12 of 60 pages". */
export function briefJob(label: string): string {
  const [, read, pages] = PAGES_BY_OCR.exec(label) ?? [];
  return read === undefined || pages === undefined ? label : t('OCR {read} of {pages}', { read, pages });
}
