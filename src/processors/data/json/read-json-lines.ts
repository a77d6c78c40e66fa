import { HEAD_BYTES } from '../../kit/magic';
import { CHUNK_BYTES, type OpenFile } from '../../kit/open-file';
import type { Context, Reading } from '../../kit/processor';
import { sniffEncoding } from '../../kit/sniff-encoding';
import { StreamingDecoder } from '../../kit/streaming-decoder';
import { TextKeeper } from '../../kit/text-keeper';
import { ErrorList } from '../error-list';
import { SAMPLE_ROWS } from '../sample';
import { encodingFaults } from './encoding-faults';
import { JsonChecker, MAX_DEPTH } from './json-checker';
import { tabulate } from './json-sample';
import { t } from '../../../shared/words/words';

const MAX_SAMPLE_LINE_UNITS = 64 * 1024;
const PROGRESS_FROM_BYTES = 20e6;

/** JSON Lines: one value a line, each judged for itself. `rowCount` is the number of lines with a value or a fault. */
export async function readJsonLines(file: OpenFile, context: Context): Promise<Reading> {
  const head = await file.readRange(0, HEAD_BYTES);
  const encoding = sniffEncoding(head, head.length === file.size) ?? { name: 'utf-8', bomBytes: 0 };
  const decoder = new StreamingDecoder(encoding);
  const keeper = new TextKeeper();
  const errors = new ErrorList();
  const values: unknown[] = [];
  let line = new LineChecker();
  let lineNumber = 1;
  let rowCount = 0;
  let doneBytes = 0;

  const endLine = (): void => {
    if (line.isFilled) {
      rowCount += 1;
      const fault = line.end();
      if (fault) errors.add(lineNumber, fault);
      else if (values.length < SAMPLE_ROWS && line.canShow) values.push(JSON.parse(line.text) as unknown);
    }
    line = new LineChecker();
    lineNumber += 1;
  };
  const take = (text: string): void => {
    keeper.add(text);
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      line.write(text.slice(start, end));
      endLine();
      start = end + 1;
    }
    line.write(text.slice(start));
  };
  for await (const piece of file.chunks(CHUNK_BYTES, context.signal)) {
    take(decoder.write(piece));
    doneBytes += piece.length;
    if (file.size > PROGRESS_FROM_BYTES) context.progress(t('Checking lines'), doneBytes / file.size);
  }
  take(decoder.end());
  endLine();

  const notes = encodingFaults(decoder, encoding.bomBytes);
  for (const message of notes.errors) errors.add(null, message);
  return {
    report: {
      kind: 'data',
      format: 'json',
      valid: errors.count === 0,
      rowCount,
      ...tabulate(values),
      errors: errors.errors,
      encoding: decoder.encoding,
    },
    text: keeper.text,
    warnings: [...notes.warnings, ...keeper.warnings],
    artifacts: [],
  };
}

class LineChecker {
  text = '';
  isFilled = false;
  private readonly checker = new JsonChecker();
  private isTooLong = false;

  write(piece: string): void {
    if (!this.isFilled) this.isFilled = /[^\s]/.test(piece);
    this.checker.write(piece);
    if (this.text.length + piece.length <= MAX_SAMPLE_LINE_UNITS) this.text += piece;
    else this.isTooLong = true;
  }

  /** What is wrong with the line, or null. */
  end(): string | null {
    this.checker.end();
    const { fault } = this.checker;
    return fault && t('Column {column}: {message}', { column: String(fault.column), message: fault.message });
  }

  get canShow(): boolean {
    return !this.isTooLong && this.checker.deepest <= MAX_DEPTH;
  }
}
