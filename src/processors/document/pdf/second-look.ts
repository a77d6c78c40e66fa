import { FilemillError } from '../../../shared/errors/filemill-error';
import type { OpenFile } from '../../kit/open-file';
import { isBlank } from '../pdfium/page-objects';
import { viewOf } from '../pdfium/page-view';
import { PdfiumDocument } from '../pdfium/pdfium-document';
import { textRuns } from '../pdfium/text-runs';
import { pageSize } from './page-size';
import { pageText } from './page-text';

/** It takes the whole file into memory. */
const MAX_FILE_BYTES = 64e6;

export interface SeenPage {
  readonly isBlank: boolean;
  readonly text: string;
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
        return { isBlank: isBlank(document, page), text: pageText(textRuns(document, page), view), ...pageSize(view) };
      });
    } catch (thrown) {
      return nothingFor(thrown);
    }
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
