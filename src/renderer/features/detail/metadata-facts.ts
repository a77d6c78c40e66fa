import type { PdfReport } from '../../../shared/model/report';
import { formatMoment } from '../../format/time';
import type { Fact } from '../../parts/fact-list';

const WORDS: Readonly<Record<string, string>> = {
  creator: 'Made with',
  producer: 'PDF made by',
  application: 'Made with',
  creationDate: 'Created',
  created: 'Created',
  modDate: 'Changed',
  modified: 'Changed',
  lastModifiedBy: 'Changed by',
  lastPrinted: 'Printed',
  pages: 'Pages when saved',
  words: 'Words when saved',
  pdfVersion: 'PDF version',
  outlineCount: 'Outline entries',
  attachmentCount: 'Attachments',
  isTagged: 'Tagged for reading aloud',
  isLinearized: 'Made for the web',
  hasJavaScript: 'JavaScript',
  hasForm: 'Form to fill in',
  hasXfa: 'XFA form, an old kind',
  isSigned: 'Signed',
  encrypted: 'Encrypted',
};

const ISO_MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** What programs write where nobody told them anything. */
const NOT_TOLD = /^\(?(unspecified|anonymous)\)?$/i;

/** What a document says of itself, as names and values for people. */
export function metadataFacts(metadata: PdfReport['metadata']): Fact[] {
  return Object.entries(metadata)
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => [WORDS[name] ?? spelled(name), shown(name, value)]);
}

function shown(name: string, value: string | number | boolean): string {
  if (name === 'hasJavaScript') return value ? 'Yes, never run' : 'No';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'string' && NOT_TOLD.test(value)) return 'Not given';
  if (typeof value === 'string' && ISO_MOMENT.test(value)) {
    const at = Date.parse(value);
    if (!Number.isNaN(at)) return formatMoment(at);
  }
  return String(value);
}

/** "hyperlinkBase" as "Hyperlink base" */
function spelled(name: string): string {
  const words = name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
