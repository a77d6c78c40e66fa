import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import type { FileProblem, WorkerApi } from '../../../shared/contract/worker-api';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { SpecOf } from '../../../shared/model/action';
import type { CallInput } from '../../../shared/rpc/define-api';
import { nearestName } from '../../config/nearest-name';
import { templateOf } from '../../rules/template-of';
import type { StepContext, Tools } from '../action';
import { judgedVersion } from '../file/judged-version';
import { optionsOf, sourceOf } from './as-read';
import { findChecksum, parseChecksum } from './find-checksum';
import { parseColumn } from './parse-column';
import { readSmallFile } from './read-small-file';
import { t } from '../../../shared/words/words';

type Spec = SpecOf<'validate'>;

/** What is wrong with the file, in its own words; null when nothing is. */
export type Check = (spec: Spec, context: StepContext, tools: Tools) => Promise<FileProblem | null>;

const MOST_SCHEMA_BYTES = 1024 * 1024;
const CHECK_MS = 300_000;
const ARCHIVE_MS = 2 * 3_600_000;

const wrong = (message: string, line: number | null = null, where: string | null = null): FileProblem => ({ line, where, message });

/** JSON by what was read of it, where that says enough; against a schema, and what was not read as JSON, by a worker. */
export const checkJson: Check = async ({ schema }, context, { mill, signal }) => {
  const report = mill.readingOf(context.file.jobId)?.report;
  if (report?.kind === 'data' && report.format === 'json' && (schema === undefined || !report.valid)) {
    const [first] = report.errors;
    return report.valid ? null : wrong(first?.message ?? t('it is no valid JSON'), first?.line ?? null);
  }
  const check = { as: 'json' as const, schema: schema === undefined ? null : readSchema(schema, context.file.root) };
  return inWorker(check, context, mill, signal);
};

/** XML by what was read of it; what was not read as XML, by a worker. */
export const checkXml: Check = (_spec, context, { mill, signal }) => {
  const report = mill.readingOf(context.file.jobId)?.report;
  if (report?.kind !== 'text' || report.xmlFault === undefined) return inWorker({ as: 'xml' }, context, mill, signal);
  return Promise.resolve(report.xmlFault && wrong(report.xmlFault.message, report.xmlFault.line));
};

/** CSV by what was read of it; its cells, where they are to be of a type, by a worker. */
export const checkCsv: Check = async ({ columns = [] }, context, { mill, signal }) => {
  const report = mill.readingOf(context.file.jobId)?.report;
  if (report?.kind !== 'data' || report.format === 'json') return wrong(t('it was not read as a table'));
  const [first] = report.errors;
  if (!report.valid) return wrong(first?.message ?? t('it is no valid CSV'), first?.line ?? null);
  const wanted = columns.map(parseColumn);
  const missing = wanted.map(({ name }) => name).filter((name) => !report.columns.includes(name));
  const [one] = missing;
  if (one !== undefined) {
    const near = nearestName(one, report.columns);
    if (missing.length > 1) return wrong(t('the columns {names} are missing', { names: missing.map((name) => t('“{name}”', { name })).join(', ') }));
    return wrong(near === undefined || near === null ? t('the column “{name}” is missing', { name: one }) : t('the column “{name}” is missing (there is “{near}”)', { name: one, near }));
  }
  const typed = wanted.filter(({ type, isRequired }) => type !== null || isRequired);
  if (typed.length === 0) return null;
  if (report.format !== 'csv') return wrong(t('the cells of a workbook are not checked, only its columns'));
  return inWorker({ as: 'csv', columns: typed }, context, mill, signal);
};

/** That its pages were read says that it opens. */
export const checkPdf: Check = (_spec, { file }, { mill }) => {
  const report = mill.readingOf(file.jobId)?.report;
  const isPdf = report?.kind === 'document' && report.format === 'pdf';
  if (isPdf) return Promise.resolve(report.pages.length > 0 ? null : wrong(t('it has no page')));
  return Promise.resolve(wrong(t('it was not read as a PDF')));
};

/** That it was measured says that it decodes. */
export const checkImage: Check = (_spec, { file }, { mill }) =>
  Promise.resolve(mill.readingOf(file.jobId)?.report.kind === 'image' ? null : wrong(t('it was not read as a picture')));

/** Every entry is read to its end. */
export const checkArchive: Check = async (_spec, context, { mill, signal, progress }) => {
  progress(t('Testing the archive'), null);
  const options = { ...optionsOf(context, mill), processor: 'archive' };
  const input = { source: sourceOf(context), options, scratchDir: mill.archiveSources.scratchFolder };
  const { failures } = await mill.pool.run({ exclusive: true, timeoutMs: ARCHIVE_MS, signal }, (worker) => worker.call('archive.verify', input, { signal }));
  const [first] = failures;
  if (!first) return null;
  const more = failures.length > 1 ? t(', and {count, plural, one {# more entries are} other {# more entries are}} damaged', { count: failures.length - 1 }) : '';
  // What is wrong with the whole names no member.
  return wrong(`${first.path === '' ? '' : `“${first.path}”: `}${first.reason.replace(/\.$/, '')}${more}`);
};

/** Against the checksum that the rule gives, or the one that lies beside the file. */
export const checkChecksum: Check = async ({ checksum }, { file, values }, { signal }) => {
  const expected = checksum === undefined ? findChecksum(file.source) : parseChecksum(templateOf(checksum).text({ ...values, source: file.source }), t('The rule'));
  if (!expected) return wrong(t('no checksum lies beside it, in a .meta.json, .sha256 or .md5 file of its name'));
  if (file.sha256 === null) return wrong(t('it could not be read, so its checksum is not known'));
  const actual = expected.algorithm === 'sha256' ? file.sha256 : await md5Of(file, signal);
  const from = checksum === undefined ? expected.from : t('the rule');
  return actual === expected.digits ? null : wrong(t('its checksum is {actual}…, and {from} says {expected}…', { actual: actual.slice(0, 12), from, expected: expected.digits.slice(0, 12) }));
};

/** Of the version that was read. MD5 tells of accidents, not of ill will. */
async function md5Of(file: StepContext['file'], signal: AbortSignal): Promise<string> {
  judgedVersion(file);
  const hash = createHash('md5');
  for await (const piece of createReadStream(toFsPath(file.source), { signal })) hash.update(piece as Buffer);
  judgedVersion(file);
  return hash.digest('hex');
}

async function inWorker(check: CallInput<WorkerApi, 'file.check'>['check'], context: StepContext, mill: Tools['mill'], signal: AbortSignal): Promise<FileProblem | null> {
  const { problems } = await mill.pool.run({ exclusive: true, timeoutMs: CHECK_MS, signal }, (worker) => worker.call('file.check', { source: sourceOf(context), check }, { signal }));
  return problems[0] ?? null;
}

function readSchema(path: string, root: string): string {
  const text = readSmallFile(isAbsolute(path) ? path : join(root, path), MOST_SCHEMA_BYTES);
  if (text !== null) return text;
  throw new FilemillError('settings.invalid', t('The JSON Schema {path} is not there.', { path }), { hint: t('Correct the path in the rule.') });
}
