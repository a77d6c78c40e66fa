import { HEAD_BYTES } from '../../kit/magic';
import { CHUNK_BYTES, type OpenFile } from '../../kit/open-file';
import type { Context, Reading } from '../../kit/processor';
import { sniffEncoding } from '../../kit/sniff-encoding';
import { StreamingDecoder } from '../../kit/streaming-decoder';
import { TextKeeper } from '../../kit/text-keeper';
import { capCell, MAX_COLUMNS, SAMPLE_ROWS } from '../sample';
import { encodingFaults } from './encoding-faults';
import { JsonChecker, MAX_DEPTH } from './json-checker';
import { tabulate } from './json-sample';
import { t } from '../../../shared/words/words';

/** UTF-16 units of the beginning kept for the sample; elements that end beyond it are not shown. */
const SAMPLE_UNITS = 1024 * 1024;
const PROGRESS_FROM_BYTES = 20e6;

/** One JSON text, judged by RFC 8259. */
export async function readJson(file: OpenFile, context: Context): Promise<Reading> {
  const head = await file.readRange(0, HEAD_BYTES);
  const encoding = sniffEncoding(head, head.length === file.size) ?? { name: 'utf-8', bomBytes: 0 };
  const decoder = new StreamingDecoder(encoding);
  const checker = new JsonChecker();
  const keeper = new TextKeeper();
  let beginning = '';
  let doneBytes = 0;
  const take = (text: string): void => {
    keeper.add(text);
    if (beginning.length < SAMPLE_UNITS) beginning += text.slice(0, SAMPLE_UNITS - beginning.length);
    checker.write(text);
  };
  for await (const piece of file.chunks(CHUNK_BYTES, context.signal)) {
    take(decoder.write(piece));
    doneBytes += piece.length;
    if (file.size > PROGRESS_FROM_BYTES) context.progress(t('Checking JSON'), doneBytes / file.size);
  }
  take(decoder.end());
  checker.end();

  const { fault } = checker;
  const encodingNotes = encodingFaults(decoder, encoding.bomBytes);
  const errors = [
    ...encodingNotes.errors.map((message) => ({ line: null, message })),
    ...(fault ? [{ line: fault.line, message: t('Column {column}: {message}', { column: String(fault.column), message: fault.message }) }] : []),
  ];
  return {
    report: {
      kind: 'data',
      format: 'json',
      valid: errors.length === 0,
      rowCount: checker.top === 'array' ? checker.elementCount : checker.top === null ? 0 : 1,
      ...sampleOf(checker, beginning),
      errors,
      encoding: decoder.encoding,
    },
    text: keeper.text,
    warnings: [...encodingNotes.warnings, ...structureWarnings(checker), ...keeper.warnings],
    artifacts: [],
  };
}

function sampleOf(checker: JsonChecker, beginning: string): { columns: string[]; sample: string[][] } {
  const keys = checker.topKeys.slice(0, MAX_COLUMNS).map(capCell);
  if (checker.deepest > MAX_DEPTH) return { columns: keys, sample: [] };
  if (checker.top === 'array') {
    const whole = checker.elements.filter(([, end]) => end >= 0 && end <= beginning.length).slice(0, SAMPLE_ROWS);
    return tabulate(whole.map(([start, end]) => JSON.parse(beginning.slice(start, end)) as unknown));
  }
  if (checker.fault || checker.top === null) return { columns: keys, sample: [] };
  try {
    return tabulate([JSON.parse(beginning)]);
  } catch {
    // longer than the beginning that was kept
    return { columns: keys, sample: [] };
  }
}

function structureWarnings({ duplicateKeys, deepest }: JsonChecker): string[] {
  const warnings = duplicateKeys.map(
    ({ line, key }) => t('Line {line}: the key "{key}" occurs twice in one object; most programs use only the last.', { line, key: capCell(key) }),
  );
  if (deepest > MAX_DEPTH) {
    warnings.push(
      t('Nested {deepest, number} levels deep: allowed, but Python and other programs refuse or crash on it.', { deepest }),
    );
  }
  return warnings;
}
