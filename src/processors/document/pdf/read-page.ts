import type { PDFPageProxy } from 'pdfjs-dist';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { isBrokenText } from './broken-text';
import { TooHeavy } from './page-effort';
import { textFlows } from './page-fragments';
import { pageSize } from './page-size';
import { readingLines, textOfLines } from './page-text';
import type { Pdfjs } from './load-pdfjs';
import { readPageText } from './read-page-text';
import type { SteadyPdf } from './steady-pdf';
import { tablesOfPage, type FoundTable } from './tables';

interface ReadPage {
  readonly text: string;
  /** The text layer does not say what the page shows. */
  readonly isBroken: boolean;
  /** Null where the page's drawing can't be followed. */
  readonly tables: FoundTable[] | null;
  /** Points. */
  readonly width: number;
  readonly height: number;
  /** What links call the page. */
  readonly ref: string | null;
  /** It holds more than may be unpacked; the rest was left. */
  readonly isCut: boolean;
  /** All its text is filled in or noted; what it shows else may be a picture of text. */
  readonly isOnlyNotes: boolean;
}

/** A page that is too heavy would take all time or memory. */
export type PageResult = ReadPage | { readonly failure: string } | { readonly isTooHeavy: true };

/** A broken page does not spoil the others. Throws only what reading the file throws. */
export async function readPage(pdfjs: Pdfjs, pdf: SteadyPdf, number: number, withoutTables = false): Promise<PageResult> {
  if (pdf.isTooHeavy) return { isTooHeavy: true };
  let read: ReadPage | null = null;
  try {
    return await pdf.run(async (document, effort) => {
      let page: PDFPageProxy | undefined;
      try {
        page = await document.getPage(number);
        const viewport = page.getViewport({ scale: 1 });
        const { items, isOnlyNotes } = await readPageText(page);
        if (effort.isSpent) throw new TooHeavy();
        const flows = textFlows(items, viewport);
        const text = textOfLines(readingLines(flows));
        const isBroken = isBrokenText(text);
        read = { text, isBroken, tables: null, ...pageSize(viewport), ref: nameOfRef(page.ref), isCut: effort.isCut, isOnlyNotes };
        const tables = isBroken || withoutTables ? [] : await tablesOfPage(page, flows, pdfjs).catch(() => null);
        return { ...read, tables, isCut: effort.isCut };
      } finally {
        page?.cleanup();
      }
    });
  } catch (thrown) {
    // Its text is there; what it draws besides is too much.
    if (thrown instanceof TooHeavy) return read ?? { isTooHeavy: true };
    if (thrown instanceof FilemillError) throw thrown;
    return { failure: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

export function nameOfRef(ref: { num: number; gen: number } | null): string | null {
  return ref ? `${ref.num}R${ref.gen}` : null;
}
