import type { FileProblem, WantedColumn } from '../../../shared/contract/worker-api';
import { detectDelimiter } from '../csv/detect-delimiter';
import { CsvReader } from '../csv/csv-reader';
import { HEAD_BYTES } from '../../kit/magic';
import { CHUNK_BYTES, type OpenFile } from '../../kit/open-file';
import { sniffEncoding } from '../../kit/sniff-encoding';
import { decodeWhole, StreamingDecoder } from '../../kit/streaming-decoder';
import { fitsType } from './fits-type';
import { t, words } from '../../../shared/words/words';

const SHOWN_UNITS = 60;
const WORDS: Record<NonNullable<WantedColumn['type']>, string> = { integer: words('no whole number'), number: words('no number'), date: words('no date'), truth: words('neither true nor false') };

/** Whether the cells of a table, whose first row names its columns, are what is wanted of them; the first fault. */
export async function checkCsv(file: OpenFile, wanted: readonly WantedColumn[], signal: AbortSignal): Promise<FileProblem[]> {
  const head = await file.readRange(0, HEAD_BYTES);
  const isWhole = head.length === file.size;
  const encoding = sniffEncoding(head, isWhole) ?? { name: 'iso-8859-1', bomBytes: 0 };
  const dialect = detectDelimiter(decodeWhole(head, encoding).text, isWhole);
  let skipped = dialect.hasSeparatorLine ? 0 : 1;
  let places: { column: WantedColumn; index: number }[] | null = null;
  let problem: FileProblem | null = null;
  const reader = new CsvReader(dialect.delimiter, Infinity, {
    strayQuote: () => undefined,
    record: ({ line, fields }) => {
      if (problem || !fields || skipped++ === 0) return;
      if (places) problem = faultIn(fields, places, line);
      else {
        const names = fields.map((name) => name.trim());
        places = wanted.map((column) => ({ column, index: names.indexOf(column.name) }));
        const missing = places.find(({ index }) => index < 0);
        if (missing) problem = { line, where: null, message: t('the column “{name}” is missing', { name: missing.column.name }) };
      }
    },
  });
  const decoder = new StreamingDecoder(encoding);
  for await (const piece of file.chunks(CHUNK_BYTES, signal)) {
    reader.write(decoder.write(piece));
    if (problem) return [problem];
  }
  reader.write(decoder.end());
  reader.end();
  return problem ? [problem] : [];
}

function faultIn(fields: readonly string[], places: readonly { column: WantedColumn; index: number }[], line: number): FileProblem | null {
  for (const { column, index } of places) {
    const { name, type, isRequired } = column;
    const cell = fields[index]?.trim() ?? '';
    if (cell === '') {
      if (isRequired) return { line, where: null, message: t('“{name}” is empty', { name }) };
      continue;
    }
    if (type !== null && !fitsType(cell, type)) return { line, where: null, message: t('“{name}” is {what}: “{cell}”', { name, what: t(WORDS[type]), cell: cell.slice(0, SHOWN_UNITS) }) };
  }
  return null;
}
