import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { DocumentReport } from '../../../shared/model/report';
import { cutAtUnits } from '../../kit/text-keeper';
import { pdfDateToIso } from './pdf-date';

type Metadata = DocumentReport['metadata'];

const MAX_VALUE_UNITS = 2_000;
const MAX_OUTLINE_ITEMS = 10_000;

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
  metadata['encrypted'] = Boolean(fields['EncryptFilterName']);
  metadata['outlineCount'] = await countOutline(document);
  return metadata;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\0', '').trim() : '';
}

function isoOf(text: string): string | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

async function countOutline(document: PDFDocumentProxy): Promise<number> {
  const top = await document.getOutline().catch(() => null);
  const queue = [...(top ?? [])];
  let count = 0;
  for (let item = queue.pop(); item && count < MAX_OUTLINE_ITEMS; item = queue.pop()) {
    count += 1;
    queue.push(...(item.items as typeof queue));
  }
  return count;
}
