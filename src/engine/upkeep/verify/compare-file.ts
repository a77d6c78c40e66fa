import { lstatSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import type { FileState } from '../../../shared/model/file';
import type { Database } from '../../store/database';

/** What the ledger says of a path, and of the version that its current job is about. */
export interface LedgerFile {
  id: number;
  path: string;
  present: number;
  size: number;
  mtimeMs: number;
  ino: string;
  state: FileState | null;
  sha256: string | null;
  headSha256: string | null;
  /** What was read is what lies there now, as far as the ledger knows. */
  isRead: number;
}

/** What keeps ledger and disk apart. */
export type Difference = 'unknown' | 'missing' | 'changed' | 'notFile' | 'unreadable';

const COLUMNS = `f.id, f.path, f.present, f.size, f.mtime_ms AS mtimeMs, f.ino, j.state, j.sha256, j.head_sha256 AS headSha256,
  j.state = 'done' AND j.size = f.size AND j.mtime_ms = f.mtime_ms AND j.ino = f.ino AS isRead`;

/** The files that the ledger says lie in a folder, page by page. */
export function presentFiles(database: Database, folderId: number, after: string, limit: number): LedgerFile[] {
  return database.all<LedgerFile>(
    `SELECT ${COLUMNS} FROM files f LEFT JOIN jobs j ON j.id = f.job_id
     WHERE f.folder_id = ? AND f.path > ? AND f.present = 1 ORDER BY f.path LIMIT ?`,
    folderId,
    after,
    limit,
  );
}

export function ledgerFile(database: Database, folderId: number, path: string): LedgerFile | undefined {
  return database.get<LedgerFile>(
    `SELECT ${COLUMNS} FROM files f LEFT JOIN jobs j ON j.id = f.job_id WHERE f.folder_id = ? AND f.path = ? AND f.present = 1`,
    folderId,
    path,
  );
}

/** Whether ledger and disk say the same of one path; links are not followed. */
export function compareFile(root: string, path: string, known: LedgerFile | undefined): Difference | null {
  const look = lookAt(root, path);
  if (look === null) return known ? 'missing' : null;
  if (!known) return 'unknown';
  // Things that are no files, and folders that can't be entered, are told to the ledger and left alone.
  const isLeftAlone = known.state === 'ignored';
  if (look === 'unreadable') return isLeftAlone ? null : 'unreadable';
  if (!look.isFile()) return isLeftAlone ? null : 'notFile';
  const isSame = look.size === known.size && Math.abs(look.mtimeMs - known.mtimeMs) < 1 && inoOf(root, path, look) === known.ino;
  return isSame ? null : 'changed';
}

export const fsPathOf = (root: string, path: string): string | Buffer => toFsPath(join(root, path));

export function lookAt(root: string, path: string): Stats | 'unreadable' | null {
  try {
    return lstatSync(fsPathOf(root, path), { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOTDIR' ? null : 'unreadable';
  }
}

/** A double holds a file number below 2^53 only. */
function inoOf(root: string, path: string, { ino }: Stats): string {
  if (Number.isSafeInteger(ino)) return String(ino);
  return String(lstatSync(fsPathOf(root, path), { bigint: true, throwIfNoEntry: false })?.ino ?? ino);
}
