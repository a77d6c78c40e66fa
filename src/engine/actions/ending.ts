import type { Writer } from '../store/database';
import type { JobFacts } from '../store/job-facts';

/** The original lies where it was to go, or nowhere; the ledger does not know it yet. */
export interface Ending {
  readonly effectId: number;
  /** Absolute; where it lies now. */
  readonly target: string;
  readonly sentence: string;
  /** Filled by `conclude`: jobs that it has brought to an end besides, to be told with the others. */
  readonly settledAlso: number[];
  /**
   * In the transaction that ends the job, after it is settled: the effect is done, and the ledger knows where the file lies.
   *
   * @returns the job that begins in another watched folder; null for none
   */
  conclude(writer: Writer): JobFacts | null;
}
