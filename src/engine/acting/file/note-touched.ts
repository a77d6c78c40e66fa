import { relative } from 'node:path';
import { isThere, sightingAt } from '../../actions/file-version';
import type { Effect } from '../../store/effects';
import { RemovedFiles } from '../../store/removed-files';
import type { ActionParts } from '../action-parts';

/** A name more or less moves a file's change time: no news to the watcher. */
export function noteTouched({ database, ledger, whereabouts }: Pick<ActionParts, 'database' | 'ledger' | 'whereabouts'>, { fileId, root, source }: Pick<Effect, 'fileId' | 'root' | 'source'>): void {
  if (!isThere(source)) return;
  const sighting = sightingAt(root, relative(root, source));
  database.transaction((writer) => new RemovedFiles(database, ledger, whereabouts).recordTouched(writer, fileId, sighting));
}
