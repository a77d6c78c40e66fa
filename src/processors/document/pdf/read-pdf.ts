import { FilemillError } from '../../../shared/errors/filemill-error';
import type { PdfReport } from '../../../shared/model/report';
import { CannotRead } from '../../kit/cannot-read';
import { throwIfCancelled, type OpenFile } from '../../kit/open-file';
import type { Context, Reading } from '../../kit/processor';
import { PageCollector } from '../page-collector';
import { MAX_PAGES, tooManyPages } from '../pdf-limits';
import { damageWarning, type LostPage } from './damage-warning';
import { findDocumentFacts } from './document-facts';
import { HeavyPages } from './heavy-pages';
import { isEndMissing } from './is-end-missing';
import { loadPdfjs, type Pdfjs } from './load-pdfjs';
import { TooHeavy } from './page-effort';
import { damagedPdf } from './pdf-failure';
import { readPage, type PageResult } from './read-page';
import { SecondLook } from './second-look';
import { SteadyPdf } from './steady-pdf';
import { TableCollector } from './table-collector';
import { t } from '../../../shared/words/words';

/** The library's store of fonts and objects is emptied after so many pages, so that memory stays flat. */
const CLEANUP_EVERY_PAGES = 100;

/**
 * Text, tables and facts of a PDF. Throws CannotRead where pdf.js finds no page, or no text where PDFium finds some;
 * `file.needsPassword`, `file.tooLarge`, `file.tooComplex`.
 */
export async function readPdf(file: OpenFile, context: Context): Promise<Reading> {
  const pdf = await openForText(file, context);
  const secondLook = new SecondLook(file, context.passwords);
  try {
    return await readDocument(pdf, secondLook, file, context);
  } finally {
    await Promise.all([pdf.close(), secondLook.close()]);
  }
}

async function openForText(file: OpenFile, context: Context): Promise<SteadyPdf> {
  try {
    return await SteadyPdf.open(file, 'text', context.passwords);
  } catch (thrown) {
    if (thrown instanceof FilemillError && thrown.code === 'file.damaged') throw gaveUp(thrown.details ?? thrown.message);
    throw thrown;
  }
}

async function readDocument(pdf: SteadyPdf, secondLook: SecondLook, file: OpenFile, context: Context): Promise<Reading> {
  const { pageCount, rebuiltBecause } = pdf;
  const read = await readPages(pdf, secondLook, context);
  await refuseIfSecondIsBetter(read, pageCount, secondLook);
  const { collector, tables } = read;
  // Pages made up again from a torn file, of which nothing is left to show.
  if (rebuiltBecause !== null && read.withText === 0 && collector.pagesToRecognise.length === 0) throw damagedPdf(rebuiltBecause);
  const facts = await pdf.run((document) => findDocumentFacts(document, file, read.pageOfRef));
  const report: PdfReport = {
    kind: 'document',
    format: 'pdf',
    parser: 'pdfjs',
    ...(rebuiltBecause === null ? {} : { fallbackReason: rebuiltBecause }),
    metadata: facts.metadata,
    outline: facts.outline,
    attachments: facts.attachments,
    pages: collector.pages,
    tables: tables.found,
    statistics: collector.statistics({ pages: pageCount, tables: tables.found.length }),
  };
  const damage = {
    isEndMissing: await isEndMissing(file),
    isRebuilt: rebuiltBecause !== null,
    lost: read.lost,
    pageCount: collector.pages.length,
  };
  const warnings = [
    ...damageWarning(damage),
    ...secondReaderWarning(read.bySecond),
    ...read.heavy.warnings,
    ...tooManyPages(pageCount),
    ...facts.warnings,
    ...tables.warnings,
    ...collector.warnings,
  ];
  return { report, text: collector.text, warnings, artifacts: [], pagesToRecognise: collector.pagesToRecognise };
}

interface ReadPages {
  readonly collector: PageCollector;
  readonly tables: TableCollector;
  readonly lost: LostPage[];
  readonly heavy: HeavyPages;
  readonly pageOfRef: ReadonlyMap<string, number>;
  /** Pages with text, and those of them whose text only the second reader found. */
  readonly withText: number;
  readonly bySecond: number;
}

