import { t } from '../../shared/words/words';
/** Further pages are counted, not read. */
export const MAX_PAGES = 5_000;

export function tooManyPages(pages: number): string[] {
  if (pages <= MAX_PAGES) return [];
  return [t('Only the first {value} of {value2} pages were read.', { value: MAX_PAGES.toLocaleString('en'), value2: pages.toLocaleString('en') })];
}
