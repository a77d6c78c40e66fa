import type { OcrReport } from '../../../shared/model/report';
import { languageName } from '../../format/language-name';
import { sureWords } from '../../format/sure-words';
import { t } from '../../../shared/words/words';

/** "3 of 12 pages, 94 % sure, in English" */
export function ocrLine({ pages, confidence, languages, statistics }: OcrReport, pageCount: number): string {
  const read = pages.filter((page) => page.skipped === null).length;
  const which = pageCount <= 1 ? null : read === pageCount ? t('All {pageCount, plural, one {# page} other {# pages}}', { pageCount }) : t('{read, number} of {pageCount, plural, one {# page} other {# pages}}', { read, pageCount });
  const sure = statistics.words === 0 ? t('no text found') : sureWords(confidence);
  const line = [which, sure, t('in {languages}', { languages: languages.map(languageName).join(', ') })].filter((part) => part !== null).join(', ');
  return line.charAt(0).toUpperCase() + line.slice(1);
}
