import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { OpenFile } from '../../kit/open-file';
import { openPdf, type OpenPdf, type Purpose } from './open-pdf';
import { PageEffort, TooHeavy, type EffortLimits } from './page-effort';

/** For one page: text is small, pictures are not. A page crowded with text takes a hundredth of it. */
const LIMITS: Record<Purpose, EffortLimits> = {
  text: { slices: 100_000, bytes: 256e6 },
  drawing: { slices: 500_000, bytes: 1e9 },
};
/** Each of them takes seconds. */
const MAX_HEAVY_PAGES = 3;

/**
 * A PDF of which no page can hold up the others: a page that costs too much is given up with the library's whole
 * document, which is opened anew for the next one.
 */
export class SteadyPdf {
  readonly pageCount: number;
  /** What was wrong with the file, when its pages had to be looked for one by one; else null. */
  readonly rebuiltBecause: string | null;
  private heavyPages = 0;

  private constructor(
    private opened: OpenPdf | null,
    private readonly reopen: () => Promise<OpenPdf>,
    private readonly limits: EffortLimits,
    { document, rebuiltBecause }: OpenPdf,
  ) {
    this.pageCount = document.numPages;
    this.rebuiltBecause = rebuiltBecause;
  }

  /** Throws as `openPdf` does. */
  static async open(file: OpenFile, purpose: Purpose, passwords: readonly string[]): Promise<SteadyPdf> {
    const open = (): Promise<OpenPdf> => openPdf(file, purpose, passwords);
    const opened = await open();
    return new SteadyPdf(opened, open, LIMITS[purpose], opened);
  }

  /** So many pages cost too much that the others are not worth the risk. */
  get isTooHeavy(): boolean {
    return this.heavyPages >= MAX_HEAVY_PAGES;
  }

  /** Work on one page, or on the document. Throws `TooHeavy`, and what reading the file throws while it is at work. */
  async run<T>(work: (document: PDFDocumentProxy, effort: PageEffort) => Promise<T>): Promise<T> {
    const opened = (this.opened ??= await this.reopen());
    const effort = PageEffort.begin(this.limits);
    try {
      return await Promise.race([work(opened.document, effort), opened.broken, effort.spent]);
    } catch (thrown) {
      if (thrown instanceof TooHeavy) {
        this.heavyPages += 1;
        this.opened = null;
        await opened.close();
      }
      throw thrown;
    } finally {
      effort.end();
    }
  }

  /** Between pages: forgets what the library keeps of those before. */
  async forgetPages(): Promise<void> {
    await this.opened?.document.cleanup();
  }

  async close(): Promise<void> {
    await this.opened?.close();
  }
}
