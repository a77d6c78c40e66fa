import { t } from '../../shared/words/words';

/** "a, b and c", "a, b or c". */
export function joinWords(parts: readonly string[], word: 'and' | 'or'): string {
  const last = parts.at(-1) ?? '';
  if (parts.length < 2) return last;
  const others = parts.slice(0, -1).join(', ');
  return word === 'and' ? t('{others} and {last}', { others, last }) : t('{others} or {last}', { others, last });
}
