import type { FileProblem } from '../../../shared/contract/worker-api';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { JsonChecker } from '../json/json-checker';
import { HEAD_BYTES } from '../../kit/magic';
import type { OpenFile } from '../../kit/open-file';
import { sniffEncoding } from '../../kit/sniff-encoding';
import { decodeWhole } from '../../kit/streaming-decoder';
import { compileSchema } from './compile-schema';
import { t } from '../../../shared/words/words';

/** All of it is held as values. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Whether the file is JSON, and what a JSON Schema demands; the first fault.
 *
 * @param schema as written; null for none
 * @throws FilemillError `file.tooLarge`, `file.tooComplex`; `settings.invalid` for a schema that can't be used
 */
export async function checkJson(file: OpenFile, schema: string | null, signal: AbortSignal): Promise<FileProblem[]> {
  const isValid = schema === null ? null : await compileSchema(schema);
  const bytes = await file.readAll(MAX_BYTES, signal);
  const encoding = sniffEncoding(bytes.subarray(0, HEAD_BYTES), bytes.length <= HEAD_BYTES) ?? { name: 'utf-8', bomBytes: 0 };
  const { text } = decodeWhole(bytes, encoding);
  const checker = new JsonChecker();
  checker.write(text);
  checker.end();
  const { fault } = checker;
  if (fault) return [{ line: fault.line, where: null, message: t('column {column}: {message}', { column: String(fault.column), message: fault.message }) }];
  if (!isValid) return [];
  try {
    return isValid(JSON.parse(text));
  } catch (error) {
    if (error instanceof RangeError) throw new FilemillError('file.tooComplex', t('The JSON is nested too deep to be compared with its schema.'), { hint: t('Look at what has made it.'), cause: error });
    throw error;
  }
}
