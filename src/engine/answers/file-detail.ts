import { join } from 'node:path';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { FileDetail } from '../../shared/contract/engine-api';
import type { Source } from '../../shared/contract/worker-api';
import { displayName } from '../../shared/model/display-name';
import { formatBytes } from '../../shared/model/format-bytes';
import type { FileKind, FileRow, TimelineEntry } from '../../shared/model/file';
import { isFlat } from '../../shared/model/is-flat';
import type { ImageReport, OcrReport, Report } from '../../shared/model/report';
import { manifestOf } from '../../processors/catalogue';
import type { Database } from '../store/database';
import { fileRow } from '../store/file-rows';
import { Members, type Look } from '../store/members';
import { Tags } from '../store/tags';
import { BLUR_THRESHOLD } from '../store/search-operators';
import { hasLayout } from './has-layout';
import type { Reports, StoredReport } from '../store/reports';
import { pictureWords } from './picture-words';
import { locale, t, words } from '../../shared/words/words';

export interface JobRecord {
  jobId: number;
  /** In which it arrived. */
  folderId: number;
  folderName: string;
  /** Where it lies: its folder, or the root of its drive where a rule has put it outside. */
  root: string;
  path: string;
  isElsewhere: number;
  size: number;
  mtimeMs: number;
  ino: string;
  sha256: string | null;
  mime: string | null;
  kind: FileKind | null;
  reportId: number | null;
  warnings: string | null;
  /** Why it could not be read, as JSON. */
  error: string | null;
  entries: string | null;
}

/** @throws FilemillError `file.unknown` */
export function jobOfFile(database: Database, fileId: number): JobRecord {
  const record = database.get<JobRecord>(
    `SELECT j.id AS jobId, j.folder_id AS folderId, d.path AS root, w.settings ->> 'name' AS folderName, f.path, j.size, j.mtime_ms AS mtimeMs,
       j.ino, j.sha256, j.mime, j.kind, j.report_id AS reportId, j.warnings, j.error, j.folder_id <> f.folder_id AS isElsewhere, t.entries
     FROM files f JOIN jobs j ON j.id = f.job_id JOIN folders d ON d.id = f.folder_id JOIN folders w ON w.id = j.folder_id
     LEFT JOIN timelines t ON t.job_id = j.id
     WHERE f.id = ?`,
    fileId,
  );
  if (!record) {
    throw new FilemillError('file.unknown', t('The ledger has no such file.'), { hint: t('Look for it in the list again.') });
  }
  return record;
}

export const sourceOfRecord = (fileId: number, record: JobRecord): Source => ({
  fileId,
  root: record.root,
  path: record.path,
  size: record.size,
  mtimeMs: record.mtimeMs,
  ino: record.ino,
});

/** Everything the detail pane shows, but for text and pictures, which it asks for piece by piece. */
export function fileDetail(database: Database, reports: Reports, fileId: number): FileDetail {
  const row = fileRow(database, fileId);
  const record = jobOfFile(database, fileId);
  if (!row) throw new FilemillError('file.unknown', t('The ledger has no such file.'));
  const head = record.reportId === null ? undefined : reports.head(record.reportId);
  const report = record.reportId === null ? undefined : withBlurThreshold(database, reports.data(record.reportId));
  const timeline = timelineOf(row, record.entries, pathBefore(database, fileId, record.jobId));
  return {
    row,
    absolutePath: join(record.root, record.path),
    folderName: record.folderName,
    sha256: record.sha256,
    modifiedAt: record.mtimeMs,
    report: report ?? null,
    warnings: record.warnings === null ? [] : (JSON.parse(record.warnings) as string[]),
    processor: head ? `${head.processor} ${head.processorVersion}` : null,
    textLength: head?.textLength ?? 0,
    pageCount: head?.pageCount ?? 0,
    hasHtml: head !== undefined && manifestOf(head.processor)?.hasHtml === true,
    hasLayout: report !== undefined && hasLayout(report),
    tableCount: head?.tableCount ?? 0,
    canPreview: head !== undefined && manifestOf(head.processor)?.canRender === true,
    timeline,
    summary: summaryOf(row, report, head, moveOf(database, record.jobId), record.sha256 === null ? undefined : new Members(database).look(record.sha256)),
    movedTo: record.isElsewhere === 1 && row.isPresent ? join(record.root, record.path) : null,
    tags: new Tags(database).of(fileId),
    sameBytes: sameBytes(database, fileId, record.sha256),
  };
}

/** What counts as blurry is a setting; the numbers stay as they were measured. */
function withBlurThreshold(database: Database, report: Report | undefined): Report | undefined {
  if (report?.kind !== 'image' || !report.quality) return report;
  const blurThreshold = database.get<{ value: number | null }>(`SELECT ${BLUR_THRESHOLD} AS value`)?.value ?? report.quality.blurThreshold;
  return { ...report, quality: { ...report.quality, blurThreshold, isBlurry: report.quality.sharpness < blurThreshold } };
}

/** Where the file lay during the version before, when that was elsewhere. */
function pathBefore(database: Database, fileId: number, jobId: number): string | null {
  const row = database.get<{ path: string | null }>(
    'SELECT former_path AS path FROM jobs WHERE file_id = ? AND id < ? ORDER BY id DESC LIMIT 1',
    fileId,
    jobId,
  );
  return row?.path ?? null;
}

const SEEN: Record<FileRow['event'], string> = {
  created: words('Seen'),
  modified: words('Touched'),
  content_changed: words('Changed'),
  moved: words('Moved'),
  deleted: words('Deleted'),
};

