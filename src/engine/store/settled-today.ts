import { startOfToday } from './file-rows';
import type { Database } from './database';

/** A file that had come to its end on an earlier day and is read again, because a person wants it or its trouble went, is no news of today. */
const FIRST_END = `settled_at >= ? AND (arrived_at >= ? OR (trigger IN ('live', 'scan') AND cleared_cause IS NULL))`;

/**
 * The files that came to their first end today, each counted once however often it was read. It is told by the ledger
 * alone, so that a restart changes nothing.
 */
export class SettledToday {
  private start = NaN;
  private files = new Set<number>();

  constructor(private readonly database: Database) {}

  get count(): number {
    this.turnDay();
    return this.files.size;
  }

  /** These jobs have come to an end. */
  note(jobIds: readonly number[]): void {
    this.turnDay();
    this.add(`id IN (SELECT value FROM json_each(?))`, JSON.stringify(jobIds));
  }

  private turnDay(): void {
    const start = startOfToday();
    if (start === this.start) return;
    this.start = start;
    this.files = new Set();
    this.add('1');
  }

  private add(where: string, ...values: string[]): void {
    const found = this.database.all<{ fileId: number }>(
      `SELECT DISTINCT file_id AS fileId FROM jobs WHERE ${where} AND ${FIRST_END}`,
      ...values,
      this.start,
      this.start,
    );
    for (const { fileId } of found) this.files.add(fileId);
  }
}
