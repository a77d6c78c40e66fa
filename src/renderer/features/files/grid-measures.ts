/** Heights in pixels. */
export const HEAD = 28;
const ROW = 32;
const ROW_WITH_SNIPPET = 52;

export function rowHeightOf(hasSnippets: boolean): number {
  return hasSnippets ? ROW_WITH_SNIPPET : ROW;
}
