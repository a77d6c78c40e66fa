import type { DuplicateTier, PlannedAction } from '../../shared/model/duplicates';
import type { Database, Writer } from './database';

/** What the plan does with a file as a member of its group in a tier, and whether a person made it the one that stays. */
export interface StoredMark {
  tier: DuplicateTier;
  fileId: number;
  action: PlannedAction;
  isKeeper: boolean;
}

export function putMark(writer: Writer, { tier, fileId, action, isKeeper }: StoredMark): void {
  if (action === 'keep' && !isKeeper) removeMark(writer, tier, fileId);
  else {
    writer.run(
      'INSERT OR REPLACE INTO duplicate_marks (tier, file_id, action, is_keeper) VALUES (?, ?, ?, ?)',
      tier,
      fileId,
      action,
      isKeeper ? 1 : 0,
    );
  }
}

export function removeMark(writer: Writer, tier: DuplicateTier, fileId: number): void {
  writer.run('DELETE FROM duplicate_marks WHERE tier = ? AND file_id = ?', tier, fileId);
}

/** Nothing is planned any more; who was chosen to stay is remembered. */
export function clearMarks(writer: Writer): void {
  writer.run('DELETE FROM duplicate_marks WHERE is_keeper = 0');
  writer.run(`UPDATE duplicate_marks SET action = 'keep'`);
}

export function listMarks(database: Database): StoredMark[] {
  return database
    .all<Omit<StoredMark, 'isKeeper'> & { isKeeper: number }>(
      'SELECT tier, file_id AS fileId, action, is_keeper AS isKeeper FROM duplicate_marks',
    )
    .map((row) => ({ ...row, isKeeper: row.isKeeper === 1 }));
}
