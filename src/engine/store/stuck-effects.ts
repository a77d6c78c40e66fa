import type { ErrorData } from '../../shared/errors/filemill-error';
import type { Database, Writer } from './database';
import type { Effect, EffectAction } from './effects';

/** An effect that was begun, interrupted, and can be brought to no end: something else is in its way. */
export interface StuckEffect {
  id: number;
  action: EffectAction;
  /** Absolute paths. */
  source: string;
  target: string;
  at: number;
  /** What is in the way, a sentence. */
  reason: string;
  /** What can be done about it. */
  hint: string;
}

/** Of an effect `e`: whether it is stuck. Kept with what undoing needs; noting that anew forgets it. */
export const isStuck = (e = ''): string => `(${e}state IN ('intended', 'undoing') AND ${e}data ->> '$.stuck.message' IS NOT NULL)`;

/** To be shown wherever the effect is, until it comes to its end. */
export function noteStuck(writer: Writer, { id }: Pick<Effect, 'id'>, { message, hint }: Pick<ErrorData, 'message' | 'hint'>): void {
  writer.run(`UPDATE effects SET data = json_set(coalesce(data, '{}'), '$.stuck', json(?)) WHERE id = ?`, JSON.stringify({ message, hint }), id);
}

/** Those that a file has to do with: it is their source, what they were to write, or one of those that were packed. */
export function stuckAt(database: Database, path: string): StuckEffect[] {
  return database.all<StuckEffect>(
    `SELECT id, action, source, target, at, data ->> '$.stuck.message' AS reason, data ->> '$.stuck.hint' AS hint FROM effects
     WHERE ${isStuck()} AND (source = ?1 OR target = ?1 OR EXISTS (SELECT 1 FROM json_each(data, '$.originals') WHERE value ->> '$[0]' = ?1)) ORDER BY id`,
    path,
  );
}
