import { noticeSchema, type Notice } from '../../shared/model/notice';
import type { Database, Writer } from './database';

/** Older ones are let go of. */
const MOST_KEPT = 10_000;

export type NewNotice = Pick<Notice, 'level' | 'title' | 'message' | 'rule' | 'fileId'>;

/** Messages of rules to people, newest first. */
export class NoticeRows {
  constructor(private readonly database: Database) {}

  add(writer: Writer, { level, title, message, rule, fileId }: NewNotice, at: number): void {
    const { lastId } = writer.run('INSERT INTO notices (at, level, title, message, rule, file_id) VALUES (?, ?, ?, ?, ?, ?)', at, level, title, message, rule, fileId);
    writer.run('DELETE FROM notices WHERE id <= ?', lastId - MOST_KEPT);
  }

  page(offset: number, limit: number): { total: number; unread: number; notices: Notice[] } {
    const { total, unread } = this.database.get<{ total: number; unread: number }>('SELECT count(*) AS total, coalesce(sum(read_at IS NULL), 0) AS unread FROM notices') ?? { total: 0, unread: 0 };
    const rows = this.database.all<Record<string, unknown> & { isRead: number }>(
      `SELECT id, at, level, title, message, rule, file_id AS fileId, read_at IS NOT NULL AS isRead FROM notices ORDER BY id DESC LIMIT ? OFFSET ?`,
      limit,
      offset,
    );
    return { total, unread, notices: rows.map((row) => noticeSchema.parse({ ...row, isRead: row.isRead === 1 })) };
  }

  /** Those given, or all. */
  markRead(writer: Writer, ids: readonly number[] | undefined, now: number): void {
    if (ids === undefined) writer.run('UPDATE notices SET read_at = ? WHERE read_at IS NULL', now);
    else writer.run('UPDATE notices SET read_at = ? WHERE read_at IS NULL AND id IN (SELECT value FROM json_each(?))', now, JSON.stringify(ids));
  }
}
