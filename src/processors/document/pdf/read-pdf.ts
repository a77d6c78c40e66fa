import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { DocumentReport } from '../../../shared/model/report';
import { throwIfCancelled, type OpenFile } from '../../kit/open-file';
import type { Context, Reading } from '../../kit/processor';
import { TextCounter } from '../../kit/text-counter';
import { TextKeeper } from '../../kit/text-keeper';
import { damagedPdf, openPdf } from './open-pdf';
import type { TextItem } from './page-fragments';
import { pageText } from './page-text';
import { readMetadata } from './read-metadata';

const MAX_PAGES = 5_000;
/** The library's store of fonts and objects is emptied after so many pages, so that memory stays flat. */
const CLEANUP_EVERY_PAGES = 100;
/** Warnings about single pages. */
const MAX_PAGE_WARNINGS = 10;
const END_MARK_WITHIN_BYTES = 4096;

export async function readPdf(file: OpenFile, context: Context): Promise<Reading> {
  const { document, rebuiltBecause, close } = await openPdf(file, 'text');
  try {
    const reading = await readDocument(document, file, context);
    if (rebuiltBecause === null || reading.report.kind !== 'document') return reading;
    const warning = `The PDF is damaged (${rebuiltBecause.replace(/\.$/, '')}); the pages that are still there were read.`;
    return {
      ...reading,
      report: { ...reading.report, fallbackReason: rebuiltBecause },
      warnings: [warning, ...reading.warnings],
    };
  } finally {
    await close();
  }
}

async function readDocument(document: PDFDocumentProxy, file: OpenFile, context: Context): Promise<Reading> {
  const metadata = await readMetadata(document);
  const pageCount = Math.min(document.numPages, MAX_PAGES);
  const pages: DocumentReport['pages'] = [];
  const keeper = new TextKeeper();
  const total = new TextCounter();
  const failures: string[] = [];
  let characters = 0;

  // The next page is under way while this one is put in order.
  let next = pageCount > 0 ? readPage(document, 1) : null;
  for (let number = 1; number <= pageCount && next; number += 1) {
    throwIfCancelled(context.signal);
    context.progress(`Page ${number} of ${pageCount}`, (number - 1) / pageCount);
    const read = await next;
    next = number < pageCount ? readPage(document, number + 1) : null;
    if (number > 1) keeper.add('\f');
    if ('failure' in read) {
      failures.push(`Page ${number} can't be read: ${read.failure}`);
      pages.push({ page: number, charCount: 0, width: 0, height: 0 });
      continue;
    }
    const counter = new TextCounter();
    counter.add(read.text);
    total.add(`${read.text}\n`);
    keeper.add(read.text);
    characters += counter.characterCount;
    pages.push({ page: number, charCount: counter.characterCount, width: read.width, height: read.height });
    if (number % CLEANUP_EVERY_PAGES === 0) await next?.then(() => document.cleanup()).catch(() => undefined);
  }
  if (failures.length === pageCount) throw damagedPdf(failures[0] ?? 'It has no pages.');

  return {
    report: {
      kind: 'document',
      parser: 'pdfjs',
      metadata,
      pages,
      tables: [],
      statistics: {
        characters,
        words: total.wordCount,
        lines: characters === 0 ? 0 : total.lineCount,
        tables: 0,
        pages: document.numPages,
      },
    },
    text: keeper.text,
    warnings: [...(await warningsOf(document, file, failures, characters)), ...keeper.warnings],
    artifacts: [],
  };
}

type PageResult = { text: string; width: number; height: number } | { failure: string };

/** Never rejects: a broken page does not spoil the others. */
async function readPage(document: PDFDocumentProxy, number: number): Promise<PageResult> {
  let page: PDFPageProxy | undefined;
  try {
    page = await document.getPage(number);
    const viewport = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const text = pageText(items as TextItem[], viewport);
    return { text, width: roundPoints(viewport.width), height: roundPoints(viewport.height) };
  } catch (thrown) {
    return { failure: thrown instanceof Error ? thrown.message : String(thrown) };
  } finally {
    page?.cleanup();
  }
}

function roundPoints(points: number): number {
  return Math.round(points * 1000) / 1000;
}

async function warningsOf(document: PDFDocumentProxy, file: OpenFile, failures: string[], characters: number): Promise<string[]> {
  const warnings = failures.slice(0, MAX_PAGE_WARNINGS);
  if (failures.length > MAX_PAGE_WARNINGS) {
    warnings.push(`${failures.length - MAX_PAGE_WARNINGS} further pages can't be read.`);
  }
  if (document.numPages > MAX_PAGES) {
    warnings.push(`Only the first ${MAX_PAGES.toLocaleString('en')} of ${document.numPages.toLocaleString('en')} pages were read.`);
  }
  const tail = await file.readRange(Math.max(0, file.size - END_MARK_WITHIN_BYTES), END_MARK_WITHIN_BYTES);
  if (!tail.includes('%%EOF')) warnings.push('The end of the file is missing; what is there was read.');
  if (characters === 0) warnings.push('No page has text: it may be a scan.');
  return warnings;
}
