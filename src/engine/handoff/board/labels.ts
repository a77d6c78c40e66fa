import { displayName } from '../../../shared/model/display-name';
import type { HandoffFaultName, HandoffState } from '../../../shared/model/handoff';

const OF_FAULT: Record<HandoffFaultName, string> = {
  sidecarNotFile: 'Sidecar is no file',
  sidecarDenied: 'Sidecar can’t be read',
  sidecarTooLarge: 'Sidecar too large',
  sidecarNotJson: 'Sidecar is no JSON',
  sidecarTooDeep: 'Sidecar nests too deep',
  sidecarNotObject: 'Sidecar is no object',
  sidecarIncomplete: 'Sidecar incomplete',
  sidecarWrongType: 'Wrong kind of field',
  pathEscape: 'Path in filename',
  otherFilename: 'Another filename',
  checksumUnknown: 'Unknown checksum',
  sidecarMissing: 'Data without sidecar',
  dataMissing: 'Sidecar without data',
  dataNotFile: 'Data is no file',
  dataDenied: 'Data can’t be read',
  sizeMismatch: 'Size differs',
  checksumMismatch: 'Checksum differs',
  lockNotFile: 'Lock is no file',
  resultNotFolder: 'No result folder',
};

const OF_STATE: Record<HandoffState, string> = { writing: 'Being written', ready: 'Ready', pickedUp: 'Picked up', processed: 'Processed', error: 'Failed', stuck: 'Stuck' };

/** A row's state in two or three words. */
export function labelOf({ state, fault, isOurs, consumer }: { state: HandoffState; fault: HandoffFaultName | null; isOurs: boolean; consumer: string | null }): string {
  if (fault !== null) return OF_FAULT[fault];
  if (state !== 'ready' || isOurs) return OF_STATE[state];
  return consumer === null || consumer === '' ? 'For nobody' : `For ${displayName(consumer)}`;
}
