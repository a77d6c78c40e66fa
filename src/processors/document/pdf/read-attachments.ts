import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { PdfReport } from '../../../shared/model/report';
import { cutAtUnits } from '../../kit/text-keeper';
import type { OpenFile } from '../../kit/open-file';

type Attachments = PdfReport['attachments'];

const MAX_ATTACHMENTS = 1_000;
const MAX_NAME_UNITS = 500;
const MAX_FILE_BYTES = 64e6;

/** The files that a document carries along, by name; they are not opened. A size that it does not say is 0. */
export async function readAttachments(document: PDFDocumentProxy, file: OpenFile): Promise<Attachments> {
  const listed = entriesOf(await document.getAttachments().catch(() => null)).slice(0, MAX_ATTACHMENTS);
  if (listed.length === 0) return [];
  const sizes = file.size <= MAX_FILE_BYTES ? await (await import('./attachment-sizes')).attachmentSizes(await file.readAll(MAX_FILE_BYTES)) : [];
  return listed.map(({ name, description }, i) => ({
    name: cutAtUnits(name, MAX_NAME_UNITS),
    size: sizes[i] ?? 0,
    ...(description ? { description: cutAtUnits(description, MAX_NAME_UNITS) } : {}),
  }));
}

function entriesOf(found: unknown): { name: string; description: string }[] {
  const values: unknown[] = found instanceof Map ? [...found.values()] : found && typeof found === 'object' ? Object.values(found) : [];
  return values.map((value) => {
    const { filename, description } = (value ?? {}) as { filename?: unknown; description?: unknown };
    return { name: typeof filename === 'string' ? filename : '', description: typeof description === 'string' ? description : '' };
  });
}
