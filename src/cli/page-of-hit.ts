const HIT_START = '\ue000';
const HIT_MARKS = /[\ue000\ue001]/g;

/**
 * The page on which the first hit of a snippet stands.
 *
 * @param text from its beginning, pages separated by a form feed
 * @param snippet hits between U+E000 and U+E001
 * @returns from 1; null when the text has no pages, or the hit is not in this part of it
 */
export function pageOfHit(text: string, snippet: string): number | null {
  if (!text.includes('\f')) return null;
  const marked = snippet.replace(/^…|…$/g, '');
  const at = text.indexOf(marked.replace(HIT_MARKS, ''));
  if (at < 0) return null;
  return text.slice(0, at + Math.max(0, marked.indexOf(HIT_START))).split('\f').length;
}
