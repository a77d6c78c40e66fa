import type { Ajv, ErrorObject, Options } from 'ajv';
import { RE2JS } from 're2js';
import type { FileProblem } from '../../../shared/contract/worker-api';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { t } from '../../../shared/words/words';

type Check = (value: unknown) => FileProblem[];

/** Patterns of a schema are somebody's expressions: an engine that can't run away judges them. */
const PATTERNS: NonNullable<NonNullable<Options['code']>['regExp']> = Object.assign((pattern: string) => {
  const expression = RE2JS.compile(pattern);
  // Ajv knows patterns by what they are as text.
  return { test: (text: string) => expression.test(text), toString: () => pattern };
}, { code: '' });

const OPTIONS: Options = {
  strict: false,
  // Names of formats are remarks (2020-12, section 7); nothing is loaded from anywhere.
  validateFormats: false,
  logger: false,
  code: { regExp: PATTERNS },
};

/** Kept for the files that come with the same one. */
const last: { written: string | null; check: Check } = { written: null, check: () => [] };

/**
 * A JSON Schema made ready: of draft 6, 7, 2019-09 or 2020-12; without the mark of one it is taken for 2020-12.
 *
 * @throws FilemillError `settings.invalid` that says what is wrong with it
 */
export async function compileSchema(written: string): Promise<Check> {
  if (last.written === written) return last.check;
  const schema = parse(written);
  const { draft, ajv } = await engineFor(schema);
  try {
    // Draft 7 understands all of 6, and its own mark is the one that it expects.
    const whole = draft === 7 && typeof schema === 'object' ? { ...schema, $schema: 'http://json-schema.org/draft-07/schema#' } : schema;
    const validate = ajv.compile(whole);
    last.check = (value) => (validate(value) === true ? [] : (validate.errors ?? []).map(problemOf));
    last.written = written;
    return last.check;
  } catch (error) {
    throw unusable((error as Error).message);
  }
}

async function engineFor(schema: object | boolean): Promise<{ draft: number; ajv: Ajv }> {
  const mark = typeof schema === 'object' && '$schema' in schema ? String(schema.$schema) : '2020-12';
  if (/draft-0[67]/.test(mark)) return { draft: 7, ajv: new (await import('ajv')).Ajv(OPTIONS) };
  if (mark.includes('2019-09')) return { draft: 2019, ajv: new (await import('ajv/dist/2019.js')).Ajv2019(OPTIONS) as unknown as Ajv };
  if (mark.includes('2020-12')) return { draft: 2020, ajv: new (await import('ajv/dist/2020.js')).Ajv2020(OPTIONS) as unknown as Ajv };
  throw unusable(t('its “$schema” is {mark}, and Filemill knows drafts 6, 7, 2019-09 and 2020-12', { mark: mark.slice(0, 200) }));
}

function parse(written: string): object | boolean {
  let schema: unknown;
  try {
    schema = JSON.parse(written.replace(/^\ufeff/, ''));
  } catch (error) {
    throw unusable((error as Error).message);
  }
  if (typeof schema === 'boolean' || (typeof schema === 'object' && schema !== null && !Array.isArray(schema) && !('$async' in schema))) return schema;
  throw unusable(t('it is no object'));
}

function problemOf({ instancePath, message = t('it is not as the schema demands'), params }: ErrorObject): FileProblem {
  const { additionalProperty } = params as { additionalProperty?: unknown };
  const what = typeof additionalProperty === 'string' ? `${message}: “${additionalProperty.slice(0, 100)}”` : message;
  return { line: null, where: instancePath === '' ? null : instancePath.slice(0, 500), message: what };
}

const unusable = (why: string): FilemillError => new FilemillError('settings.invalid', t('The JSON Schema can’t be used: {why}.', { why: why.slice(0, 500) }), { hint: t('Correct the schema, then retry the file.') });
