import type { Manifest } from '../../kit/processor';
import { scaledLimits } from '../../kit/scaled-limits';

export const WORD_MIMES: ReadonlySet<string> = new Set([
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.template',
  'application/vnd.ms-word.document.macroenabled.12',
  'application/vnd.ms-word.template.macroenabled.12',
]);

/** Word documents (.docx, .docm and their templates): text, styles, runs, tables, sections, notes, properties. */
export const wordManifest: Manifest = {
  id: 'word',
  version: 2,
  canRender: false,
  hasHtml: true,
  score: ({ mime }) => (WORD_MIMES.has(mime) ? 100 : 0),
  limits: ({ size }) => scaledLimits(size, 60_000, 0.2, 1_500e6),
};
