import type { OpenFile } from '../../kit/open-file';
import { damagedPdf, lockedPdf, noSuchPage } from '../pdf/pdf-failure';
import { loadPdfium, type PdfiumCalls } from './load-pdfium';
import { PdfiumMemory } from './pdfium-memory';
import { t, words } from '../../../shared/words/words';

/** The whole file lies in the library's memory. */
const MAX_FILE_BYTES = 256e6;
const PASSWORD_IS_WRONG = 4;
/** FPDF_ERR_… of fpdfview.h. */
const ERRORS: Record<number, string> = {
  2: words('The file could not be opened.'),
  3: words('Not a PDF, or a damaged one.'),
  5: words('The kind of encryption is not known.'),
  6: words('A page is missing or damaged.'),
};

/** A document opened by PDFium. After `close` nothing may be asked of it. */
export class PdfiumDocument {
  readonly memory: PdfiumMemory;
  readonly pageCount: number;
  /** The library broke down inside; nothing it says counts from then on. */
  private isLost = false;

  private constructor(
    readonly calls: PdfiumCalls,
    readonly handle: number,
  ) {
    this.memory = new PdfiumMemory(calls);
    this.pageCount = calls.FPDF_GetPageCount(handle);
  }

  /** Opens with the first password that fits. Throws `file.needsPassword`, `file.damaged`, `file.tooLarge`. */
  static async open(file: OpenFile, passwords: readonly string[]): Promise<PdfiumDocument> {
    const bytes = await file.readAll(MAX_FILE_BYTES);
    const calls = await loadPdfium();
    try {
      const memory = new PdfiumMemory(calls);
      const pointer = memory.take(bytes.length);
      memory.write(pointer, bytes);
      let error = 0;
      for (const password of ['', ...passwords]) {
        const handle = memory.lendText(password, (text) => calls.FPDF_LoadMemDocument64(pointer, bytes.length, text));
        if (handle !== 0) return new PdfiumDocument(calls, handle);
        error = calls.FPDF_GetLastError();
        if (error !== PASSWORD_IS_WRONG) break;
      }
      throw error === PASSWORD_IS_WRONG ? lockedPdf() : damagedPdf(t(ERRORS[error] ?? 'Nothing more is known.'));
    } catch (thrown) {
      throw toDamaged(thrown);
    }
  }

  /** Pages count from 1. Throws `artifact.none` for one that is not there, `file.damaged` for one that can't be read. */
  withPage<T>(number: number, work: (page: number) => T): T {
    if (number > this.pageCount) throw noSuchPage(number);
    if (this.isLost) throw damagedPdf(t('PDFium stopped at another page.'));
    try {
      const page = this.calls.FPDF_LoadPage(this.handle, number - 1);
      if (page === 0) throw damagedPdf(t('Page {number} is damaged.', { number }));
      const result = work(page);
      this.calls.FPDF_ClosePage(page);
      return result;
    } catch (thrown) {
      this.isLost ||= thrown instanceof WebAssembly.RuntimeError;
      throw toDamaged(thrown);
    }
  }

  /** Its table of contents is sound; without one the library has looked for the pages by itself. */
  get isIntact(): boolean {
    return this.calls.FPDF_DocumentHasValidCrossReferenceTable(this.handle) === 1;
  }

  close(): void {
    try {
      this.calls.FPDF_CloseDocument(this.handle);
    } catch (thrown) {
      // After a trap the sandbox is lost anyway, and its memory goes with it.
      if (!(thrown instanceof WebAssembly.RuntimeError)) throw thrown;
    }
  }
}

/** The library gives up by a trap: the file asks for what it can't do. */
function toDamaged(thrown: unknown): unknown {
  const isTrap = thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError;
  return isTrap ? damagedPdf(`PDFium stopped: ${thrown.message}`, thrown) : thrown;
}
