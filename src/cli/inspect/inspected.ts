import type { InspectedReading } from '../../engine/engine-queries';
import type { Recognition } from '../../shared/contract/worker-api';
import type { ErrorData } from '../../shared/errors/filemill-error';

/** All that is known of one file; null for what its failure kept from being found. */
export interface Inspected {
  path: string;
  size: number | null;
  recognition: Recognition | null;
  reading: InspectedReading | null;
  error: ErrorData | null;
}
