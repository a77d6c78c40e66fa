import type { Processor } from '../../kit/processor';
import { readByMammoth } from './read-by-mammoth';

export const processor: Processor = {
  read: (file, _recognised, context) => readByMammoth(file, context),
  html: async (file, _recognised, context) => (await import('../word/preview/write-preview')).writePreview(file, context),
};
