import type { DuplicateRun } from '../../shared/model/duplicates';
import type { Database, Writer } from './database';

type Noted = Pick<DuplicateRun, 'done' | 'freedBytes' | 'failed' | 'vaulted'>;

/** The turns in which plans were applied. */
export function beginRun(writer: Writer, total: number, now: number): number {
  const noted: Noted = { done: 0, freedBytes: 0, failed: [], vaulted: 0 };
  return writer.run('INSERT INTO duplicate_runs (started_at, total, data) VALUES (?, ?, ?)', now, total, JSON.stringify(noted)).lastId;
}

export function noteRun(writer: Writer, { id, endedAt, done, freedBytes, failed, vaulted }: DuplicateRun): void {
  const noted: Noted = { done, freedBytes, failed, vaulted };
  writer.run('UPDATE duplicate_runs SET ended_at = ?, data = ? WHERE id = ?', endedAt, JSON.stringify(noted), id);
}

/** The last one, or the one with this id. */
export function readRun(database: Database, id?: number): DuplicateRun | null {
  const row = database.get<{ id: number; startedAt: number; endedAt: number | null; total: number; data: string; undone: number }>(
    `SELECT id, started_at AS startedAt, ended_at AS endedAt, total, data,
       (SELECT count(*) FROM effects WHERE run_id = r.id AND state = 'undone') AS undone
     FROM duplicate_runs r WHERE id = coalesce(?, (SELECT max(id) FROM duplicate_runs))`,
    id ?? null,
  );
  if (!row) return null;
  const { data, ...run } = row;
  return { ...run, ...(JSON.parse(data) as Noted), took: tookIn(database, row.id) };
}

function tookIn(database: Database, runId: number): DuplicateRun['took'] {
  const counted = database.all<{ action: keyof DuplicateRun['took']; n: number }>(
    `SELECT action, count(*) AS n FROM effects WHERE run_id = ? AND state IN ('done', 'undoing', 'undone', 'expired') GROUP BY action`,
    runId,
  );
  return { trash: 0, vault: 0, hardlink: 0, move: 0, ...Object.fromEntries(counted.map(({ action, n }) => [action, n])) };
}

/** Runs that an end of Filemill cut short have ended, with what their effects say. */
export function endInterruptedRuns(writer: Writer, now: number): void {
  writer.run(
    `UPDATE duplicate_runs SET ended_at = ?,
       data = json_set(data, '$.done', (SELECT count(*) FROM effects WHERE run_id = duplicate_runs.id AND state = 'done'))
     WHERE ended_at IS NULL`,
    now,
  );
}
