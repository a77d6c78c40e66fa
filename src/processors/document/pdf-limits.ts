/** Further pages are counted, not read. */
export const MAX_PAGES = 5_000;

export function tooManyPages(pages: number): string[] {
  if (pages <= MAX_PAGES) return [];
  return [`Only the first ${MAX_PAGES.toLocaleString('en')} of ${pages.toLocaleString('en')} pages were read.`];
}
