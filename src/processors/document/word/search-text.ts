import { textOf, type WordBlock, type WordCell, type WordTable } from './word-blocks';

/** A block as lines of text: a paragraph with what stands beside it, or the rows of a table; '' when there is none. */
export function blockText(block: WordBlock): string {
  if (block.kind === 'table') return tableText(block);
  const text = textOf(block);
  const lines = text.trim() === '' ? block.asides : [text, ...block.asides];
  return lines.join('\n');
}

/** Cells between tabs, a row a line; a merged cell stands where it begins. */
function tableText(table: WordTable): string {
  const lines: string[] = [];
  for (const { cells } of table.rows) {
    const shown = cells.map((cell) => {
      const texts: string[] = [];
      collectTexts(cell, texts);
      return texts.join(' ').replace(/\s+/g, ' ').trim();
    });
    if (shown.some(Boolean)) lines.push(shown.join('\t'));
  }
  return lines.join('\n');
}

/** The paragraphs of a cell and of the tables inside it; however deep these lie, each text is touched once. */
function collectTexts({ verticalMerge, blocks }: WordCell, texts: string[]): void {
  if (verticalMerge === 'continue') return;
  for (const block of blocks) {
    if (block.kind === 'table') for (const { cells } of block.rows) for (const cell of cells) collectTexts(cell, texts);
    else {
      const text = blockText(block);
      if (text !== '') texts.push(text);
    }
  }
}
