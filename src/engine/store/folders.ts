import { folderSettingsSchema, type FolderSettings } from '../../shared/model/folder';
import type { Database } from './database';

export interface FolderRecord {
  id: number;
  path: string;
  settings: FolderSettings;
  /** Watched at every start; false for a folder that was given to one run of the command line. */
  configured: boolean;
  /** Files that lay there when the folder was added are left alone. */
  ignoreExisting: boolean;
  addedAt: number;
}

interface FolderRow {
  id: number;
  path: string;
  settings: string;
  configured: number;
  ignore_existing: number;
  added_at: number;
}

const toRecord = (row: FolderRow): FolderRecord => ({
  id: row.id,
  path: row.path,
  settings: folderSettingsSchema.parse(JSON.parse(row.settings)),
  configured: row.configured === 1,
  ignoreExisting: row.ignore_existing === 1,
  addedAt: row.added_at,
});

const COLUMNS = 'id, path, settings, configured, ignore_existing, added_at';

export function listFolders(database: Database): FolderRecord[] {
  return database
    .all<FolderRow>(`SELECT ${COLUMNS} FROM folders WHERE removed_at IS NULL ORDER BY id`)
    .map(toRecord);
}

/** Adds a folder, or brings a removed one back with everything that was known of it. */
export function putFolder(
  database: Database,
  folder: { path: string; settings: FolderSettings; configured: boolean; ignoreExisting: boolean },
  now: number,
): FolderRecord {
  return database.transaction((writer) => {
    const isRemoved = database.get('SELECT 1 FROM folders WHERE path = ? AND removed_at IS NOT NULL', folder.path) !== undefined;
    writer.run(
      `INSERT INTO folders (path, settings, configured, ignore_existing, added_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (path) DO UPDATE SET settings = excluded.settings, removed_at = NULL,
         ignore_existing = CASE WHEN removed_at IS NULL THEN ignore_existing ELSE excluded.ignore_existing END,
         configured = max(excluded.configured, CASE WHEN removed_at IS NULL THEN configured ELSE 0 END),
         added_at = CASE WHEN removed_at IS NULL THEN added_at ELSE excluded.added_at END`,
      folder.path,
      JSON.stringify(folder.settings),
      folder.configured ? 1 : 0,
      folder.ignoreExisting ? 1 : 0,
      now,
    );
    const row = database.get<FolderRow>(`SELECT ${COLUMNS} FROM folders WHERE path = ?`, folder.path) as FolderRow;
    if (isRemoved) {
      // What lies there, and what was put aside from there.
      writer.run(
        `UPDATE jobs SET is_current = 1, state = CASE state WHEN 'inProgress' THEN 'waiting' ELSE state END, lease = NULL
         WHERE id IN (SELECT job_id FROM files WHERE folder_id = ? AND (present = 1 OR
           EXISTS (SELECT 1 FROM effects WHERE effects.job_id = files.job_id AND effects.state = 'done')))`,
        row.id,
      );
    }
    return toRecord(row);
  });
}

export function updateFolderSettings(database: Database, id: number, settings: FolderSettings): void {
  database.transaction((writer) =>
    writer.run('UPDATE folders SET settings = ? WHERE id = ?', JSON.stringify(settings), id),
  );
}

/** The folder is watched no more; its files leave the accounting and stay as history. */
export function removeFolder(database: Database, id: number, now: number): void {
  database.transaction((writer) => {
    writer.run('UPDATE folders SET removed_at = ?, configured = 0 WHERE id = ?', now, id);
    writer.run('UPDATE jobs SET is_current = 0, lease = NULL WHERE folder_id = ? AND is_current = 1', id);
  });
}

/** Device and file number that the folder itself had when its files were last believed: `dev:ino`. */
export function rootNumber(database: Database, id: number): string | null {
  return database.get<{ number: string | null }>('SELECT root_number AS number FROM folders WHERE id = ?', id)?.number ?? null;
}

export function setRootNumber(database: Database, id: number, number: string): void {
  if (rootNumber(database, id) === number) return;
  database.transaction((writer) => writer.run('UPDATE folders SET root_number = ? WHERE id = ?', number, id));
}
