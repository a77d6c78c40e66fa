import { scanXml } from '../../office-kit/scan-xml';
import { showDate } from './cell-dates';
import type { ZipParts } from '../../office-kit/zip-parts';

const MAX_COLUMN = 16_384;

export interface CellContext {
  readonly sharedStrings: string[];
  readonly dateFormats: Set<number>;
  readonly isFrom1904: boolean;
}

export interface SheetResult {
  /** Rows in which at least one cell has a value. */
  rowCount: number;
  /** The number of the last column with a value. */
  columnCount: number;
}

/** One sheet, row by row; `row` gets the cells by column, empty ones as ''. */
export async function readSheet(
  parts: ZipParts,
  part: string,
  context: CellContext,
  row: (cells: string[]) => void,
): Promise<SheetResult> {
  const result: SheetResult = { rowCount: 0, columnCount: 0 };
  let cells: string[] = [];
  let column = 0;
  let type = '';
  let format = 0;
  let value = '';
  let hasValue = false;
  let inValue = false;
  let inInline = false;
  let inPhonetic = false;

  const endCell = (): void => {
    if (!hasValue || column < 1 || column > MAX_COLUMN) return;
    while (cells.length < column - 1) cells.push('');
    cells[column - 1] = showCell(type, value, format, context);
  };
  await scanXml(parts, part, {
    open(name, attributes) {
      switch (name) {
        case 'row':
          cells = [];
          column = 0;
          break;
        case 'c':
          column = attributes['r'] ? columnOf(attributes['r']) : column + 1;
          type = attributes['t'] ?? 'n';
          format = Number(attributes['s'] ?? 0);
          value = '';
          hasValue = false;
          break;
        case 'v':
          inValue = true;
          hasValue = true;
          break;
        case 'is':
          inInline = true;
          hasValue = true;
          break;
        case 'rPh':
          inPhonetic = true;
          break;
        case 't':
          inValue = inInline && !inPhonetic;
          break;
      }
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'is') inInline = false;
      else if (name === 'rPh') inPhonetic = false;
      else if (name === 'c') endCell();
      else if (name === 'row' && cells.length > 0) {
        result.rowCount += 1;
        result.columnCount = Math.max(result.columnCount, cells.length);
        row(cells);
      }
    },
    text(text) {
      if (inValue) value += text;
    },
  });
  return result;
}

function showCell(type: string, value: string, format: number, context: CellContext): string {
  if (type === 's') return context.sharedStrings[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type === 'n' && context.dateFormats.has(format)) return showDate(value, context.isFrom1904);
  return value;
}

/** The number of the column in "BC12", from 1. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const code = letter.charCodeAt(0) & ~0x20;
    if (code < 0x41 || code > 0x5a) break;
    column = column * 26 + (code - 0x40);
  }
  return column;
}
