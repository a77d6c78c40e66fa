import type { ReadResult } from '../../../shared/contract/worker-api';
import { encodedPrintOf } from '../../../base/text-print';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { OcrReport, PdfReport } from '../../../shared/model/report';
import { TextCounter } from '../../../processors/kit/text-counter';
import type { PageDigest } from './recognise-pages';
import { t } from '../../../shared/words/words';

const PAGE_BREAK = '\f';

/**
 * What was read together with what OCR found on the pages that had no text of their own.
 *
 * @throws FilemillError `file.damaged` when the pages of a broken file turn out to show nothing at all
 */
export function mergeRecognised(result: ReadResult, pages: readonly PageDigest[], languages: readonly string[]): ReadResult {
  const { report } = result;
  const read = pages.filter(({ facts }) => facts.skipped === null);
  if (report.kind === 'image') {
    if (read.length === 0) return result;
    const texts: string[] = [];
    for (const { facts, text } of read) texts[facts.page - 1] = text;
    const text = Array.from(texts, (one) => one ?? '').join(PAGE_BREAK);
    return { ...result, text, textPrint: encodedPrintOf(text), report: { ...report, ocr: ocrReport(read, languages) } };
  }
  if (report.kind !== 'document' || report.format !== 'pdf' || pages.length === 0) return result;
  if (report.fallbackReason !== undefined && report.statistics.characters === 0 && read.length === 0 && pages.length === report.pages.length) {
    throw new FilemillError('file.damaged', t('The PDF is damaged: nothing is left of what its pages showed.'), {
      hint: t('Get the file again from where it came from.'),
      details: report.fallbackReason,
    });
  }
  const texts = result.text.split(PAGE_BREAK);
  // A page whose own text is broken and that OCR can't read either keeps what it has.
  for (const { facts, text } of read) {
    // Where the text was cut, pages before this one are missing.
    while (texts.length < facts.page) texts.push('');
    texts[facts.page - 1] = text;
  }
  const warning = warningOf(report, pages, read);
  const text = texts.join(PAGE_BREAK);
  return {
    ...result,
    text,
    textPrint: encodedPrintOf(text),
    report: { ...withTexts(report, texts, read), ...(read.length > 0 ? { ocr: ocrReport(read, languages) } : {}) },
    warnings: [...result.warnings, ...(warning === null ? [] : [warning])],
  };
}

function withTexts(report: PdfReport, texts: readonly string[], read: readonly PageDigest[]): PdfReport {
  const total = new TextCounter();
  for (const text of texts) total.add(`${text}\n`);
  const byPage = new Map(read.map((page) => [page.facts.page, page]));
  const pages = report.pages.map((page) => {
    const recognised = byPage.get(page.page);
    return recognised ? { ...page, charCount: codePoints(recognised.text), textSource: 'ocr' as const } : page;
  });
  const characters = pages.reduce((sum, { charCount }) => sum + charCount, 0);
  const lines = characters === 0 ? 0 : total.lineCount;
  return { ...report, pages, statistics: { ...report.statistics, characters, words: total.wordCount, lines } };
}

function ocrReport(read: readonly PageDigest[], languages: readonly string[]): OcrReport {
  const words = read.reduce((sum, { facts }) => sum + facts.words, 0);
  const certainty = read.reduce((sum, { facts }) => sum + facts.confidence * facts.words, 0);
  return {
    engine: read[0]?.engine ?? '',
    languages: [...languages],
    confidence: words === 0 ? 0 : Math.round((certainty / words) * 100) / 100,
    preprocessing: [...new Set(read.flatMap(({ facts }) => facts.preprocessing))],
    pages: read.map(({ facts }) => facts),
    statistics: {
      characters: read.reduce((sum, { text }) => sum + codePoints(text), 0),
      words,
      lines: read.reduce((sum, { lines }) => sum + lines, 0),
      blocks: read.reduce((sum, { blocks }) => sum + blocks, 0),
    },
  };
}

/** Says so when pages stay without text although nothing else explains it. */
function warningOf(report: PdfReport, pages: readonly PageDigest[], read: readonly PageDigest[]): string | null {
  if (read.length > 0 || report.statistics.characters > 0) return null;
  const [first] = pages;
  return pages.length === report.pages.length && first?.facts.skipped ? t('No page has text. {why}', { why: first.facts.skipped }) : null;
}

const codePoints = (text: string): number => [...text].length;
