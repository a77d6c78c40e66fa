import type { Writer } from './database';

/** What a rule did, and what it has begun to gather, goes on under its new name: a rule knows its own work by it. */
export function renameRule(writer: Writer, from: string, to: string): void {
  for (const table of ['rule_hits', 'gathered', 'effects', 'notices']) writer.run(`UPDATE OR REPLACE ${table} SET rule = ? WHERE rule = ?`, to, from);
}
