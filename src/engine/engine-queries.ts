import type { FileRow } from '../shared/model/file';
import type { Database } from './store/database';
import { pageOfFiles, rowsOfJobs as rows } from './store/file-rows';
import type { DoneEffect } from './store/file-line';
import { effectsOf } from './store/history';

/** Beside the engine itself, all that the command line uses of it: questions to a ledger, single reads, self-test. */
export interface PrintedFile {
  row: FileRow;
  sha256: string | null;
  effects: DoneEffect[];
}

export function rowsOfJobs(database: Database, jobIds: number[]): PrintedFile[] {
  return withMore(database, rows(database, jobIds), jobIds);
}

/** A page of a list, with what a line of it tells beyond the row. */
export function printedPage(...[database, ...question]: Parameters<typeof pageOfFiles>): PrintedFile[] {
  const { rows: found } = pageOfFiles(database, ...question);
  const jobs = database.all<{ id: number }>(
    'SELECT job_id AS id FROM files WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify(found.map(({ id }) => id)),
  );
  return withMore(database, found, jobs.map(({ id }) => id));
}

function withMore(database: Database, found: FileRow[], jobIds: number[]): PrintedFile[] {
  const jobs = database.all<{ id: number; fileId: number; sha256: string | null }>(
    'SELECT id, file_id AS fileId, sha256 FROM jobs WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify(jobIds),
  );
  const effects = effectsOf(database, jobIds);
  const more = new Map(jobs.map(({ id, fileId, sha256 }) => [fileId, { sha256, effects: effects.get(id) ?? [] }]));
  return found.map((row) => ({ row, ...(more.get(row.id) ?? { sha256: null, effects: [] }) }));
}

export function countByKind(database: Database): Record<string, number> {
  const counts = database.all<{ kind: string; n: number }>(
    `SELECT coalesce(kind, 'unread') AS kind, count(*) AS n FROM jobs WHERE is_current = 1 GROUP BY kind ORDER BY n DESC`,
  );
  return Object.fromEntries(counts.map(({ kind, n }) => [kind, n]));
}

/** Everything that waits for a person. */
export function filesNeedingAttention(database: Database): number[] {
  return database
    .all<{ id: number }>(`SELECT file_id AS id FROM jobs WHERE is_current = 1 AND state = 'attention' ORDER BY id`)
    .map(({ id }) => id);
}

/** The file of which the last effect in force was at a path, or led there; null for none. */
export function fileOfEffects(database: Database, path: string): number | null {
  const found = database.get<{ fileId: number }>(
    `SELECT file_id AS fileId FROM effects WHERE file_id <> 0 AND state = 'done' AND (target = ?1 OR source = ?1) ORDER BY id DESC LIMIT 1`,
    path,
  );
  return found?.fileId ?? null;
}

export type { Database } from './store/database';
export { connectControl } from './control-socket';
export { listFolders } from './store/folders';
export { accounting } from './store/accounting';
export { countByCause, pageOfFiles } from './store/file-rows';
export { fileLine } from './store/file-line';
export { exportHistory } from './store/history';
export { openStoreReadOnly } from './store/open-store';
export { isInstanceRunning } from './store/instance-lock';
export { readSettings, settingsPath } from './config/settings-file';
export { readRules } from './rules/read-rules';
export { RULES_NAME } from './rules/rules-keeper';
export { runDoctor } from './upkeep/doctor';
export { verify } from './upkeep/verify';
export { explainFile } from './answers/why';
export { Inspector, type Inspected as InspectedReading, type InspectOptions } from './answers/inspector';
export { FolderSimulation, type FolderTrial, type TriedHere } from './answers/simulate-folder';
export { PictureChanger, type PictureChange } from './answers/picture-changer';
export { ArchiveTool, type Extracted, type ExtractChoice, type OpenArchive, type Packed } from './archives/archive-tool';
export { listSources, type ListedSources } from './archives/acts/list-sources';
export { ownFolderName } from './archives/acts/destination';
export { checkTemplate } from './actions/name-output';
export { reportOnRules, rulesPath, type RulesReport } from './rules/report-on-rules';
export { writeRulesAlone } from './rules/write-rules';
export { recipeNamed, type WrittenRecipe } from './recipes/recipes';
export { addRules } from './recipes/add-rules';
export { SAMPLES } from './rules/samples/gallery';
export * from './handoff/handoffs';
