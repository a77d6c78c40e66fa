import type { Cause } from '../../shared/errors/error-table';
import { CALENDAR_WEEKS, type Charts } from '../../shared/model/charts';
import type { FileKind, Lane } from '../../shared/model/file';
import type { Database } from './database';
import { Remembered } from './remember';

const HOUR_MS = 3_600_000;
const HOURS = 24;
/** Enough for a fair 95th percentile, and read in a few milliseconds however long the history is. */
const NEWEST_TIMED = 3_000;

/** Nobody looks at more than one hour's charts at once. */
const charts = new Remembered<Charts>(1);

/** What the charts of the overview show, counted from the rows by their indices; once for each state of the ledger and hour. */
export function readCharts(database: Database, now: number): Charts {
  const hour = new Date(now).setMinutes(0, 0, 0);
  return charts.get(database, String(hour), () => ({
    at: now,
    hours: hoursOf(database, now),
    lanes: lanesOf(database),
    causes: causesOf(database),
    kinds: kindsOf(database),
    days: daysOf(database, now),
  }));
}

function hoursOf(database: Database, now: number): Charts['hours'] {
  const first = new Date(now).setMinutes(0, 0, 0) - (HOURS - 1) * HOUR_MS;
  const rows = database.all<{ hour: number; state: string; files: number }>(
    'SELECT CAST((settled_at - ?) / ? AS INTEGER) AS hour, state, count(*) AS files FROM jobs WHERE settled_at >= ? GROUP BY 1, 2',
    first,
    HOUR_MS,
    first,
  );
  const hours = Array.from({ length: HOURS }, (_, hour) => ({ at: first + hour * HOUR_MS, done: 0, attention: 0 }));
  for (const { hour, state, files } of rows) {
    const slot = hours[hour];
    if (slot && (state === 'done' || state === 'attention')) slot[state] += files;
  }
  return hours;
}

function lanesOf(database: Database): Charts['lanes'] {
  const rows = database.all<{ lane: Lane; took: number }>(
    `SELECT lane, duration_ms AS took FROM jobs WHERE settled_at IS NOT NULL AND duration_ms IS NOT NULL AND event <> 'deleted' ORDER BY settled_at DESC LIMIT ?`,
    NEWEST_TIMED,
  );
  const byLane = new Map<Lane, number[]>();
  for (const { lane, took } of rows) {
    const times = byLane.get(lane);
    if (times) times.push(took);
    else byLane.set(lane, [took]);
  }
  return [...byLane].map(([lane, timed]) => {
    const times = timed.sort((a, b) => a - b);
    return { lane, files: times.length, medianMs: quantile(times, 0.5), p95Ms: quantile(times, 0.95) };
  });
}

/** The nearest rank: a time that some file really took. */
const quantile = (sorted: readonly number[], share: number): number => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;

function causesOf(database: Database): Charts['causes'] {
  return database.all<{ cause: Cause; files: number }>(
    `SELECT cause, count(*) AS files FROM jobs WHERE is_current = 1 AND state = 'attention' AND cause IS NOT NULL GROUP BY cause ORDER BY files DESC, cause`,
  );
}

function kindsOf(database: Database): Charts['kinds'] {
  return database.all<{ kind: FileKind; files: number; bytes: number }>(
    `SELECT j.kind AS kind, count(*) AS files, sum(f.size) AS bytes FROM files f JOIN jobs j ON j.id = f.job_id
     WHERE f.present = 1 AND j.kind IS NOT NULL GROUP BY j.kind ORDER BY bytes DESC, kind`,
  );
}

/** By the days of the machine's own time zone, whatever its clocks did in between. */
function daysOf(database: Database, now: number): Charts['days'] {
  const today = new Date(now);
  const first = new Date(today.getFullYear(), today.getMonth(), today.getDate() - CALENDAR_WEEKS * 7 + 1).getTime();
  return database.all<{ day: string; files: number }>(
    `SELECT strftime('%Y-%m-%d', settled_at / 1000, 'unixepoch', 'localtime') AS day, count(*) AS files FROM jobs WHERE settled_at >= ? GROUP BY 1 ORDER BY 1`,
    first,
  );
}
