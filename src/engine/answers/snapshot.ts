import type { Alert, LaneView, RunningJob, Snapshot } from '../../shared/model/engine';
import type { FolderView, WatchHealth } from '../../shared/model/folder';
import type { FileState } from '../../shared/model/file';
import type { Metrics } from '../upkeep/metrics';
import type { Database } from '../store/database';
import { uploadingJobs } from '../store/uploading-jobs';
import { accounting } from '../store/accounting';
import { clearedSince, countByCause, failedByLane, startOfToday } from '../store/file-rows';
import { suggestions } from './suggestions';
import { Effects } from '../store/effects';
import { diskOf } from '../upkeep/disk-room';
import type { UploadLaneView } from '../../shared/model/upload';
import type { FolderRecord } from '../store/folders';
import { t } from '../../shared/words/words';

/** Below this the disk is named: intake should not be the one that finds out. */
const LOW_DISK_BYTES = 2_000_000_000;

export interface SnapshotParts {
  database: Database;
  metrics: Metrics;
  dataFolder: string;
  version: string;
  sequence: number;
  revision: number;
  settingsRevision: number;
  state: Snapshot['state'];
  pausedUntil: number | null;
  folders: { record: FolderRecord; health: WatchHealth; missing: number }[];
  /** What is being done in each lane, without what failed. */
  lanes: Omit<LaneView, 'failed' | 'averageMs' | 'processed'>[];
  intakeHold: string | null;
  workers: { size: number; busy: number; trouble: string | null };
  isWatcherRunning: boolean;
  running: RunningJob[];
  uploads: UploadLaneView;
  alerts: Alert[];
  dismissed: ReadonlySet<string>;
  settledToday: number;
}

/** The state of everything at one instant, from one consistent read of the ledger. */
export function takeSnapshot(parts: SnapshotParts): Snapshot {
  const { database, metrics } = parts;
  const now = Date.now();
  const counted = accounting(database);
  const byCause = countByCause(database);
  const folders = parts.folders.map(({ record, health, missing }) => folderView(database, record, health, missing));
  const failed = failedByLane(database);
  const lanes = parts.lanes.map((lane) => ({ ...lane, failed: failed[lane.lane] ?? 0, ...metrics.lane(lane.lane) }));
  const figures = metrics.view(parts.workers.size);
  const oldest = database.get<{ at: number | null }>(
    `SELECT min(arrived_at) AS at FROM jobs WHERE is_current = 1 AND state = 'waiting' AND id NOT IN (SELECT value FROM json_each(?))`,
    JSON.stringify([...uploadingJobs(database).ids]),
  );
  const oldestWaitingSeconds = oldest?.at == null ? null : Math.max(0, (now - oldest.at) / 1000);
  metrics.noteOldestWaiting(oldestWaitingSeconds ?? 0);
  const last = folders
    .filter((folder) => folder.lastFileAt !== null)
    .sort((a, b) => (b.lastFileAt ?? 0) - (a.lastFileAt ?? 0))[0];
  const rate = metrics.filesPerSecond;
  const open = counted.waiting + counted.inProgress;
  const finished = counted.done + counted.attention;
  const disk = diskOf(parts.dataFolder);
  return {
    uploads: parts.uploads,
    sequence: parts.sequence,
    revision: parts.revision,
    settingsRevision: parts.settingsRevision,
    at: now,
    version: parts.version,
    dataFolder: parts.dataFolder,
    state: parts.state,
    pausedUntil: parts.pausedUntil,
    workers: { size: parts.workers.size, busy: parts.workers.busy },
    filesPerSecond: rate,
    throughput: metrics.throughput,
    oldestWaiting: metrics.oldestWaiting,
    oldestWaitingSeconds,
    successRate: finished === 0 ? null : counted.done / finished,
    etaSeconds: rate > 0 && open > 0 ? open / rate : null,
    accounting: counted,
    byCause: byCause as Record<string, number>,
    folders,
    running: parts.running,
    health: healthRows(parts, disk),
    alerts: parts.alerts,
    suggestions: suggestions({ byCause, folders, lanes, metrics: figures, workers: parts.workers }).filter(({ id }) => !parts.dismissed.has(id)),
    disk,
    lastArrival: last ? { at: last.lastFileAt as number, folderId: last.id } : null,
    settledToday: parts.settledToday,
    hasMovedToday: new Effects(database).anySince(startOfToday()),
    lanes,
    metrics: figures,
    intakeHold: parts.intakeHold,
    clearedToday: clearedSince(database, startOfToday()),
  };
}

