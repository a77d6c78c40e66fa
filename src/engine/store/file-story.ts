import { join } from 'node:path';
import type { ErrorData } from '../../shared/errors/filemill-error';
import type { FileEvent, FileState, Lane, TimelineEntry, Trigger } from '../../shared/model/file';
import type { Database } from './database';
import { t } from '../../shared/words/words';

/** Former versions that are told of. */
const MAX_EARLIER = 20;

/** All that the ledger has on what became of one file. */
export interface FileStory {
  fileId: number;
  jobId: number;
  /** In which it arrived, and where it lay there. */
  folderId: number;
  folderName: string;
  root: string;
  path: string;
  /** Absolute: where a rule has put it, outside of its folder; null where it lies in it. */
  movedTo: string | null;
  present: boolean;
  departedAt: number | null;
  size: number;
  mtimeMs: number;
  state: FileState;
  event: FileEvent;
  trigger: Trigger;
  lane: Lane;
  marks: string;
  reason: string | null;
  error: ErrorData | null;
  held: boolean;
  attempts: number;
  arrivedAt: number;
  dueAt: number | null;
  hasCleared: boolean;
  /** Where it lay before it moved here. */
  movedFrom: string | null;
  timeline: TimelineEntry[];
  /** Newest first. */
  earlier: EarlierVersion[];
}

export interface EarlierVersion {
  at: number;
  event: FileEvent;
  state: FileState;
  reason: string | null;
  error: ErrorData | null;
  formerPath: string | null;
}

interface Raw {
  pathThere: string;
  rootThere: string | null;
  present: number;
  held: number;
  hasCleared: number;
  error: string | null;
  entries: string | null;
}
type StoryRow = Omit<FileStory, keyof Raw | 'movedFrom' | 'movedTo' | 'timeline' | 'earlier'> & Raw;
type EarlierRow = Omit<EarlierVersion, 'error'> & { error: string | null };

export function fileAt(database: Database, folderId: number, path: string): number | undefined {
  return database.get<{ id: number }>('SELECT id FROM files WHERE folder_id = ? AND path = ?', folderId, path)?.id;
}

export function fileStory(database: Database, fileId: number): FileStory | undefined {
  const row = database.get<StoryRow>(
    `SELECT f.id AS fileId, j.id AS jobId, j.folder_id AS folderId, d.settings ->> 'name' AS folderName, d.path AS root,
       CASE WHEN f.folder_id = j.folder_id THEN f.path ELSE coalesce(j.former_path, f.path) END AS path, f.path AS pathThere,
       CASE WHEN f.folder_id = j.folder_id THEN NULL ELSE p.path END AS rootThere, f.present, f.departed_at AS departedAt, f.size, f.mtime_ms AS mtimeMs, j.state, j.event, j.trigger, j.lane,
       j.marks, j.reason, j.error, j.held, j.attempts, j.arrived_at AS arrivedAt, j.due_at AS dueAt,
       j.cleared_cause IS NOT NULL AS hasCleared, t.entries
     FROM files f JOIN jobs j ON j.id = f.job_id JOIN folders d ON d.id = j.folder_id
     JOIN folders p ON p.id = f.folder_id LEFT JOIN timelines t ON t.job_id = j.id
     WHERE f.id = ?`,
    fileId,
  );
  if (!row) return undefined;
  const { entries, pathThere, rootThere, ...rest } = row;
  const earlier = earlierVersions(database, fileId, row.jobId);
  return {
    ...rest,
    movedTo: rootThere === null ? null : join(rootThere, pathThere),
    present: row.present === 1,
    held: row.held === 1,
    hasCleared: row.hasCleared === 1,
    error: errorOf(row.error),
    movedFrom: row.event === 'moved' ? (earlier[0]?.formerPath ?? null) : null,
    timeline: (entries ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as TimelineEntry),
    earlier,
  };
}

/** What keeps everything in a folder or lane from going on, in words; null when nothing does. */
export function standstillOf(database: Database, folderIsPaused: boolean, lane: Lane): string | null {
  if (fact(database, 'paused') === '1') return t('Filemill is paused');
  if (folderIsPaused) return t('its folder is paused');
  const settings = JSON.parse(fact(database, 'settings') ?? '{}') as {
    general?: { lanes?: Partial<Record<Lane, { paused?: boolean }>> };
  };
  return settings.general?.lanes?.[lane]?.paused ? t('the lane “{lane}” is paused', { lane }) : null;
}

function earlierVersions(database: Database, fileId: number, currentJob: number): EarlierVersion[] {
  const rows = database.all<EarlierRow>(
    `SELECT coalesce(settled_at, arrived_at) AS at, event, state, reason, error, former_path AS formerPath
     FROM jobs WHERE file_id = ? AND id <> ? AND is_current = 0 ORDER BY id DESC LIMIT ?`,
    fileId,
    currentJob,
    MAX_EARLIER,
  );
  return rows.map((row) => ({ ...row, error: errorOf(row.error) }));
}

const errorOf = (text: string | null): ErrorData | null => (text === null ? null : (JSON.parse(text) as ErrorData));

const fact = (database: Database, key: string): string | undefined =>
  database.get<{ value: string }>('SELECT value FROM facts WHERE key = ?', key)?.value;
