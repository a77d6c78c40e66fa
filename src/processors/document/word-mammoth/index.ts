import type { Processor } from '../../kit/processor';
import { writePreview } from '../word/preview/write-preview';
import { readByMammoth } from './read-by-mammoth';

export const processor: Processor = {
  read: (file, _recognised, context) => readByMammoth(file, context),
  html: (file, _recognised, context) => writePreview(file, context),
};
