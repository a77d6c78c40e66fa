import type { Manifest } from '../../kit/processor';
import { wordManifest } from '../word/manifest';

/** The way out when Filemill's own reader of Word documents gives up: text, tables and what the text says of itself. */
export const wordMammothManifest: Manifest = {
  id: 'word-mammoth',
  version: 2,
  canRender: false,
  hasHtml: true,
  score: (file) => (wordManifest.score(file) > 0 ? 50 : 0),
  limits: ({ size }) => wordManifest.limits({ name: '', mime: '', kind: 'document', size }),
};
