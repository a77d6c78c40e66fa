import type { FolderView } from '../../../shared/model/folder';
import { callEngine } from '../../engine-client/engine-client';
import { formatTook } from '../../format/duration';
import { countOf } from '../../format/number';
import { attempt, tell } from '../../state/toast-store';

export function scanFolder({ id, settings }: Pick<FolderView, 'id' | 'settings'>): Promise<boolean> {
  return attempt(async () => {
    const { files, durationMs } = await callEngine('folders.scan', { id });
    tell(`${settings.name}: ${countOf(files, 'file')} checked in ${formatTook(durationMs)}`);
  });
}
