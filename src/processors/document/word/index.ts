import type { Processor } from '../../kit/processor';
import { readWord } from './read-word';

export const processor: Processor = {
  read: (file, _recognised, context) => readWord(file, context),
  html: async (file, _recognised, context) => (await import('./preview/write-preview')).writePreview(file, context),
};
