import type { WordReport } from '../../../shared/model/report';
import type { ListBudget } from './list-budget';
import { textOf, type WordCell, type WordTable } from './word-blocks';

type ReportedTable = WordReport['tables'][number];
type Span = ReportedTable['spans'][number];

/** What listing a table and a cell takes beside their text. */
const TABLE_UNITS = 200;
const CELL_UNITS = 8;

/** A cell that goes on in the rows below, by the column it begins in. */
interface Pillar {
  readonly text: string;
  readonly span: Span;
}

/** Adds a table of the body, and after it the tables inside its cells, to the list of a report. */
export function reportTable(table: WordTable, tables: ReportedTable[], budget: ListBudget, depth = 0): void {
  if (!budget.take(TABLE_UNITS)) return;
  const report: ReportedTable = {
    index: tables.length,
    rows: [],
    dimensions: { rows: table.rows.length, columns: table.gridColumns },
    spans: [],
    depth,
    nested: [],
  };
  tables.push(report);
  const spans: Span[] = [];
  let pillars = new Map<number, Pillar>();
  for (const [rowIndex, { columnsBefore, columnsAfter, cells }] of table.rows.entries()) {
    const places: string[] = Array.from({ length: columnsBefore }, () => '');
    const pillarsHere = new Map<number, Pillar>();
    const put = (text: string, count: number): void => {
      for (let i = 0; i < count; i += 1) places.push(budget.take(text.length + CELL_UNITS) ? text : '');
    };
    let last: Pillar | null = null;
    for (const cell of cells) {
      const column = places.length;
      if (cell.isHorizontallyMerged && last) {
        last.span.columnSpan += cell.span;
        put(last.text, cell.span);
        continue;
      }
      const above = cell.verticalMerge === 'continue' ? pillars.get(column) : undefined;
      if (above) above.span.rowSpan = rowIndex - above.span.row + 1;
      else reportNested(cell, rowIndex, column, report, tables, budget);
      const here = above ?? { text: cellText(cell), span: { row: rowIndex, column, rowSpan: 1, columnSpan: cell.span } };
      if (!above) spans.push(here.span);
      if (cell.verticalMerge !== 'none') pillarsHere.set(column, here);
      put(here.text, cell.span);
      last = here;
    }
    put('', columnsAfter);
    report.rows.push(places);
    pillars = pillarsHere;
  }
  report.spans.push(...spans.filter(({ rowSpan, columnSpan }) => rowSpan > 1 || columnSpan > 1));
  if (table.gridColumns === 0) report.dimensions.columns = Math.max(0, ...report.rows.map((places) => places.length));
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

/** The cell's own paragraphs; tables inside it are listed by themselves. */
function cellText(cell: WordCell): string {
  const lines: string[] = [];
  for (const block of cell.blocks) if (block.kind === 'paragraph') lines.push(textOf(block));
  return lines.join('\n').trim();
}
