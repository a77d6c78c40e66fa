import type { FileState } from '../../shared/model/file';
import type { Database } from './database';

/** Each version of a file that came, once. */
export interface ArrivedFile {
  /** Inside its folder, where it came. */
  path: string;
  at: number;
  fileId: number;
  state: FileState;
}

/** Exported for the test that no table is read from end to end for it. */
export const ARRIVED_IN = `
  SELECT coalesce(j.former_path, f.path) AS path, j.arrived_at AS at, j.file_id AS fileId, j.state FROM jobs j INDEXED BY jobs_by_arrival JOIN files f ON f.id = j.file_id
  WHERE j.folder_id = ? AND j.arrived_at > ? AND j.arrived_at <= ? AND j.event IN ('created', 'modified', 'content_changed') AND j.state <> 'ignored'
  ORDER BY j.arrived_at, j.id`;

/** What came to a folder after one instant and up to another, oldest first; without what was left alone. */
export const arrivedIn = (database: Database, folderId: number, after: number, upTo: number): ArrivedFile[] => database.all<ArrivedFile>(ARRIVED_IN, folderId, after, upTo);
