import type { Manifest } from '../../kit/processor';
import { scaledLimits } from '../../kit/scaled-limits';

/** What LibreOffice turns into a Word document, and the ending that it knows each by. */
export const OFFICE_EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ['application/msword', 'doc'],
  ['application/vnd.oasis.opendocument.text', 'odt'],
  ['application/rtf', 'rtf'],
]);

/** Old Word documents, OpenDocument texts and RTF, read by way of a LibreOffice that is installed. */
export const officeManifest: Manifest = {
  id: 'office',
  version: 2,
  canRender: false,
  hasHtml: true,
  score: ({ mime }) => (OFFICE_EXTENSIONS.has(mime) ? 100 : 0),
  limits: ({ size }) => scaledLimits(size, 240_000, 0.1, 1_500e6),
};
