import { FilemillError } from '../../../shared/errors/filemill-error';
import type { OpenFile } from '../../kit/open-file';
import { isBlank, isDrawnOn } from '../pdfium/page-objects';
import { viewOf } from '../pdfium/page-view';
import { PdfiumDocument } from '../pdfium/pdfium-document';
import { textRuns } from '../pdfium/text-runs';
import { isBrokenText } from './broken-text';
import { textFlows } from './page-fragments';
import { pageSize } from './page-size';
import { readingLines, textOfLines, type PlacedLine } from './page-text';

/** It takes the whole file into memory. */
const MAX_FILE_BYTES = 64e6;
const MAX_FURTHER_PAGES = 50;

export interface SeenPage {
  readonly isBlank: boolean;
  /** Besides fields and notes something is drawn. */
  readonly isDrawnOn: boolean;
  /** Empty where the text layer does not say what the page shows. */
  readonly lines: readonly PlacedLine[];
  readonly text: string;
  readonly isBroken: boolean;
  /** Points. */
  readonly width: number;
  readonly height: number;
}

/** PDFium, asked about the pages on which the first reader finds nothing. */
export class SecondLook {
  private opening: Promise<PdfiumDocument | null> | undefined;

  constructor(
    private readonly file: OpenFile,
    private readonly passwords: readonly string[],
  ) {}

  /** What PDFium sees on the page; null when it can't see it either. */
  async at(number: number): Promise<SeenPage | null> {
    this.opening ??= this.open();
    const document = await this.opening;
    if (!document) return null;
    try {
      return document.withPage(number, (page) => {
        const view = viewOf(document, page);
        const lines = readingLines(textFlows(textRuns(document, page), view));
        const text = textOfLines(lines);
        const isBroken = isBrokenText(text);
        const found = isBroken ? { lines: [], text: '' } : { lines, text };
        return { isBlank: isBlank(document, page), isDrawnOn: isDrawnOn(document, page), isBroken, ...found, ...pageSize(view) };
      });
    } catch (thrown) {
      return nothingFor(thrown);
    }
  }

  /** Whether PDFium finds text on pages after the last one that the first reader knows of. */
  async findsTextAfter(lastPage: number): Promise<boolean> {
    this.opening ??= this.open();
    const end = Math.min((await this.opening)?.pageCount ?? 0, lastPage + MAX_FURTHER_PAGES);
    for (let number = lastPage + 1; number <= end; number += 1) {
      if ((await this.at(number))?.text) return true;
    }
    return false;
  }

  async close(): Promise<void> {
    (await this.opening)?.close();
  }

  private async open(): Promise<PdfiumDocument | null> {
    if (this.file.size > MAX_FILE_BYTES) return null;
    return PdfiumDocument.open(this.file, this.passwords).catch(nothingFor);
  }
}

/** A page that the second reader can't read stays as the first one found it. */
function nothingFor(thrown: unknown): null {
  if (thrown instanceof FilemillError && thrown.code !== 'file.changed') return null;
  throw thrown;
}
