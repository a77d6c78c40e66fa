import type { FolderView } from '../../../shared/model/folder';
import { callEngine } from '../../engine-client/engine-client';
import { formatTook } from '../../format/duration';
import { attempt, tell } from '../../state/toast-store';
import { t } from '../../../shared/words/words';

export function scanFolder({ id, settings }: Pick<FolderView, 'id' | 'settings'>): Promise<boolean> {
  return attempt(async () => {
    const { files, durationMs } = await callEngine('folders.scan', { id });
    tell(t('{name}: {files, plural, one {# file} other {# files}} checked in {durationMs}', { name: settings.name, files, durationMs: formatTook(durationMs) }));
  });
}
