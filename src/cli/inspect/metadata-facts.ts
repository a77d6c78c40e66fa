import type { Fact } from './fact-lines';

/** Names that documents give to what they say of themselves, in plain words; others are taken apart at their capitals. */
const NAMES: Readonly<Record<string, string>> = {
  creationDate: 'Created',
  created: 'Created',
  modDate: 'Changed',
  modified: 'Changed',
  lastModifiedBy: 'Changed by',
  creator: 'Made with',
  producer: 'Written by',
  pdfVersion: 'PDF version',
  isLinearized: 'Fast web view',
  isTagged: 'Tagged',
  hasForm: 'Has a form',
  hasXfa: 'Has an XFA form',
  isSigned: 'Signed',
  hasJavaScript: 'Has scripts',
  outlineCount: 'Bookmarks',
  attachmentCount: 'Attachments',
  editingMinutes: 'Minutes edited',
};
const INSTANT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?(?:\.\d+)?Z$/;
/** What programs write where nobody entered anything. */
const EMPTY = /^\s*(?:\(?(?:unspecified|anonymous)\)?|untitled)?\s*$/i;

/** What is there of the metadata: nothing that is absent, empty or zero, and of permissions those that are refused. */
export function metadataFacts(metadata: Readonly<Record<string, string | number | boolean>>): Fact[] {
  return Object.entries(metadata).map(([name, value]): Fact => {
    const isPermission = typeof value === 'boolean' && name.endsWith('Allowed');
    const text = isPermission ? (value ? null : 'no') : valueText(value);
    return [NAMES[name] ?? spacedName(name), text];
  });
}

function valueText(value: string | number | boolean): string | null {
  if (value === false || value === 0) return null;
  if (value === true) return 'yes';
  const text = String(value);
  return EMPTY.test(text) ? null : text.replace(INSTANT, '$1 $2 UTC');
}

/** `exposureTime` → "Exposure time"; `GPSLatitude` → "GPS latitude". */
function spacedName(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2').split(/[\s_]+/);
  const lower = words.map((word) => (/^[A-Z\d]{2,}$/.test(word) ? word : word.toLowerCase())).join(' ');
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}
