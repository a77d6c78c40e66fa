import type { InspectedReading } from '../../engine/engine-queries';
import { formatBytes } from '../../shared/model/format-bytes';
import type { ArchiveReport } from '../../shared/model/archive';
import type { DataReport, PdfReport, WordReport } from '../../shared/model/report';
import { entryLines } from '../archive/entry-lines';
import { shown } from '../print';
import { factLines } from './fact-lines';
import type { Inspected } from './inspected';
import { listLines } from './list-lines';
import { metadataFacts } from './metadata-facts';
import { ocrFacts, reportFacts } from './report-facts';
import { tableLines } from './table-lines';
import { textLines } from './text-lines';

const MAX_TABLES = 3;
const MAX_ENTRIES = 20;
const INSET = '    ';

/** A file as `inspect` prints it for people: facts, the first rows of tables, the beginning of the text. */
export function inspectedLines({ path, size, recognition, reading, error }: Inspected): string[] {
  const warnings = [...(recognition?.warnings ?? []), ...(reading?.warnings ?? [])];
  return [
    shown(path),
    ...factLines(
      [
        ['Kind', recognition?.kind ?? null],
        ['Type', recognition?.mime ?? null],
        ['Size', size === null ? null : formatBytes(size)],
        ['SHA-256', recognition?.sha256 ?? null],
        ...(reading ? reportFacts(reading.report) : []),
      ],
      '  ',
    ),
    ...listLines('Warnings', warnings),
    ...(error ? listLines('Could not be read', [error.message, error.hint].filter((sentence) => sentence !== '')) : []),
    ...(reading ? readingLines(reading) : []),
  ];
}

function readingLines({ report, text }: InspectedReading): string[] {
  const ocr = 'ocr' in report ? report.ocr : undefined;
  return [
    ...('metadata' in report ? part('Metadata', factLines(metadataFacts(report.metadata), INSET)) : []),
    ...(report.kind === 'image' && report.exif ? part('EXIF', factLines(metadataFacts(report.exif), INSET)) : []),
    ...(ocr ? part('Text recognition (OCR)', factLines(ocrFacts(ocr), INSET)) : []),
    ...(report.kind === 'data' ? dataLines(report) : []),
    ...(report.kind === 'document' ? documentLines(report) : []),
    ...(report.kind === 'archive' ? part('Contents', contentLines(report)) : []),
    // The rows of a table are its text, and so are the names in an archive.
    ...(report.kind === 'data' || report.kind === 'archive' ? [] : part('Text', textLines(text))),
  ];
}

function contentLines({ entries = [] }: ArchiveReport): string[] {
  const more = entries.length - MAX_ENTRIES;
  const lines = Array.from(entryLines(entries.slice(0, MAX_ENTRIES)), (line) => `  ${line}`);
  return [...lines, ...(more > 0 ? [`${INSET}… ${more.toLocaleString('en')} more; filemill archive list gives all.`] : [])];
}

function dataLines({ errors, sheets, columns, sample }: DataReport): string[] {
  return [
    ...listLines('Errors', errors.map(({ line, message }) => (line === null ? message : `Line ${line}: ${message}`))),
    ...listLines('Sheets', sheets?.map(({ name, rowCount, columnCount }) => `${name}: ${rowCount} rows, ${columnCount} columns`) ?? []),
    ...(sample.length > 0 ? part('First rows', tableLines([columns, ...sample])) : []),
  ];
}

function documentLines(report: PdfReport | WordReport): string[] {
  return [...(report.format === 'pdf' ? pdfLists(report) : wordLists(report)), ...tables(report.tables)];
}

function pdfLists({ outline, attachments }: PdfReport): string[] {
  return [
    ...listLines('Bookmarks', outline.map(({ title, level, page }) => `${inset(level)}${title}${page === null ? '' : ` (page ${page})`}`)),
    ...listLines('Attachments', attachments.map(({ name, size }) => `${name}, ${formatBytes(size)}`)),
  ];
}

function wordLists({ headings, headers, footers, footnotes, endnotes, comments, changes }: WordReport): string[] {
  return [
    ...listLines('Headings', headings.map(({ level, text }) => inset(level) + text)),
    ...listLines('Headers', headers),
    ...listLines('Footers', footers),
    ...listLines('Footnotes', footnotes),
    ...listLines('Endnotes', endnotes),
    ...listLines('Comments', comments.map(({ author, text }) => `${author}: ${text}`)),
    ...listLines('Tracked changes', changes.map(({ type, author, text }) => `${author}, ${type}: ${text}`)),
  ];
}

const inset = (level: number): string => '  '.repeat(Math.max(0, level - 1));

function tables(found: readonly { page?: number; score?: number; rows: string[][] }[]): string[] {
  const more = found.length - MAX_TABLES;
  return [
    ...found.slice(0, MAX_TABLES).flatMap(({ page, score, rows }, index) => {
      const where = page === undefined ? '' : `, page ${page}`;
      const trust = score === undefined ? '' : `, ${Math.round(score * 100)} % sure`;
      const size = `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}, ${rows[0]?.length ?? 0} columns`;
      return part(`Table ${index + 1} of ${found.length}${where}: ${size}${trust}`, tableLines(rows));
    }),
    ...(more > 0 ? ['', `  … ${more} more ${more === 1 ? 'table' : 'tables'}; --json gives all.`] : []),
  ];
}

const part = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', `  ${title}`, ...lines]);
