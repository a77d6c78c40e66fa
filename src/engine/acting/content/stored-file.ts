import { join } from 'node:path';
import type { FileEvent } from '../../../shared/model/file';
import type { Database } from '../../store/database';
import type { ActedFile } from '../action';

/** A file of the ledger as it lies now, wherever a rule has put it; undefined for one that is not known. */
export function storedFile(database: Database, fileId: number): ActedFile | undefined {
  const row = database.get<Omit<ActedFile, 'source' | 'isGone' | 'event'> & { event: FileEvent; isPresent: number }>(
    `SELECT j.id AS jobId, f.id AS fileId, j.folder_id AS folderId, w.settings ->> 'name' AS folderName, d.path AS root, f.path, j.size,
       j.mtime_ms AS mtimeMs, j.ino, j.sha256, j.event, j.arrived_at AS arrivedAt, f.present AS isPresent
     FROM files f JOIN jobs j ON j.id = f.job_id JOIN folders d ON d.id = f.folder_id JOIN folders w ON w.id = j.folder_id WHERE f.id = ?`,
    fileId,
  );
  if (!row) return undefined;
  const { isPresent, ...file } = row;
  return { ...file, source: join(file.root, file.path), isGone: isPresent === 0 };
}
