import type { WordReport } from '../../../shared/model/report';
import type { ListBudget } from '../word/list-budget';
import type { MammothElement } from '../word/preview/mammoth-elements';

const MAX_SPAN = 1_000;
/** What listing a table, a row, a cell and a place takes beside their text. */
const TABLE_UNITS = 200;
const ROW_UNITS = 24;
const CELL_UNITS = 60;
const PLACE_UNITS = 8;

/**
 * A table of mammoth's tree; a cell's text stands in every place that it covers. Null, or its first rows, where the
 * budget ends; the dimensions are of what is listed.
 */
export function readMammothTable(table: MammothElement, index: number, budget: ListBudget): WordReport['tables'][number] | null {
  if (!budget.take(TABLE_UNITS)) return null;
  const rows: string[][] = [];
  const spans: WordReport['tables'][number]['spans'] = [];
  let hasRoom = true;
  for (const [row, { children = [] }] of (table.children ?? []).entries()) {
    if (!hasRoom || !budget.take(ROW_UNITS)) break;
    const places = (rows[row] ??= []);
    let column = 0;
    for (const cell of children) {
      while (places[column] !== undefined) column += 1;
      const text = textOfCell(cell);
      const rowSpan = Math.min(cell.rowSpan ?? 1, (table.children ?? []).length - row);
      const columnSpan = Math.min(Math.max(cell.colSpan ?? 1, 1), MAX_SPAN);
      hasRoom = budget.take(CELL_UNITS + rowSpan * columnSpan * (text.length + PLACE_UNITS));
      if (!hasRoom) break;
      for (let down = 0; down < rowSpan; down += 1) {
        const line = (rows[row + down] ??= []);
        for (let right = 0; right < columnSpan; right += 1) line[column + right] = text;
      }
      if (rowSpan > 1 || columnSpan > 1) spans.push({ row, column, rowSpan, columnSpan });
    }
  }
  let columns = 0;
  for (const { length } of rows) columns = Math.max(columns, length);
  const whole = rows.map((places) => Array.from(places, (text) => text ?? ''));
  return { index, rows: whole, dimensions: { rows: whole.length, columns }, spans, depth: 0, nested: [] };
}

/** Cells between tabs, a row a line; a cell that spans several places stands where it begins. */
export function rowsOfText({ children: rows = [] }: MammothElement): string {
  return rows.map(({ children: cells = [] }) => `${cells.map((cell) => textOfCell(cell).replace(/\s+/g, ' ')).join('\t')}\n`).join('');
}

function textOfCell({ children = [] }: MammothElement): string {
  return children.filter(({ type }) => type === 'paragraph').map(textIn).join('\n').trim();
}

/** The text inside an element, with tabs and line ends where they stand. */
export function textIn(element: MammothElement): string {
  if (element.type === 'text') return element.value ?? '';
  if (element.type === 'tab') return '\t';
  if (element.type === 'break') return '\n';
  return (element.children ?? []).map(textIn).join('');
}
