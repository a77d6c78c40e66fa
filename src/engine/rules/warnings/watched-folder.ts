import { isInside } from '../../../base/safe-path';
import type { FolderSettings } from '../../../shared/model/folder';

export interface WatchedFolder {
  id: number;
  /** Absolute. */
  path: string;
  settings: FolderSettings;
}

/** The watched folder that sees what is written in a place; undefined where none does. */
export function folderAround(place: string, folders: readonly WatchedFolder[]): WatchedFolder | undefined {
  return folders.find(({ path, settings }) => (settings.recursive ? isInside(path, place) : path === place));
}
