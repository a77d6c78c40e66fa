import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { PdfReport } from '../../../shared/model/report';
import { cutAtUnits } from '../../kit/text-keeper';
import { pdfDateToIso } from './pdf-date';

type Metadata = PdfReport['metadata'];

const MAX_VALUE_UNITS = 2_000;
const SHOWN_LABELS = 12;
const MAX_LABEL_UNITS = 40;

/** Names in the report, in the information dictionary, and in XMP, which fills the gaps. */
const TEXTS: [key: string, info: string, xmp: string][] = [
  ['title', 'Title', 'dc:title'],
  ['author', 'Author', 'dc:creator'],
  ['subject', 'Subject', 'dc:description'],
  ['keywords', 'Keywords', 'pdf:keywords'],
  ['creator', 'Creator', 'xmp:creatortool'],
  ['producer', 'Producer', 'pdf:producer'],
];
const DATES: [key: string, info: string, xmp: string][] = [
  ['creationDate', 'CreationDate', 'xmp:createdate'],
  ['modDate', 'ModDate', 'xmp:modifydate'],
];

/** What the document says of itself. Broken metadata is left out, it spoils nothing else. */
export async function readMetadata(document: PDFDocumentProxy): Promise<Metadata> {
  const metadata: Metadata = {};
  const { info, metadata: xmp } = await document.getMetadata().catch(() => ({ info: {}, metadata: null }));
  const fields = info as Record<string, unknown>;
  const fromXmp = (name: string): string => {
    const value: unknown = xmp?.get(name);
    return Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : '';
  };
  for (const [key, infoName, xmpName] of TEXTS) {
    const value = textOf(fields[infoName]) || fromXmp(xmpName).trim();
    if (value) metadata[key] = cutAtUnits(value, MAX_VALUE_UNITS);
  }
  for (const [key, infoName, xmpName] of DATES) {
    const value = pdfDateToIso(textOf(fields[infoName])) ?? isoOf(fromXmp(xmpName));
    if (value) metadata[key] = value;
  }
  const version = textOf(fields['PDFFormatVersion']);
  if (version) metadata['pdfVersion'] = version;
  const language = textOf(fields['Language']);
  if (language) metadata['language'] = language;
  const labels = await labelHint(document);
  if (labels) metadata['pageLabels'] = labels;
  metadata['isLinearized'] = fields['IsLinearized'] === true;
  metadata['isTagged'] = await isTagged(document);
  metadata['hasForm'] = fields['IsAcroFormPresent'] === true;
  metadata['hasXfa'] = fields['IsXFAPresent'] === true;
  metadata['isSigned'] = fields['IsSignaturesPresent'] === true;
  const isEncrypted = Boolean(fields['EncryptFilterName']);
  metadata['encrypted'] = isEncrypted;
  return isEncrypted ? { ...metadata, ...(await permissionsOf(document)) } : metadata;
}

async function isTagged(document: PDFDocumentProxy): Promise<boolean> {
  // The library's types tell of a plain object; it is a map.
  const marks: unknown = await document.getMarkInfo().catch(() => null);
  return marks instanceof Map && marks.get('Marked') === true;
}

/** What the owner allows; without a word everything is allowed. Flags of ISO 32000-1, table 22. */
async function permissionsOf(document: PDFDocumentProxy): Promise<Metadata> {
  const allowed = await document.getPermissions().catch(() => null);
  const isAllowed = (flag: number): boolean => allowed === null || allowed.has(flag);
  return { printingAllowed: isAllowed(0x04), changingAllowed: isAllowed(0x08), copyingAllowed: isAllowed(0x10) };
}

/** The first labels, "i, ii, iii, 1, 2 …", where pages are called otherwise than 1, 2, 3. */
async function labelHint(document: PDFDocumentProxy): Promise<string | null> {
  const labels = await document.getPageLabels().catch(() => null);
  if (!labels || labels.every((label, i) => label === String(i + 1))) return null;
  const first = labels.slice(0, SHOWN_LABELS).map((label) => cutAtUnits(label, MAX_LABEL_UNITS)).join(', ');
  return labels.length > SHOWN_LABELS ? `${first} …` : first;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\0', '').trim() : '';
}

function isoOf(text: string): string | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
