import type { XmlReader } from '../../office-kit/xml-reader';
import { countOf } from './length';
import { isOn } from './run-format';
import type { StoryReader } from './story-reader';
import type { WordCell, WordRow, WordTable } from './word-blocks';

/** Word allows 63; what claims more than this is no table. */
const MAX_COLUMNS = 1_000;

/** `w:tbl`, which was just entered. Leaves it. */
export function readTable(xml: XmlReader, story: StoryReader): WordTable {
  const table: WordTable = { kind: 'table', gridColumns: 0, rows: [] };
  readRows(xml, story, table);
  return table;
}

function readRows(xml: XmlReader, story: StoryReader, table: WordTable): void {
  while (xml.enter()) {
    if (xml.name === 'w:tr') table.rows.push(readRow(xml, story));
    else if (xml.name === 'w:tblGrid') table.gridColumns = countGrid(xml);
    else if (isWrapper(xml.name)) readRows(xml, story, table);
    else xml.skip();
  }
}

function countGrid(xml: XmlReader): number {
  let columns = 0;
  while (xml.enter()) {
    if (xml.name === 'w:gridCol') columns += 1;
    xml.skip();
  }
  return columns;
}

function readRow(xml: XmlReader, story: StoryReader): WordRow {
  const row: WordRow = { columnsBefore: 0, columnsAfter: 0, cells: [] };
  const readCells = (): void => {
    while (xml.enter()) {
      if (xml.name === 'w:tc') row.cells.push(readCell(xml, story));
      else if (xml.name === 'w:trPr') readRowProperties(xml, row);
      else if (isWrapper(xml.name)) readCells();
      else xml.skip();
    }
  };
  readCells();
  return row;
}

function readRowProperties(xml: XmlReader, row: WordRow): void {
  while (xml.enter()) {
    if (xml.name === 'w:gridBefore') row.columnsBefore = countOf(xml.attribute('w:val'), MAX_COLUMNS);
    else if (xml.name === 'w:gridAfter') row.columnsAfter = countOf(xml.attribute('w:val'), MAX_COLUMNS);
    xml.skip();
  }
}

function readCell(xml: XmlReader, story: StoryReader): WordCell {
  const cell: WordCell = { span: 1, verticalMerge: 'none', isHorizontallyMerged: false, blocks: [] };
  while (xml.enter()) {
    if (xml.name === 'w:tcPr') readCellProperties(xml, cell);
    else story.readBlock(xml, (block) => void cell.blocks.push(block));
  }
  return cell;
}

function readCellProperties(xml: XmlReader, cell: WordCell): void {
  while (xml.enter()) {
    const value = xml.attribute('w:val');
    if (xml.name === 'w:gridSpan') cell.span = Math.max(1, countOf(value, MAX_COLUMNS));
    else if (xml.name === 'w:vMerge') cell.verticalMerge = value === 'restart' ? 'restart' : 'continue';
    else if (xml.name === 'w:hMerge') cell.isHorizontallyMerged = value !== 'restart' && isOn(xml);
    xml.skip();
  }
}

function isWrapper(name: string): boolean {
  return name === 'w:sdt' || name === 'w:sdtContent' || name === 'w:customXml' || name === 'w:ins' || name === 'w:moveTo';
}
