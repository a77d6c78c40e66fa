import type { PageLayout } from '../../../../shared/model/page-layout';
import type { WordOffset } from './nearest-word';

/** The text between two places of a page, in reading order: lines as lines, an empty line between blocks of OCR. */
export function copiedText({ lines, source }: PageLayout, one: WordOffset, other: WordOffset): string {
  const isForward = one.word < other.word || (one.word === other.word && one.offset <= other.offset);
  const [first, last] = isForward ? [one, other] : [other, one];
  let number = 0;
  let text = '';
  let blockBefore: number | null = null;
  for (const { block, words } of lines) {
    const parts: string[] = [];
    for (const word of words) {
      const start = number === first.word ? first.offset : 0;
      const end = number === last.word ? last.offset : word.text.length;
      if (number >= first.word && number <= last.word) parts.push(word.text.slice(start, end));
      number += 1;
    }
    if (parts.length === 0) continue;
    if (blockBefore !== null) text += source === 'ocr' && block !== blockBefore ? '\n\n' : '\n';
    text += parts.join(' ');
    blockBefore = block;
  }
  return text;
}
