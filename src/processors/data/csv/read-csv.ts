import { HEAD_BYTES } from '../../kit/magic';
import { CHUNK_BYTES, type OpenFile } from '../../kit/open-file';
import type { Context, Reading } from '../../kit/processor';
import { sniffEncoding } from '../../kit/sniff-encoding';
import { decodeWhole, replacedWarning, StreamingDecoder } from '../../kit/streaming-decoder';
import { TextKeeper } from '../../kit/text-keeper';
import { ErrorList } from '../error-list';
import { hasHeader } from '../header';
import { PythonLineCounter } from '../python-line-counter';
import { capCell, capRow, MAX_COLUMNS, numberedColumns, SAMPLE_ROWS } from '../sample';
import { CsvReader, type CsvRecord } from './csv-reader';
import { detectDelimiter } from './detect-delimiter';
import { t } from '../../../shared/words/words';

/** Rows from which the header is judged. */
const JUDGED_ROWS = 50;
const PROGRESS_FROM_BYTES = 20e6;

/** Any delimiter-separated table. Rows of uneven length and unclosed quotation marks make it invalid. */
export async function readCsv(file: OpenFile, mime: string, context: Context): Promise<Reading> {
  const head = await file.readRange(0, HEAD_BYTES);
  const isWhole = head.length === file.size;
  const encoding = sniffEncoding(head, isWhole) ?? { name: 'iso-8859-1', bomBytes: 0 };
  const sample = decodeWhole(head, encoding).text;
  const dialect = detectDelimiter(sample, isWhole);
  const delimiter = mime === 'text/tab-separated-values' && sample.includes('\t') ? '\t' : dialect.delimiter;

  const decoder = new StreamingDecoder(encoding);
  const lines = new PythonLineCounter();
  const keeper = new TextKeeper();
  const table = new Table(dialect.hasSeparatorLine);
  const reader = new CsvReader(delimiter, JUDGED_ROWS + 1, {
    record: (record) => table.addRecord(record),
    strayQuote: (line) => table.addStrayQuote(line),
  });
  let doneBytes = 0;
  const take = (text: string): void => {
    lines.add(text);
    keeper.add(text);
    reader.write(text);
  };
  for await (const piece of file.chunks(CHUNK_BYTES, context.signal)) {
    take(decoder.write(piece));
    doneBytes += piece.length;
    if (file.size > PROGRESS_FROM_BYTES) context.progress(t('Reading rows'), doneBytes / file.size);
  }
  take(decoder.end());
  table.end(reader.end());

  return {
    report: {
      kind: 'data',
      format: 'csv',
      valid: table.errors.count === 0,
      rowCount: table.rowCount,
      columns: table.columns,
      errors: table.errors.errors,
      encoding: decoder.encoding,
      delimiter,
      hasHeader: table.hasHeader,
      lineCount: lines.lineCount,
      sample: table.sample,
    },
    text: keeper.text,
    warnings: [...replacedWarning(decoder.replacedCount, decoder.encoding), ...table.warnings, ...keeper.warnings],
    artifacts: [],
  };
}

/** What is learned of a table record by record. */
class Table {
  readonly errors = new ErrorList();
  private readonly rows: string[][] = [];
  private readonly strayQuoteLines: number[] = [];
  private records = 0;
  private width: number | null = null;
  private skipNext: boolean;

  constructor(hasSeparatorLine: boolean) {
    this.skipNext = hasSeparatorLine;
  }

  addRecord({ line, fieldCount, fields }: CsvRecord): void {
    if (this.skipNext) {
      this.skipNext = false;
      return;
    }
    this.records += 1;
    if (fields) this.rows.push(fields);
    this.width ??= fieldCount;
    if (fieldCount !== this.width) {
      this.errors.add(line, t('This row has {fields, plural, one {# column} other {# columns}}, the first one has {width}.', { fields: fieldCount, width: String(this.width) }));
    }
  }

  addStrayQuote(line: number): void {
    if (this.strayQuoteLines.at(-1) !== line && this.strayQuoteLines.length < 10) this.strayQuoteLines.push(line);
  }

  end(unclosedQuoteLine: number | null): void {
    if (unclosedQuoteLine !== null) {
      this.errors.add(unclosedQuoteLine, t('A quotation mark is opened in this line and never closed.'));
    }
  }

  get hasHeader(): boolean {
    return hasHeader(this.rows);
  }

  get rowCount(): number {
    return this.records - (this.hasHeader ? 1 : 0);
  }

  get columns(): string[] {
    const names = this.rows[0];
    if (!this.hasHeader || !names) return numberedColumns(this.width ?? 0);
    return names.slice(0, MAX_COLUMNS).map((name) => capCell(name.trim()));
  }

  get sample(): string[][] {
    const first = this.hasHeader ? 1 : 0;
    return this.rows.slice(first, first + SAMPLE_ROWS).map(capRow);
  }

  get warnings(): string[] {
    const [line] = this.strayQuoteLines;
    if (line === undefined) return [];
    return [t('A quotation mark stands in the middle of a field (first in line {line}); it was read as it is.', { line })];
  }
}
