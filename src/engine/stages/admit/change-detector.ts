import type { Sighting } from '../../../shared/contract/watch-api';
import type { KnownFile } from '../../store/ledger';

export type Change = 'same' | 'created' | 'modified';

/** What a sighting means to the ledger. The inode counts too: a file replaced by a rename may keep size and time. */
export function detectChange(known: KnownFile, sighting: Sighting): Change {
  if (!known.present) return 'created';
  const isSame =
    known.size === sighting.size && known.mtimeMs === sighting.mtimeMs && known.ino === sighting.ino;
  return isSame ? 'same' : 'modified';
}