export function folderView(database: Database, record: FolderRecord, health: WatchHealth, missingFiles: number): FolderView {
  return {
    id: record.id,
    path: record.path,
    settings: record.settings,
    health,
    accounting: accounting(database, record.id),
    lastFileAt: lastFileAt(database, record.id),
    addedAt: record.addedAt,
    missingFiles,
  };
}

const STATES: FileState[] = ['inProgress', 'waiting', 'attention', 'done', 'ignored'];

/** The newest job per state is one step in the index; the newest of those is the folder's. */
function lastFileAt(database: Database, folderId: number): number | null {
  let newest: { id: number; at: number } | null = null;
  for (const state of STATES) {
    const row = database.get<{ id: number; at: number }>(
      `SELECT id, arrived_at AS at FROM jobs WHERE is_current = 1 AND folder_id = ? AND state = ? ORDER BY id DESC LIMIT 1`,
      folderId,
      state,
    );
    if (row && (!newest || row.id > newest.id)) newest = row;
  }
  return newest?.at ?? null;
}

/** Nothing is said of destinations while nothing goes there. */
function destinationRows({ outages, active, waiting, isPaused }: UploadLaneView): Snapshot['health'] {
  const [outage] = outages;
  if (outage) {
    const others = outages.length > 1 ? ` ${t('{count, plural, one {# more waits} other {# more wait}}, too.', { count: outages.length - 1 })}` : '';
    return [{ part: 'destinations', level: 'warning', word: t('Waiting'), sentence: `${outage.destination}: ${outage.sentence}${others}` }];
  }
  if (active + waiting === 0) return [];
  if (isPaused) return [{ part: 'destinations', level: 'warning', word: t('Paused'), sentence: t('Uploads are paused.') }];
  return [{ part: 'destinations', level: 'ok', word: t('Running'), sentence: t('Files are on their way.') }];
}

function healthRows(parts: SnapshotParts, disk: Snapshot['disk']): Snapshot['health'] {
  const troubled = parts.folders.filter(({ health }) => health.mode === 'degraded' || health.mode === 'waitingForDrive');
  const isLow = disk !== null && disk.freeBytes < LOW_DISK_BYTES;
  const { intakeHold } = parts;
  const { trouble } = parts.workers;
  return [
    !parts.isWatcherRunning
      ? { part: 'watcher', level: 'warning', word: t('Starting'), sentence: t('The watching process is being started.') }
      : troubled.length > 0
        ? { part: 'watcher', level: 'warning', word: t('Limited'), sentence: troubled.map(({ health }) => health.sentence).join(' ') }
        : { part: 'watcher', level: 'ok', word: t('Running'), sentence: t('Every folder is looked at.') },
    trouble
      ? { part: 'workers', level: 'problem', word: t('Not starting'), sentence: trouble }
      : { part: 'workers', level: 'ok', word: t('Running'), sentence: t('They start with the work and end without it.') },
    { part: 'ledger', level: 'ok', word: t('Sound'), sentence: t('Checked when it was opened.') },
    intakeHold !== null
      ? { part: 'disk', level: 'problem', word: t('Full'), sentence: intakeHold }
      : isLow
        ? { part: 'disk', level: 'warning', word: t('Nearly full'), sentence: t('Less than 2 GB are free where the data folder lies.') }
        : { part: 'disk', level: 'ok', word: t('Enough'), sentence: t('There is room where the data folder lies.') },
    ...destinationRows(parts.uploads),
  ];
}
