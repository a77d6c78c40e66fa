import { t } from '../../shared/words/words';
/** Further pages are counted, not read. */
export const MAX_PAGES = 5_000;

export function tooManyPages(pages: number): string[] {
  if (pages <= MAX_PAGES) return [];
  return [t('Only the first {most, number} of {pages, number} pages were read.', { most: MAX_PAGES, pages })];
}
