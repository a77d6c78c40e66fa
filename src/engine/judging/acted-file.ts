import { join } from 'node:path';
import type { ActedFile } from '../acting/action';
import type { JudgedRow } from '../store/judged-files';
import type { TriedFolder } from './trying-parts';

/** A version of a file as actions take it, lying where it lay. */
export function actedFileOf(row: JudgedRow, folder: TriedFolder): ActedFile {
  const { jobId, fileId, path, size, mtimeMs, ino, sha256, event, arrivedAt } = row;
  const source = join(folder.path, path);
  return { jobId, fileId, folderId: folder.id, folderName: folder.name, root: folder.path, path, source, size, mtimeMs, ino, sha256, event, arrivedAt, isGone: event === 'deleted' };
}
