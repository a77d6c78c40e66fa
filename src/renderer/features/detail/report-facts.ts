import type { DataReport, DocumentReport, ImageReport, Report, TextReport } from '../../../shared/model/report';
import { countOf, formatCount } from '../../format/number';
import { formatSize } from '../../format/size';
import type { Fact } from '../../parts/fact-list';

const DELIMITERS: Readonly<Record<string, string>> = { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Bar', ' ': 'Space' };

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
    ['Columns', report.columns.length > 0 ? formatCount(report.columns.length) : ''],
    ['Header', report.hasHeader === undefined ? '' : report.hasHeader ? 'Yes' : 'No'],
    ['Delimiter', report.delimiter === undefined ? '' : (DELIMITERS[report.delimiter] ?? report.delimiter)],
    ['Encoding', report.encoding ?? ''],
    ['Lines', report.lineCount === undefined ? '' : formatCount(report.lineCount)],
  ];
}

function documentFacts(report: DocumentReport): Fact[] {
  const { statistics } = report;
  return [
    ['Pages', formatCount(statistics.pages)],
    ['Words', formatCount(statistics.words)],
    ['Lines', formatCount(statistics.lines)],
    ['Characters', formatCount(statistics.characters)],
    ['Tables', statistics.tables > 0 ? formatCount(statistics.tables) : ''],
    ...Object.entries(report.metadata).map(([name, value]): Fact => [name, String(value)]),
    ['Parser', report.parser],
    ['Second parser', report.fallbackReason ?? ''],
  ];
}

function imageFacts(report: ImageReport): Fact[] {
  return [
    ['Pixels', `${formatCount(report.width)} × ${formatCount(report.height)}`],
    ['Format', report.format.toUpperCase()],
    ['Colour', `${report.colorSpace}, ${countOf(report.channels, 'channel')}${report.hasAlpha ? ', transparent' : ''}`],
    ['Size', formatSize(report.sizeBytes)],
    ['Frames', report.frameCount > 1 ? formatCount(report.frameCount) : ''],
    ['Density', report.density === undefined ? '' : `${formatCount(report.density)} dpi`],
    ['Orientation', report.orientation === undefined || report.orientation === 1 ? '' : `EXIF ${report.orientation}, applied`],
    ...Object.entries(report.exif ?? {}).map(([name, value]): Fact => [name, String(value)]),
  ];
}

/** What a processor found, as names and values. */
export function reportFacts(report: Report): Fact[] {
  switch (report.kind) {
    case 'text':
      return textFacts(report);
    case 'data':
      return dataFacts(report);
    case 'document':
      return documentFacts(report);
    case 'image':
      return imageFacts(report);
    case 'other':
      return [['Description', report.description]];
  }
}
