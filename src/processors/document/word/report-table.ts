import type { WordReport } from '../../../shared/model/report';
import type { ListBudget } from './list-budget';
import { textOf, type WordCell, type WordRow, type WordTable } from './word-blocks';

type ReportedTable = WordReport['tables'][number];
type Span = ReportedTable['spans'][number];

/** What listing a table, a row, a place and a cell that spans several takes beside their text. */
const TABLE_UNITS = 200;
const ROW_UNITS = 24;
const PLACE_UNITS = 8;
const SPAN_UNITS = 60;

/** A cell that goes on in the rows below, by the column it begins in. */
interface Pillar {
  readonly text: string;
  readonly span: Span;
}

/**
 * Adds a table of the body, and after it the tables inside its cells, to the list of a report. Where the budget ends,
 * the list of places and rows ends; the dimensions are of the whole table.
 */
export function reportTable(table: WordTable, tables: ReportedTable[], budget: ListBudget, depth = 0): void {
  if (!budget.take(TABLE_UNITS)) return;
  const report: ReportedTable = {
    index: tables.length,
    rows: [],
    dimensions: { rows: table.rows.length, columns: table.gridColumns > 0 ? table.gridColumns : widestRow(table) },
    spans: [],
    depth,
    nested: [],
  };
  tables.push(report);
  const spans: Span[] = [];
  let pillars = new Map<number, Pillar>();
  for (const [rowIndex, row] of table.rows.entries()) {
    if (!budget.take(ROW_UNITS)) break;
    const places: string[] = [];
    report.rows.push(places);
    /** False when there was no room for all of it. */
    const put = (text: string, count: number): boolean => {
      for (let i = 0; i < count; i += 1) {
        if (!budget.take(text.length + PLACE_UNITS)) return false;
        places.push(text);
      }
      return true;
    };
    const pillarsHere = new Map<number, Pillar>();
    let last: Pillar | null = null;
    let hasRoom = put('', row.columnsBefore);
    for (const cell of row.cells) {
      if (!hasRoom) break;
      const column = places.length;
      const isSpanning = cell.span > 1 || cell.verticalMerge !== 'none' || cell.isHorizontallyMerged;
      if (isSpanning && !budget.take(SPAN_UNITS)) break;
      if (cell.isHorizontallyMerged && last) {
        last.span.columnSpan += cell.span;
        hasRoom = put(last.text, cell.span);
        continue;
      }
      const above = cell.verticalMerge === 'continue' ? pillars.get(column) : undefined;
      if (above) above.span.rowSpan = rowIndex - above.span.row + 1;
      else reportNested(cell, rowIndex, column, report, tables, budget);
      const here = above ?? { text: cellText(cell), span: { row: rowIndex, column, rowSpan: 1, columnSpan: cell.span } };
      if (!above) spans.push(here.span);
      if (cell.verticalMerge !== 'none') pillarsHere.set(column, here);
      hasRoom = put(here.text, cell.span);
      last = here;
    }
    if (hasRoom) put('', row.columnsAfter);
    pillars = pillarsHere;
  }
  report.spans = spans.filter(({ rowSpan, columnSpan }) => rowSpan > 1 || columnSpan > 1);
}

function reportNested(cell: WordCell, row: number, column: number, outer: ReportedTable, tables: ReportedTable[], budget: ListBudget): void {
  const indexes: number[] = [];
  for (const block of cell.blocks) {
    if (block.kind !== 'table') continue;
    const index = tables.length;
    reportTable(block, tables, budget, outer.depth + 1);
    if (tables.length > index) indexes.push(index);
  }
  if (indexes.length > 0) outer.nested.push({ row, column, tables: indexes });
}

function widestRow({ rows }: WordTable): number {
  let widest = 0;
  for (const row of rows) widest = Math.max(widest, widthOf(row));
  return widest;
}

function widthOf({ columnsBefore, columnsAfter, cells }: WordRow): number {
  let width = columnsBefore + columnsAfter;
  for (const { span } of cells) width += span;
  return width;
}

/** The cell's own paragraphs; tables inside it are listed by themselves. */
function cellText(cell: WordCell): string {
  const lines: string[] = [];
  for (const block of cell.blocks) if (block.kind === 'paragraph') lines.push(textOf(block));
  return lines.join('\n').trim();
}
