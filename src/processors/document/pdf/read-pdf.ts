import type { PDFDocumentProxy } from 'pdfjs-dist';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { PdfReport } from '../../../shared/model/report';
import { CannotRead } from '../../kit/cannot-read';
import { throwIfCancelled, type OpenFile } from '../../kit/open-file';
import type { Context, Reading } from '../../kit/processor';
import { PageCollector } from '../page-collector';
import { MAX_PAGES, tooManyPages } from '../pdf-limits';
import { findDocumentFacts } from './document-facts';
import { endWarning } from './end-warning';
import { loadPdfjs, type Pdfjs } from './load-pdfjs';
import { openPdf, type OpenPdf } from './open-pdf';
import { damagedPdf } from './pdf-failure';
import { readPage, type PageResult } from './read-page';
import { SecondLook } from './second-look';
import { TableCollector } from './table-collector';

/** The library's store of fonts and objects is emptied after so many pages, so that memory stays flat. */
const CLEANUP_EVERY_PAGES = 100;
/** Warnings about single pages. */
const MAX_PAGE_WARNINGS = 10;

/**
 * Text, tables and facts of a PDF. Throws CannotRead where pdf.js finds no page, or no text where PDFium finds some;
 * `file.needsPassword`, `file.tooLarge`.
 */
export async function readPdf(file: OpenFile, context: Context): Promise<Reading> {
  const opened = await openForText(file, context);
  const secondLook = new SecondLook(file, context.passwords);
  try {
    return await readDocument(opened, secondLook, file, context);
  } finally {
    await Promise.all([opened.close(), secondLook.close()]);
  }
}

async function openForText(file: OpenFile, context: Context): Promise<OpenPdf> {
  try {
    return await openPdf(file, 'text', context.passwords);
  } catch (thrown) {
    if (thrown instanceof FilemillError && thrown.code === 'file.damaged') throw gaveUp(thrown.details ?? thrown.message);
    throw thrown;
  }
}

async function readDocument(opened: OpenPdf, secondLook: SecondLook, file: OpenFile, context: Context): Promise<Reading> {
  const { document, rebuiltBecause } = opened;
  const read = await readPages(document, secondLook, context);
  await refuseIfSecondIsBetter(read, document, secondLook);
  const { collector, tables } = read;
  // Pages made up again from a torn file, of which nothing is left to show.
  if (rebuiltBecause !== null && read.withText === 0 && collector.pagesToRecognise.length === 0) throw damagedPdf(rebuiltBecause);
  const facts = await findDocumentFacts(document, file, read.pageOfRef);
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
    statistics: collector.statistics({ pages: document.numPages, tables: tables.found.length }),
  };
  const warnings = [
    ...(rebuiltBecause === null ? [] : [rebuiltWarning(rebuiltBecause)]),
    ...pageWarnings(read),
    ...tooManyPages(document.numPages),
    ...(await endWarning(file)),
    ...facts.warnings,
    ...tables.warnings,
    ...collector.warnings,
  ];
  return { report, text: collector.text, warnings, artifacts: [], pagesToRecognise: collector.pagesToRecognise };
}

interface ReadPages {
  readonly collector: PageCollector;
  readonly tables: TableCollector;
  /** One sentence for each page that can't be read. */
  readonly failures: string[];
  readonly pageOfRef: ReadonlyMap<string, number>;
  /** Pages with text, and those of them whose text only the second reader found. */
  readonly withText: number;
  readonly bySecond: number;
}

async function readPages(document: PDFDocumentProxy, secondLook: SecondLook, context: Context): Promise<ReadPages> {
  const { pdfjs } = await loadPdfjs();
  const collector = new PageCollector();
  const tables = new TableCollector();
  const failures: string[] = [];
  const pageOfRef = new Map<string, number>();
  let [withText, bySecond] = [0, 0];
  for await (const { number, result } of pagesOf(pdfjs, document, context)) {
    const page = await withSecondLook(number, result, secondLook);
    if (page.failure !== null) failures.push(`Page ${number} can't be read: ${page.failure}`);
    if (page.text !== '') withText += 1;
    if (page.isBySecond) bySecond += 1;
    if ('ref' in result && result.ref) pageOfRef.set(result.ref, number);
    tables.add(number, 'tables' in result ? result.tables : []);
    collector.add(page);
  }
  return { collector, tables, failures, pageOfRef, withText, bySecond };
}

/** Throws CannotRead where pdf.js got nothing out of the file, or less than PDFium does. */
async function refuseIfSecondIsBetter(read: ReadPages, document: PDFDocumentProxy, secondLook: SecondLook): Promise<void> {
  const { collector, failures, withText, bySecond } = read;
  if (failures.length === collector.pages.length) throw gaveUp(failures[0] ?? 'It has no pages.');
  if (bySecond > 0 && bySecond === withText) {
    throw new CannotRead('The first PDF reader found no text in the file; a second one did.');
  }
  if (failures.length > 0 && (await secondLook.findsTextAfter(document.numPages))) {
    throw new CannotRead(`The first PDF reader found only ${document.numPages} pages; a second one found more.`);
  }
}

/** The next page is under way while its predecessor is put in order. */
async function* pagesOf(
  pdfjs: Pdfjs,
  document: PDFDocumentProxy,
  context: Context,
): AsyncGenerator<{ number: number; result: PageResult }> {
  const count = Math.min(document.numPages, MAX_PAGES);
  const read = (number: number): Promise<PageResult> => readPage(pdfjs, document, number, context.withoutTables);
  let next = count > 0 ? read(1) : null;
  for (let number = 1; number <= count && next; number += 1) {
    throwIfCancelled(context.signal);
    context.progress(`Page ${number} of ${count}`, (number - 1) / count);
    const result: PageResult = await next;
    next = number < count ? read(number + 1) : null;
    yield { number, result };
    if (number % CLEANUP_EVERY_PAGES === 0) await next?.then(() => document.cleanup()).catch(() => undefined);
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
  if (!('failure' in result) && result.text !== '') {
    return { ...result, recognise: result.isBroken ? 'brokenText' : null, isBySecond: false, failure: null };
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
  return new CannotRead(`The first PDF reader gave up (${reason.replace(/\.$/, '')}); a second one read the file.`);
}

function rebuiltWarning(reason: string): string {
  return `The PDF is damaged (${reason.replace(/\.$/, '')}); the pages that are still there were read.`;
}

function pageWarnings({ failures, bySecond }: ReadPages): string[] {
  const warnings = failures.slice(0, MAX_PAGE_WARNINGS);
  const more = failures.length - MAX_PAGE_WARNINGS;
  if (more > 0) warnings.push(`${more} further ${more === 1 ? 'page' : 'pages'} can't be read.`);
  if (bySecond > 0) {
    warnings.push(`${bySecond === 1 ? 'One page was' : `${bySecond} pages were`} read by a second PDF reader: the first one found no text there.`);
  }
  return warnings;
}
