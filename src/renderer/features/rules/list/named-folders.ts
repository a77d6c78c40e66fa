import type { FolderView } from '../../../../shared/model/folder';
import type { NamedFolder } from './narrow-rules';

/** The watched folders, as rules name them. */
export function namedFolders(folders: readonly FolderView[]): NamedFolder[] {
  return folders.map(({ id, path, settings }) => ({ id, path, name: settings.name }));
}
