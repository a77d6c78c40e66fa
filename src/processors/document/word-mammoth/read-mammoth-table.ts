import type { WordReport } from '../../../shared/model/report';
import type { MammothElement } from '../word/preview/mammoth-elements';

const MAX_SPAN = 1_000;

/** A table of mammoth's tree; a cell's text stands in every place that it covers. */
export function readMammothTable(table: MammothElement, index: number): WordReport['tables'][number] {
  const rows: string[][] = [];
  const spans: WordReport['tables'][number]['spans'] = [];
  for (const [row, { children = [] }] of (table.children ?? []).entries()) {
    const places = (rows[row] ??= []);
    let column = 0;
    for (const cell of children) {
      while (places[column] !== undefined) column += 1;
      const text = (cell.children ?? []).filter(({ type }) => type === 'paragraph').map(textIn).join('\n').trim();
      const rowSpan = Math.min(cell.rowSpan ?? 1, (table.children ?? []).length - row);
      const columnSpan = Math.min(Math.max(cell.colSpan ?? 1, 1), MAX_SPAN);
      for (let down = 0; down < rowSpan; down += 1) {
        const line = (rows[row + down] ??= []);
        for (let right = 0; right < columnSpan; right += 1) line[column + right] = text;
      }
      if (rowSpan > 1 || columnSpan > 1) spans.push({ row, column, rowSpan, columnSpan });
    }
  }
  const columns = Math.max(0, ...rows.map((places) => places.length));
  const whole = rows.map((places) => Array.from({ length: places.length }, (_, column) => places[column] ?? ''));
  return { index, rows: whole, dimensions: { rows: whole.length, columns }, spans, depth: 0, nested: [] };
}

/** The text inside an element, with tabs and line ends where they stand. */
export function textIn(element: MammothElement): string {
  if (element.type === 'text') return element.value ?? '';
  if (element.type === 'tab') return '\t';
  if (element.type === 'break') return '\n';
  return (element.children ?? []).map(textIn).join('');
}
