import { throwIfCancelled, type OpenFile } from '../../kit/open-file';
import type { Context, Reading } from '../../kit/processor';
import { TextKeeper } from '../../kit/text-keeper';
import { ErrorList } from '../error-list';
import { hasHeader } from '../header';
import { capCell, capRow, MAX_COLUMNS, numberedColumns, SAMPLE_ROWS } from '../sample';
import { readDateFormats } from './cell-dates';
import { readSharedStrings } from './shared-strings';
import { readSheet, type CellContext } from './read-sheet';
import { readWorkbook, type SheetPart } from './read-workbook';
import { WORKBOOK } from '../../office-kit/office-format';
import { XmlFault } from '../../office-kit/xml-fault';
import { ZipParts } from '../../office-kit/zip-parts';
import { t } from '../../../shared/words/words';

/** Rows from which the header is judged. */
const JUDGED_ROWS = 50;

/**
 * An Excel workbook: rows and columns of each sheet, the first rows of the first one that has any. A part that is no
 * well-formed XML makes it invalid. Throws `file.damaged`, `file.tooComplex`, `file.needsPassword`.
 */
export async function readXlsx(file: OpenFile, context: Context): Promise<Reading> {
  const parts = await ZipParts.open(file, WORKBOOK, context.signal);
  try {
    return await readParts(parts, context);
  } finally {
    parts.close();
  }
}

async function readParts(parts: ZipParts, context: Context): Promise<Reading> {
  const errors = new ErrorList();
  const keeper = new TextKeeper();
  const sheets: { name: string; rowCount: number; columnCount: number }[] = [];
  const first: string[][] = [];
  let width = 0;

  const orFault = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (thrown) {
      if (!(thrown instanceof XmlFault)) throw thrown;
      errors.add(thrown.line, `${thrown.part}: ${thrown.what}`);
      return otherwise;
    }
  };
  const nothing = { sheets: [] as SheetPart[], sharedStringsPart: null, stylesPart: null, isFrom1904: false };
  const workbook = await orFault(() => readWorkbook(parts), nothing);
  const cells: CellContext = {
    sharedStrings: await orFault(() => readSharedStrings(parts, workbook.sharedStringsPart), []),
    dateFormats: await orFault(() => readDateFormats(parts, workbook.stylesPart), new Set<number>()),
    isFrom1904: workbook.isFrom1904,
  };
  for (const [index, { name, part }] of workbook.sheets.entries()) {
    throwIfCancelled(context.signal);
    context.progress(t('Sheet {number} of {all}', { number: index + 1, all: workbook.sheets.length }), index / workbook.sheets.length);
    const isSample = first.length === 0;
    if (index > 0) keeper.add('\f');
    const counted = await orFault(
      async () => {
        if (!parts.has(part)) throw new XmlFault(part, null, `the part of the sheet "${name}" is missing`);
        return readSheet(parts, part, cells, (row) => {
          if (isSample && first.length <= JUDGED_ROWS) first.push(row);
          keeper.add(`${row.join('\t')}\n`);
        });
      },
      { rowCount: 0, columnCount: 0 },
    );
    if (isSample) width = counted.columnCount;
    sheets.push({ name, ...counted });
  }

  const isNamed = hasHeader(first);
  const names = first[0] ?? [];
  return {
    report: {
      kind: 'data',
      format: 'xlsx',
      valid: errors.count === 0,
      rowCount: sheets.reduce((sum, { rowCount }) => sum + rowCount, 0),
      columns: isNamed ? names.slice(0, MAX_COLUMNS).map(capCell) : numberedColumns(width),
      errors: errors.errors,
      hasHeader: isNamed,
      sheets,
      sample: first.slice(isNamed ? 1 : 0, (isNamed ? 1 : 0) + SAMPLE_ROWS).map(capRow),
    },
    text: keeper.text,
    warnings: keeper.warnings,
    artifacts: [],
  };
}
