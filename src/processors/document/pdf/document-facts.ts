import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { PdfReport } from '../../../shared/model/report';
import type { OpenFile } from '../../kit/open-file';
import { findActiveContent, JAVASCRIPT_WARNING, type ActiveContent } from './active-content';
import { readAttachments } from './read-attachments';
import { readMetadata } from './read-metadata';
import { readOutline } from './read-outline';
import { t, words } from '../../../shared/words/words';

export interface DocumentFacts {
  readonly metadata: PdfReport['metadata'];
  readonly outline: PdfReport['outline'];
  readonly attachments: PdfReport['attachments'];
  readonly warnings: string[];
}

/** Larger files are not held in memory; in them only the library looks for what would run. */
const SEARCHED_UP_TO_BYTES = 32e6;
const NO_XFA_WARNING = words('The PDF is an XFA form: only what it keeps as ordinary pages is shown.');

/** What the document says of itself besides its pages. `pageOfRef` tells the number of a page by what links call it. */
export async function findDocumentFacts(
  document: PDFDocumentProxy,
  file: OpenFile,
  pageOfRef: ReadonlyMap<string, number>,
): Promise<DocumentFacts> {
  const [metadata, { outline, count }, attachments, active] = await Promise.all([
    readMetadata(document),
    readOutline(document, pageOfRef),
    readAttachments(document, file),
    activeContentOf(document, file),
  ]);
  const warnings = metadata['hasXfa'] === true ? [...active.warnings, t(NO_XFA_WARNING)] : active.warnings;
  const counts = { outlineCount: count, attachmentCount: attachments.length, hasJavaScript: active.hasJavaScript };
  return { metadata: { ...metadata, ...counts }, outline, attachments, warnings };
}

async function activeContentOf(document: PDFDocumentProxy, file: OpenFile): Promise<ActiveContent> {
  const isKnown = await document.hasJSActions().catch(() => false);
  const found: ActiveContent =
    file.size > SEARCHED_UP_TO_BYTES
      ? { hasJavaScript: false, warnings: [] }
      : findActiveContent(await file.readAll(SEARCHED_UP_TO_BYTES));
  if (!isKnown || found.hasJavaScript) return found;
  return { hasJavaScript: true, warnings: [t(JAVASCRIPT_WARNING), ...found.warnings] };
}
