import type { Sighting } from '../../../shared/contract/watch-api';
import type { FolderSettings } from '../../../shared/model/folder';
import type { KnownFile } from '../../store/job-facts';

/**
 * What a sighting means to the ledger: `created` for a path at which nothing lay, `content_changed` when the size says
 * so, `modified` when only the bytes can tell. The inode counts too, because a file replaced by a rename may keep size
 * and time; and the change time, because a program can set the modification time back.
 */
export type Change = 'same' | 'created' | 'modified' | 'content_changed';

export function detectChange(known: KnownFile, sighting: Sighting, { changeDetection }: Pick<FolderSettings, 'changeDetection'>): Change {
  if (!known.present) return 'created';
  // A folder that goes by times alone is told nothing of content; and a file that is just being rewritten is empty for a moment.
  if (known.size !== sighting.size) return changeDetection === 'times' ? 'modified' : 'content_changed';
  const isSame = known.mtimeMs === sighting.mtimeMs && known.ino === sighting.ino && known.ctimeMs === sighting.ctimeMs;
  return isSame ? 'same' : 'modified';
}

/** Whether a change is one that the folder acts on, as far as it is known before the bytes are compared. */
export function isWanted(change: Exclude<Change, 'same'>, { events, changeDetection }: FolderSettings): boolean {
  if (change === 'created') return events.created;
  if (changeDetection === 'times') return events.modified;
  if (change === 'content_changed') return events.content_changed;
  return events.modified || events.content_changed;
}
