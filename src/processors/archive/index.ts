import type { Processor } from '../kit/processor';
import { readArchive } from './report/read-archive';

export const processor: Processor = { read: readArchive };