async function readPages(pdf: SteadyPdf, secondLook: SecondLook, context: Context): Promise<ReadPages> {
  const { pdfjs } = await loadPdfjs();
  const collector = new PageCollector();
  const tables = new TableCollector();
  const lost: LostPage[] = [];
  const heavy = new HeavyPages();
  const pageOfRef = new Map<string, number>();
  let [withText, bySecond] = [0, 0];
  for await (const { number, result } of pagesOf(pdfjs, pdf, context)) {
    const page = await withSecondLook(number, result, secondLook);
    if ('isTooHeavy' in result) heavy.addLeft(number);
    else if ('isCut' in result && result.isCut) heavy.addCut(number);
    if (page.failure !== null) lost.push({ page: number, reason: page.failure });
    if (page.text !== '') withText += 1;
    if (page.isBySecond) bySecond += 1;
    if ('ref' in result && result.ref) pageOfRef.set(result.ref, number);
    tables.add(number, 'tables' in result ? result.tables : []);
    collector.add(page);
  }
  return { collector, tables, lost, heavy, pageOfRef, withText, bySecond };
}

/** Throws CannotRead where pdf.js got nothing out of the file, or less than PDFium does. */
async function refuseIfSecondIsBetter(read: ReadPages, pageCount: number, secondLook: SecondLook): Promise<void> {
  const { collector, lost, heavy, withText, bySecond } = read;
  if (heavy.leftCount > 0 && heavy.leftCount + lost.length === collector.pages.length) throw new TooHeavy();
  // On those pages PDFium would not come to an end.
  if (heavy.warnings.length > 0) return;
  if (lost.length === collector.pages.length) throw gaveUp(lost[0] ? t('page {page}: {reason}', { page: String(lost[0].page), reason: lost[0].reason }) : t('It has no pages.'));
  if (bySecond > 0 && bySecond === withText) {
    throw new CannotRead(t('The first PDF reader found no text in the file; a second one did.'));
  }
  if (lost.length > 0 && (await secondLook.findsTextAfter(pageCount))) {
    throw new CannotRead(t('The first PDF reader found only {pageCount} pages; a second one found more.', { pageCount }));
  }
}

/** The next page is under way while its predecessor is put in order. */
async function* pagesOf(
  pdfjs: Pdfjs,
  pdf: SteadyPdf,
  context: Context,
): AsyncGenerator<{ number: number; result: PageResult }> {
  const count = Math.min(pdf.pageCount, MAX_PAGES);
  const read = (number: number): Promise<PageResult> => {
    const result = readPage(pdfjs, pdf, number, context.withoutTables);
    // It may fail before anyone waits for it.
    result.catch(() => undefined);
    return result;
  };
  let next = count > 0 ? read(1) : null;
  for (let number = 1; number <= count && next; number += 1) {
    throwIfCancelled(context.signal);
    context.progress(t('Page {number} of {count}', { number: String(number), count: String(count) }), (number - 1) / count);
    const result: PageResult = await next;
    next = number < count ? read(number + 1) : null;
    yield { number, result };
    if (number % CLEANUP_EVERY_PAGES === 0) await next?.then(() => pdf.forgetPages()).catch(() => undefined);
  }
}

interface ReadPage {
  text: string;
  width: number;
  height: number;
  recognise: 'noText' | 'brokenText' | null;
  isBySecond: boolean;
  failure: string | null;
}

/** Where the first reader found no text, the second one tells whether there is any, or anything at all. */
async function withSecondLook(number: number, result: PageResult, secondLook: SecondLook): Promise<ReadPage> {
  if ('isTooHeavy' in result) return { text: '', width: 0, height: 0, recognise: null, isBySecond: false, failure: null };
  if (!('failure' in result) && (result.text !== '' || result.isCut)) {
    const isScan = result.isOnlyNotes && (await secondLook.at(number))?.isDrawnOn === true;
    return { ...result, recognise: result.isBroken ? 'brokenText' : isScan ? 'noText' : null, isBySecond: false, failure: null };
  }
  const seen = await secondLook.at(number);
  const size = 'failure' in result ? (seen ?? { width: 0, height: 0 }) : result;
  const { width, height } = size;
  const text = seen?.text ?? '';
  const isToBeRead = text === '' && seen?.isBlank !== true && width > 0;
  return {
    text,
    width,
    height,
    recognise: isToBeRead ? (seen?.isBroken ? 'brokenText' : 'noText') : null,
    isBySecond: text !== '',
    failure: 'failure' in result && text === '' ? result.failure : null,
  };
}

function gaveUp(reason: string): CannotRead {
  return new CannotRead(t('The first PDF reader gave up ({reason}); a second one read the file.', { reason: reason.replace(/\.$/, '') }));
}

function secondReaderWarning(pages: number): string[] {
  if (pages === 0) return [];
  return [t('{pages, plural, one {One page was} other {# pages were}} read by a second PDF reader: the first one found no text there.', { pages })];
}
