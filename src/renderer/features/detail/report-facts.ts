import type { DataReport, ImageReport, OcrReport, PdfReport, Report, TextReport, WordReport } from '../../../shared/model/report';
import { languageName } from '../../format/language-name';
import { formatCount } from '../../format/number';
import { sureWords } from '../../format/sure-words';
import type { Fact } from '../../parts/fact-list';
import { archiveFacts } from '../archives/about/archive-facts';
import { metadataFacts } from './metadata-facts';
import { exifFacts } from './metrics/exif-facts';
import { pictureFacts } from './metrics/picture-facts';
import { t } from '../../../shared/words/words';

const DELIMITERS: Readonly<Record<string, string>> = { ',': t('Comma'), ';': t('Semicolon'), '\t': t('Tab@@character'), '|': t('Bar@@character'), ' ': t('Space@@character') };

/** Nothing where there is none: an empty fact is left out. */
const some = (count: number): string => (count > 0 ? formatCount(count) : '');

function textFacts(report: TextReport): Fact[] {
  return [
    [t('Encoding'), report.encoding, 'value'],
    [t('Lines'), formatCount(report.lineCount)],
    [t('Words'), formatCount(report.wordCount)],
    [t('Characters'), formatCount(report.characterCount)],
  ];
}

function dataFacts(report: DataReport): Fact[] {
  return [
    [t('Format'), report.format.toUpperCase()],
    [t('Valid'), report.valid ? t('Yes') : t('No, {count, plural, one {# error} other {# errors}}', { count: report.errors.length })],
    [report.format === 'json' ? t('Elements') : t('Rows'), formatCount(report.rowCount)],
    [t('Columns'), some(report.columns.length)],
    [t('Header'), report.hasHeader === undefined ? '' : report.hasHeader ? t('Yes') : t('No')],
    [t('Delimiter'), report.delimiter === undefined ? '' : (DELIMITERS[report.delimiter] ?? report.delimiter)],
    [t('Encoding'), report.encoding ?? '', 'value'],
    [t('Lines'), report.lineCount === undefined ? '' : formatCount(report.lineCount)],
  ];
}

function pdfFacts(report: PdfReport): Fact[] {
  const { statistics } = report;
  return [
    [t('Pages'), formatCount(statistics.pages)],
    [t('Words'), formatCount(statistics.words)],
    [t('Lines'), formatCount(statistics.lines)],
    [t('Characters'), formatCount(statistics.characters)],
    [t('Tables'), some(statistics.tables)],
    ...metadataFacts(report.metadata),
    ...parserFacts(report),
  ];
}

function wordFacts(report: WordReport): Fact[] {
  const { statistics } = report;
  return [
    [t('Paragraphs'), formatCount(statistics.paragraphs)],
    [t('Words'), formatCount(statistics.words)],
    [t('Characters'), formatCount(statistics.characters)],
    [t('Headings'), some(statistics.headings)],
    [t('Tables'), some(statistics.tables)],
    [t('Images'), some(report.imageCount)],
    [t('Footnotes'), some(report.footnotes.length)],
    [t('Endnotes'), some(report.endnotes.length)],
    [t('Comments'), some(report.comments.length)],
    [t('Tracked changes'), some(report.changes.length)],
    ...metadataFacts(report.metadata),
    ...parserFacts(report),
  ];
}

function parserFacts({ parser, fallbackReason }: PdfReport | WordReport): Fact[] {
  return [
    [t('Parser'), parser, 'value'],
    // In the words of the library.
    [t('Second parser'), fallbackReason ?? '', 'value'],
  ];
}

function imageFacts(report: ImageReport): Fact[] {
  return [...pictureFacts(report), ...exifFacts(report.exif ?? {})];
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
      return [[t('Description'), report.description]];
  }
}

/** How text came out of pictures. */
export function ocrFacts(report: OcrReport): Fact[] {
  const { statistics, pages } = report;
  return [
    [t('Engine@@OCR'), report.engine, 'value'],
    [t('Languages'), report.languages.map(languageName).join(', ')],
    [t('Confidence'), statistics.words > 0 ? sureWords(report.confidence) : ''],
    [t('Doubtful words'), t('{doubtful, number} of {words, number}', { doubtful: pages.reduce((sum, page) => sum + page.doubtfulWords, 0), words: statistics.words })],
    [t('Lines'), formatCount(statistics.lines)],
    [t('Blocks'), formatCount(statistics.blocks)],
    [t('Done to the pages'), report.preprocessing.join(', '), 'value'],
  ];
}