function timelineOf(row: FileRow, entries: string | null, before: string | null): TimelineEntry[] {
  const isOpen = row.state === 'ignored' || row.state === 'waiting' || row.event === 'deleted';
  const from = row.event === 'moved' && before !== null ? `${t('From {path}.', { path: displayName(before) })} ` : '';
  const arrived: TimelineEntry = {
    at: row.arrivedAt,
    stage: 'admit',
    name: t(SEEN[row.event]),
    mark: 'done',
    durationMs: null,
    detail: from + (isOpen ? (row.reason ?? '') : t('Whole and taken by the folder.')),
  };
  const kept = (entries ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as TimelineEntry);
  return [arrived, ...kept];
}

function sameBytes(database: Database, fileId: number, sha256: string | null): FileDetail['sameBytes'] {
  if (sha256 === null) return [];
  return database.all<FileDetail['sameBytes'][number]>(
    `SELECT f.id, f.path, d.settings ->> 'name' AS folderName
     FROM jobs j JOIN files f ON f.id = j.file_id JOIN folders d ON d.id = f.folder_id
     WHERE j.sha256 = ? AND j.is_current = 1 AND f.id <> ? ORDER BY f.id LIMIT 50`,
    sha256,
    fileId,
  );
}

/** What became of its last move by a rule: `done`, `undone` or `expired`; null where there was none. */
const moveOf = (database: Database, jobId: number): string | null =>
  database.get<{ state: string }>("SELECT state FROM effects WHERE job_id = ? AND action = 'relocate' AND state IN ('done', 'undone', 'expired') ORDER BY id DESC LIMIT 1", jobId)?.state ?? null;

function summaryOf(row: FileRow, report: Report | undefined, head: StoredReport | undefined, move: string | null, inside: Look | undefined): string {
  const sentences = [t('{name} has {size}.', { name: displayName(row.name), size: formatBytes(row.size) })];
  if (report) sentences.push(whatWasRead(report));
  if (report?.kind === 'archive' && inside && inside.depth > 0) sentences.push(t('Looked inside: {sentence}.', { sentence: inside.sentence }));
  if (head && row.durationMs !== null) sentences.push(t('From claim to settled it took {durationMs}.', { durationMs: seconds(row.durationMs) }));
  if (row.state === 'done' && row.event !== 'deleted' && move === null) sentences.push(t('The original stays where it is.'));
  if (!row.error && row.reason) sentences.push(row.reason);
  if (move === 'undone') sentences.push(t('It was taken back to where it lay.'));
  return sentences.join(' ');
}

const seconds = (ms: number): string => (ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toLocaleString(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 })} s`);

function recognised(ocr: OcrReport | undefined, pageCount: number): string {
  if (!ocr) return '';
  const percent = Math.round(ocr.confidence);
  const sentence =
    pageCount === 1
      ? t('It was read by OCR, {percent} % sure.', { percent })
      : t('{pages, plural, one {# page of it was} other {# pages of it were}} read by OCR, {percent} % sure.', { pages: ocr.pages.length, percent });
  return ` ${sentence}`;
}

function blurOf({ quality }: ImageReport): string {
  if (!quality?.isBlurry || isFlat(quality.contrast)) return '';
  return ` ${t('It is blurry: its sharpness is {sharpness}, below {limit}.', { sharpness: quality.sharpness.toFixed(0), limit: quality.blurThreshold.toFixed(0) })}`;
}

function whatWasRead(report: Report): string {
  switch (report.kind) {
    case 'text':
      return t('It is text in {encoding} with {lines, plural, one {# line} other {# lines}} and {words, plural, one {# word} other {# words}}.', { encoding: report.encoding, lines: report.lineCount, words: report.wordCount });
    case 'data':
      return report.valid
        ? t('It is {format} with {rows, plural, one {# row} other {# rows}}.', { format: report.format.toUpperCase(), rows: report.rowCount })
        : t('It is {format} with {rows, plural, one {# row} other {# rows}} and is not valid.', { format: report.format.toUpperCase(), rows: report.rowCount });
    case 'document':
      return report.format === 'word'
        ? t('It has {paragraphs, plural, one {# paragraph} other {# paragraphs}} and {words, plural, one {# word} other {# words}}.', { paragraphs: report.statistics.paragraphs, words: report.statistics.words })
        : t('It has {pages, plural, one {# page} other {# pages}} and {words, plural, one {# word} other {# words}}.', { pages: report.pages.length, words: report.statistics.words }) + recognised(report.ocr, report.pages.length);
    case 'image':
      return `${pictureWords(report)}${blurOf(report)}${recognised(report.ocr, 1)}`;
    case 'archive':
      return archiveWords(report);
    case 'other':
      return t('It is recognised as: {description}.', { description: report.description });
  }
}

function archiveWords({ type, fileCount, totalSize, isEncrypted }: Extract<Report, { kind: 'archive' }>): string {
  const values = { article: /^(?:8|a|e|i|o|rar|rpm|lzh|lzip|xz)/i.test(type) ? 'an' : 'a', type: type.toUpperCase(), files: fileCount, size: totalSize === null ? '' : formatBytes(totalSize) };
  const sentence =
    totalSize === null
      ? t('It is {article, select, an {an} other {a}} {type} archive with {files, plural, one {# file} other {# files}}.', values)
      : t('It is {article, select, an {an} other {a}} {type} archive with {files, plural, one {# file} other {# files}}, {size} unpacked.', values);
  return isEncrypted ? `${sentence} ${t('It is locked with a password.')}` : sentence;
}
