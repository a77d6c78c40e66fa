import type { OcrReport } from '../../../shared/model/report';
import { languageName } from '../../format/language-name';
import { countOf, formatCount } from '../../format/number';
import { sureWords } from '../../format/sure-words';

/** "3 of 12 pages, 94 % sure, in English" */
export function ocrLine({ pages, confidence, languages, statistics }: OcrReport, pageCount: number): string {
  const read = pages.filter((page) => page.skipped === null).length;
  const which = pageCount <= 1 ? null : read === pageCount ? `All ${countOf(pageCount, 'page')}` : `${formatCount(read)} of ${countOf(pageCount, 'page')}`;
  const sure = statistics.words === 0 ? 'no text found' : sureWords(confidence);
  const line = [which, sure, `in ${languages.map(languageName).join(', ')}`].filter((part) => part !== null).join(', ');
  return line.charAt(0).toUpperCase() + line.slice(1);
}
