import type { PdfReport } from '../../../shared/model/report';
import { formatMoment } from '../../format/time';
import type { Fact } from '../../parts/fact-list';
import { t } from '../../../shared/words/words';

const WORDS: Readonly<Record<string, string>> = {
  title: t('Title'),
  author: t('Author'),
  subject: t('Subject'),
  keywords: t('Keywords'),
  description: t('Description'),
  language: t('Language'),
  category: t('Category'),
  status: t('Status'),
  revision: t('Revision'),
  template: t('Template'),
  applicationVersion: t('Application version'),
  company: t('Company'),
  manager: t('Manager'),
  editingMinutes: t('Editing minutes'),
  creator: t('Made with'),
  producer: t('PDF made by'),
  application: t('Made with'),
  creationDate: t('Created'),
  created: t('Created'),
  modDate: t('Changed'),
  modified: t('Changed'),
  lastModifiedBy: t('Changed by'),
  lastPrinted: t('Printed'),
  pages: t('Pages when saved'),
  words: t('Words when saved'),
  pdfVersion: t('PDF version'),
  outlineCount: t('Outline entries'),
  attachmentCount: t('Attachments'),
  isTagged: t('Tagged for reading aloud'),
  isLinearized: t('Made for the web'),
  hasJavaScript: t('JavaScript'),
  hasForm: t('Form to fill in'),
  hasXfa: t('XFA form, an old kind'),
  isSigned: t('Signed'),
  encrypted: t('Encrypted'),
};

const ISO_MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** What programs write where nobody told them anything. */
const NOT_TOLD = /^\(?(unspecified|anonymous)\)?$/i;

/** What a document says of itself, as names and values for people. */
export function metadataFacts(metadata: PdfReport['metadata']): Fact[] {
  return Object.entries(metadata)
    .filter(([, value]) => value !== 0)
    .map(([name, value]): Fact => (isOfFile(name, value) ? [WORDS[name] ?? spelled(name), String(value), WORDS[name] === undefined ? 'both' : 'value'] : [WORDS[name] ?? spelled(name), shown(name, value)]));
}

/** Shown as it stands there. */
function isOfFile(name: string, value: string | number | boolean): boolean {
  return shown(name, value) === value;
}

function shown(name: string, value: string | number | boolean): string {
  if (name === 'hasJavaScript') return value ? t('Yes, never run') : t('No');
  if (typeof value === 'boolean') return value ? t('Yes') : t('No');
  if (typeof value === 'string' && NOT_TOLD.test(value)) return t('Not given');
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
