import type { DuplicateDecision, DuplicateTier } from '../../shared/model/duplicates';
import type { Database, Writer } from './database';

/** What a person said of a set: of contents by their hash, of identical files by `#` and the file's id. */
export interface StoredDecision {
  id: number;
  tier: DuplicateTier;
  decision: DuplicateDecision;
  members: string[];
}

export function putDecision(writer: Writer, { tier, decision, members }: Omit<StoredDecision, 'id'>, now: number): number {
  return writer.run(
    'INSERT INTO duplicate_decisions (tier, decision, members, at) VALUES (?, ?, ?, ?)',
    tier,
    decision,
    JSON.stringify(members),
    now,
  ).lastId;
}

export function removeDecision(writer: Writer, id: number): void {
  writer.run('DELETE FROM duplicate_decisions WHERE id = ?', id);
}

export function listDecisions(database: Database): StoredDecision[] {
  return database
    .all<Omit<StoredDecision, 'members'> & { members: string }>('SELECT id, tier, decision, members FROM duplicate_decisions ORDER BY id')
    .map((row) => ({ ...row, members: JSON.parse(row.members) as string[] }));
}
