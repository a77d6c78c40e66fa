import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { isBrokenText } from './broken-text';
import { textFlows, type TextItem } from './page-fragments';
import { pageSize } from './page-size';
import { readingLines, textOfLines } from './page-text';
import type { Pdfjs } from './load-pdfjs';
import { tablesOfPage, type FoundTable } from './tables';

export type PageResult =
  | {
      text: string;
      /** The text layer does not say what the page shows. */
      isBroken: boolean;
      /** Null where the page's drawing can't be followed. */
      tables: FoundTable[] | null;
      /** Points. */
      width: number;
      height: number;
      /** What links call the page. */
      ref: string | null;
    }
  | { failure: string };

/** Never rejects: a broken page does not spoil the others. */
export async function readPage(pdfjs: Pdfjs, document: PDFDocumentProxy, number: number, withoutTables = false): Promise<PageResult> {
  let page: PDFPageProxy | undefined;
  try {
    page = await document.getPage(number);
    const viewport = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const flows = textFlows(items as TextItem[], viewport);
    const text = textOfLines(readingLines(flows));
    const isBroken = isBrokenText(text);
    const tables = isBroken || withoutTables ? [] : await tablesOfPage(page, flows, pdfjs).catch(() => null);
    return { text, isBroken, tables, ...pageSize(viewport), ref: nameOfRef(page.ref) };
  } catch (thrown) {
    return { failure: thrown instanceof Error ? thrown.message : String(thrown) };
  } finally {
    page?.cleanup();
  }
}

export function nameOfRef(ref: { num: number; gen: number } | null): string | null {
  return ref ? `${ref.num}R${ref.gen}` : null;
}
