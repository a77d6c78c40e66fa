import { CannotRead } from '../kit/cannot-read';
import type { Processor } from '../kit/processor';

export const processor: Processor = {
  read() {
    throw new CannotRead('Not built yet.');
  },
};
