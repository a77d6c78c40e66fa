import type { Processor } from '../../kit/processor';
import { readPdf } from './read-pdf';

export const processor: Processor = {
  read: (file, _recognised, context) => readPdf(file, context),
  render: async (file, _recognised, page, maxSidePixels, context) =>
    (await import('./render-page')).renderPage(file, page, maxSidePixels, context),
};
