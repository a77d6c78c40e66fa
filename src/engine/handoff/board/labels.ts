import { displayName } from '../../../shared/model/display-name';
import type { HandoffFaultName, HandoffState } from '../../../shared/model/handoff';
import { t, words } from '../../../shared/words/words';

const OF_FAULT: Record<HandoffFaultName, string> = {
  sidecarNotFile: words('Sidecar is no file'),
  sidecarDenied: words('Sidecar can’t be read'),
  sidecarTooLarge: words('Sidecar too large'),
  sidecarNotJson: words('Sidecar is no JSON'),
  sidecarTooDeep: words('Sidecar nests too deep'),
  sidecarNotObject: words('Sidecar is no object'),
  sidecarIncomplete: words('Sidecar incomplete'),
  sidecarWrongType: words('Wrong kind of field'),
  pathEscape: words('Path in filename'),
  otherFilename: words('Another filename'),
  checksumUnknown: words('Unknown checksum'),
  sidecarMissing: words('Data without sidecar'),
  dataMissing: words('Sidecar without data'),
  dataNotFile: words('Data is no file'),
  dataDenied: words('Data can’t be read'),
  sizeMismatch: words('Size differs'),
  checksumMismatch: words('Checksum differs'),
  lockNotFile: words('Lock is no file'),
  resultNotFolder: words('No result folder'),
};

const OF_STATE: Record<HandoffState, string> = { writing: words('Being written'), ready: words('Ready'), pickedUp: words('Picked up'), processed: words('Processed'), error: words('Failed'), stuck: words('Stuck') };

/** A row's state in two or three words. */
export function labelOf({ state, fault, isOurs, consumer }: { state: HandoffState; fault: HandoffFaultName | null; isOurs: boolean; consumer: string | null }): string {
  if (fault !== null) return t(OF_FAULT[fault]);
  if (state !== 'ready' || isOurs) return t(OF_STATE[state]);
  return consumer === null || consumer === '' ? t('For nobody') : t('For {consumer}', { consumer: displayName(consumer) });
}
