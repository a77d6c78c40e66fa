import type { DataReport, ImageReport, OcrReport, PdfReport, Report, TextReport, WordReport } from '../../../shared/model/report';
import { languageName } from '../../format/language-name';
import { countOf, formatCount } from '../../format/number';
import { sureWords } from '../../format/sure-words';
import type { Fact } from '../../parts/fact-list';
import { archiveFacts } from '../archives/about/archive-facts';
import { metadataFacts } from './metadata-facts';
import { pictureFacts } from './metrics/picture-facts';

const DELIMITERS: Readonly<Record<string, string>> = { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Bar', ' ': 'Space' };

/** Nothing where there is none: an empty fact is left out. */
const some = (count: number): string => (count > 0 ? formatCount(count) : '');

function textFacts(report: TextReport): Fact[] {
  return [
    ['Encoding', report.encoding],
    ['Lines', formatCount(report.lineCount)],
    ['Words', formatCount(report.wordCount)],
    ['Characters', formatCount(report.characterCount)],
  ];
}

function dataFacts(report: DataReport): Fact[] {
  return [
    ['Format', report.format.toUpperCase()],
    ['Valid', report.valid ? 'Yes' : `No, ${countOf(report.errors.length, 'error')}`],
    [report.format === 'json' ? 'Elements' : 'Rows', formatCount(report.rowCount)],
    ['Columns', some(report.columns.length)],
    ['Header', report.hasHeader === undefined ? '' : report.hasHeader ? 'Yes' : 'No'],
    ['Delimiter', report.delimiter === undefined ? '' : (DELIMITERS[report.delimiter] ?? report.delimiter)],
    ['Encoding', report.encoding ?? ''],
    ['Lines', report.lineCount === undefined ? '' : formatCount(report.lineCount)],
  ];
}

function pdfFacts(report: PdfReport): Fact[] {
  const { statistics } = report;
  return [
    ['Pages', formatCount(statistics.pages)],
    ['Words', formatCount(statistics.words)],
    ['Lines', formatCount(statistics.lines)],
    ['Characters', formatCount(statistics.characters)],
    ['Tables', some(statistics.tables)],
    ...metadataFacts(report.metadata),
    ...parserFacts(report),
  ];
}

function wordFacts(report: WordReport): Fact[] {
  const { statistics } = report;
  return [
    ['Paragraphs', formatCount(statistics.paragraphs)],
    ['Words', formatCount(statistics.words)],
    ['Characters', formatCount(statistics.characters)],
    ['Headings', some(statistics.headings)],
    ['Tables', some(statistics.tables)],
    ['Images', some(report.imageCount)],
    ['Footnotes', some(report.footnotes.length)],
    ['Endnotes', some(report.endnotes.length)],
    ['Comments', some(report.comments.length)],
    ['Tracked changes', some(report.changes.length)],
    ...metadataFacts(report.metadata),
    ...parserFacts(report),
  ];
}

function parserFacts({ parser, fallbackReason }: PdfReport | WordReport): Fact[] {
  return [
    ['Parser', parser],
    ['Second parser', fallbackReason ?? ''],
  ];
}

function imageFacts(report: ImageReport): Fact[] {
  return [...pictureFacts(report), ...Object.entries(report.exif ?? {}).map(([name, value]): Fact => [name, String(value)])];
}

/** What a processor found, as names and values. */
export function reportFacts(report: Report): Fact[] {
  switch (report.kind) {
    case 'text':
      return textFacts(report);
    case 'data':
      return dataFacts(report);
    case 'document':
      return report.format === 'word' ? wordFacts(report) : pdfFacts(report);
    case 'image':
      return imageFacts(report);
    case 'archive':
      return archiveFacts(report);
    case 'other':
      return [['Description', report.description]];
  }
}

/** How text came out of pictures. */
export function ocrFacts(report: OcrReport): Fact[] {
  const { statistics, pages } = report;
  return [
    ['Engine', report.engine],
    ['Languages', report.languages.map(languageName).join(', ')],
    ['Confidence', statistics.words > 0 ? sureWords(report.confidence) : ''],
    ['Doubtful words', `${formatCount(pages.reduce((sum, page) => sum + page.doubtfulWords, 0))} of ${formatCount(statistics.words)}`],
    ['Lines', formatCount(statistics.lines)],
    ['Blocks', formatCount(statistics.blocks)],
    ['Done to the pages', report.preprocessing.join(', ')],
  ];
}
