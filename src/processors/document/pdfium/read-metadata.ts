import type { PdfReport } from '../../../shared/model/report';
import { cutAtUnits } from '../../kit/text-keeper';
import { pdfDateToIso } from '../pdf/pdf-date';
import type { PdfiumDocument } from './pdfium-document';

type Metadata = PdfReport['metadata'];

const MAX_VALUE_UNITS = 2_000;
const TEXTS = { title: 'Title', author: 'Author', subject: 'Subject', keywords: 'Keywords', creator: 'Creator', producer: 'Producer' };
const DATES = { creationDate: 'CreationDate', modDate: 'ModDate' };
/** What the owner allows: bits of ISO 32000-1, table 22. */
const PERMISSIONS = { printingAllowed: 0x04, changingAllowed: 0x08, copyingAllowed: 0x10 };
const NOT_ENCRYPTED = -1;

/** What the document says of itself. */
export function readMetadata(document: PdfiumDocument): Metadata {
  const { calls, handle, memory } = document;
  const metadata: Metadata = {};
  const valueOf = (tag: string): string =>
    memory.lendText(tag, (name) => memory.utf16((room, size) => calls.FPDF_GetMetaText(handle, name, room, size))).trim();
  for (const [key, tag] of Object.entries(TEXTS)) {
    const value = valueOf(tag);
    if (value) metadata[key] = cutAtUnits(value, MAX_VALUE_UNITS);
  }
  for (const [key, tag] of Object.entries(DATES)) {
    const value = pdfDateToIso(valueOf(tag));
    if (value) metadata[key] = value;
  }
  const version = memory.lend(4, (room) => (calls.FPDF_GetFileVersion(handle, room) === 1 ? (memory.integers(room, 1)[0] ?? 0) : 0));
  if (version > 0) metadata['pdfVersion'] = (version / 10).toFixed(1);
  metadata['encrypted'] = calls.FPDF_GetSecurityHandlerRevision(handle) !== NOT_ENCRYPTED;
  if (!metadata['encrypted']) return metadata;
  const permissions = calls.FPDF_GetDocPermissions(handle);
  for (const [key, bit] of Object.entries(PERMISSIONS)) metadata[key] = (permissions & bit) !== 0;
  return metadata;
}
