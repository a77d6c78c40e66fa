import { FilemillError } from '../../../shared/errors/filemill-error';
import type { PdfReport } from '../../../shared/model/report';
import { throwIfCancelled, type OpenFile } from '../../kit/open-file';
import type { Context, Reading } from '../../kit/processor';
import { PageCollector } from '../page-collector';
import { isBrokenText } from '../pdf/broken-text';
import { textFlows } from '../pdf/page-fragments';
import { pageSize } from '../pdf/page-size';
import { readingLines, textOfLines } from '../pdf/page-text';
import { damagedPdf } from '../pdf/pdf-failure';
import { MAX_PAGES, tooManyPages } from '../pdf-limits';
import { isBlank } from './page-objects';
import { viewOf } from './page-view';
import { PdfiumDocument } from './pdfium-document';
import { readMetadata } from './read-metadata';
import { textRuns } from './text-runs';
import { t } from '../../../shared/words/words';

/** Warnings about single pages. */
const MAX_PAGE_WARNINGS = 10;

/** Text and facts of a PDF. Throws `file.needsPassword`, `file.damaged`, `file.tooLarge`. */
export async function readPdfium(file: OpenFile, context: Context): Promise<Reading> {
  const document = await PdfiumDocument.open(file, context.passwords);
  try {
    return await readDocument(document, context);
  } finally {
    document.close();
  }
}

async function readDocument(document: PdfiumDocument, context: Context): Promise<Reading> {
  const collector = new PageCollector();
  const failures: string[] = [];
  const count = Math.min(document.pageCount, MAX_PAGES);
  for (let number = 1; number <= count; number += 1) {
    await letOthersIn();
    throwIfCancelled(context.signal);
    context.progress(t('Page {number} of {count}', { number: String(number), count: String(count) }), (number - 1) / count);
    collector.add(readPage(document, number, failures));
  }
  if (failures.length === count) throw damagedPdf(failures[0] ?? t('It has no pages.'));
  const report: PdfReport = {
    kind: 'document',
    format: 'pdf',
    parser: 'pdfium',
    metadata: readMetadata(document),
    outline: [],
    attachments: [],
    pages: collector.pages,
    tables: [],
    statistics: collector.statistics({ pages: document.pageCount, tables: 0 }),
  };
  const warnings = [...failures.slice(0, MAX_PAGE_WARNINGS), ...tooManyPages(document.pageCount), ...collector.warnings];
  return { report, text: collector.text, warnings, artifacts: [], pagesToRecognise: collector.pagesToRecognise };
}

/** A broken page does not spoil the others. */
function readPage(document: PdfiumDocument, number: number, failures: string[]): Parameters<PageCollector['add']>[0] {
  try {
    return document.withPage(number, (page) => {
      const view = viewOf(document, page);
      const text = textOfLines(readingLines(textFlows(textRuns(document, page), view)));
      const recognise = text === '' ? (isBlank(document, page) ? null : 'noText') : isBrokenText(text) ? 'brokenText' : null;
      return { text, ...pageSize(view), recognise };
    });
  } catch (thrown) {
    if (!(thrown instanceof FilemillError)) throw thrown;
    failures.push(t('Page {number} can\'t be read: {why}', { number: String(number), why: thrown.details ?? thrown.message }));
    return { text: '', width: 0, height: 0, recognise: null };
  }
}

/** The library works without pause; between pages a cancel must get through. */
function letOthersIn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
