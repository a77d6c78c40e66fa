import { z } from 'zod';
import type { FileKind } from '../../shared/model/file';
import type { Database, Writer } from './database';
import { foldName } from './fold-name';

/** What became of one entry of an archive. */
export interface Member {
  ordinal: number;
  /** As it stands in the archive. */
  path: string;
  /** `skipped`: it was not to be read. */
  state: 'read' | 'failed' | 'skipped';
  reason: string | null;
  size: number;
  modifiedAt: number | null;
  sha256: string | null;
  mime: string | null;
  kind: FileKind | null;
  reportId: number | null;
  thumbnail: string | null;
}

const noteSchema = z.object({ path: z.string(), state: z.enum(['failed', 'skipped']), reason: z.string() });
/** Of an entry that was not read; nested archives stand in its path, joined by ` › `. */
export type MemberNote = z.infer<typeof noteSchema>;

/** That an archive was looked into: see migration 0003. */
export interface Look {
  archiveSha256: string;
  way: string;
  depth: number;
  read: number;
  failed: number;
  skipped: number;
  /** Of those that failed: for want of a password. */
  locked: number;
  notes: MemberNote[];
  /** "12 read, 1 failed, 2 left out"; why nobody could look, where `depth` is 0. */
  sentence: string;
}

/** Where nothing lies deeper than was looked, however deep others want to look. */
export const WHOLE_DEPTH = 1_000;

const MEMBER = `m.ordinal, m.path, m.state, m.reason, m.size, m.modified_at AS modifiedAt, m.sha256, m.mime, m.kind, m.report_id AS reportId, m.thumbnail`;

/** What is in archives, by the content of the archive. */
export class Members {
  constructor(private readonly database: Database) {}

  /** Rows of an archive; they count once it is said that it was looked into. */
  put(writer: Writer, archiveSha256: string, members: readonly Member[]): void {
    for (const member of members) {
      // An entry keeps its id: others know it by that.
      writer.run(
        `INSERT INTO members (archive_sha256, ordinal, path, search_path, state, reason, size, modified_at, sha256, mime, kind, report_id, thumbnail)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, (SELECT id FROM reports WHERE id = ?12), ?13)
         ON CONFLICT (archive_sha256, ordinal) DO UPDATE SET path = ?3, search_path = ?4, state = ?5, reason = ?6, size = ?7, modified_at = ?8,
           sha256 = ?9, mime = ?10, kind = ?11, report_id = excluded.report_id, thumbnail = ?13`,
        archiveSha256,
        member.ordinal,
        member.path,
        foldName(member.path),
        member.state,
        member.reason,
        member.size,
        member.modifiedAt,
        member.sha256,
        member.mime,
        member.kind,
        member.reportId,
        member.thumbnail,
      );
    }
  }

  putLook(writer: Writer, look: Look, now: number): void {
    writer.run(
      `INSERT OR REPLACE INTO looked_inside (archive_sha256, way, depth, read, failed, skipped, locked, notes, sentence, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      look.archiveSha256,
      look.way,
      look.depth,
      look.read,
      look.failed,
      look.skipped,
      look.locked,
      JSON.stringify(look.notes),
      look.sentence,
      now,
    );
  }

  look(archiveSha256: string): Look | undefined {
    const row = this.database.get<Omit<Look, 'notes'> & { notes: string }>(
      `SELECT archive_sha256 AS archiveSha256, way, depth, read, failed, skipped, locked, notes, sentence
       FROM looked_inside WHERE archive_sha256 = ?`,
      archiveSha256,
    );
    return row && { ...row, notes: z.array(noteSchema).parse(JSON.parse(row.notes)) };
  }

  /** Of an archive that was looked into; in order of their ordinals, `limit` from `ordinal` on. */
  from(archiveSha256: string, ordinal: number, limit: number): Member[] {
    return this.database.all(
      `SELECT ${MEMBER} FROM members m JOIN looked_inside l ON l.archive_sha256 = m.archive_sha256
       WHERE m.archive_sha256 = ? AND m.ordinal >= ? ORDER BY m.ordinal LIMIT ?`,
      archiveSha256,
      ordinal,
      limit,
    );
  }

  one(archiveSha256: string, ordinal: number): Member | undefined {
    return this.from(archiveSha256, ordinal, 1).find((member) => member.ordinal === ordinal);
  }

  /** How many of an archive's own entries were read. */
  countRead(archiveSha256: string): number {
    return (
      this.database.get<{ n: number }>(
        `SELECT count(*) AS n FROM members m JOIN looked_inside l ON l.archive_sha256 = m.archive_sha256
         WHERE m.archive_sha256 = ? AND m.state = 'read'`,
        archiveSha256,
      )?.n ?? 0
    );
  }

  /** Of these files, or of all: archives that count as done though files in them are locked. */
  filesWithLocked(fileIds?: readonly number[]): number[] {
    const found = this.database.all<{ fileId: number }>(
      `SELECT j.file_id AS fileId FROM looked_inside l
         JOIN jobs j INDEXED BY jobs_by_content ON j.sha256 = l.archive_sha256 AND j.sha256 IS NOT NULL AND j.is_current = 1
       WHERE l.locked > 0 AND j.state = 'done' ORDER BY fileId`,
    );
    return found.map(({ fileId }) => fileId).filter((fileId) => fileIds?.includes(fileId) ?? true);
  }

  /** What bytes were recognised as before, under a name with the same ending: another ending may mean another format. */
  recognised(sha256: string, extension: string): { mime: string; kind: FileKind } | undefined {
    const found = this.database.all<{ mime: string; kind: FileKind; path: string }>(
      `SELECT mime, kind, path FROM members WHERE sha256 = ?1 AND mime IS NOT NULL AND kind IS NOT NULL
       UNION ALL SELECT j.mime, j.kind, f.name FROM jobs j INDEXED BY jobs_by_content JOIN files f ON f.id = j.file_id
         WHERE j.sha256 = ?1 AND j.is_current = 1 AND j.mime IS NOT NULL AND j.kind IS NOT NULL
       LIMIT 20`,
      sha256,
    );
    return found.find(({ path }) => extensionOf(path) === extension);
  }

  /**
   * Forgets what is in archives that no job and no other archive has; some of it, so that nobody waits.
   *
   * @returns whether more may be left to forget
   */
  removeUnused(writer: Writer): boolean {
    const unused = this.database.all<{ sha256: string }>(
      `SELECT l.archive_sha256 AS sha256 FROM looked_inside l
       WHERE NOT EXISTS (SELECT 1 FROM jobs j INDEXED BY jobs_of_archives WHERE j.sha256 = l.archive_sha256 AND j.kind = 'archive')
         AND NOT EXISTS (SELECT 1 FROM members m WHERE m.sha256 = l.archive_sha256 AND m.archive_sha256 <> l.archive_sha256)
       LIMIT ${LOOKS_PER_TURN}`,
    );
    let left = ROWS_PER_TURN;
    for (const { sha256 } of unused) {
      left -= writer.run(
        'DELETE FROM members WHERE id IN (SELECT id FROM members WHERE archive_sha256 = ? LIMIT ?)',
        sha256,
        left,
      ).changes;
      if (left <= 0) return true;
      writer.run('DELETE FROM looked_inside WHERE archive_sha256 = ?', sha256);
    }
    return unused.length > 0 || this.removeUncounted(writer);
  }

  /** Of archives that nobody has looked into to the end. Steps from archive to archive, as there is no list of them. */
  private removeUncounted(writer: Writer): boolean {
    const { changes } = writer.run(
      `WITH RECURSIVE archive (sha256) AS (
         SELECT min(archive_sha256) FROM members
         UNION ALL SELECT (SELECT min(archive_sha256) FROM members WHERE archive_sha256 > archive.sha256) FROM archive WHERE sha256 IS NOT NULL
       )
       DELETE FROM members WHERE id IN (
         SELECT m.id FROM archive JOIN members m ON m.archive_sha256 = archive.sha256
         WHERE NOT EXISTS (SELECT 1 FROM looked_inside l WHERE l.archive_sha256 = archive.sha256) LIMIT ${ROWS_PER_TURN})`,
    );
    return changes > 0;
  }
}

const LOOKS_PER_TURN = 100;
const ROWS_PER_TURN = 1_000;

/** With its dot, in lower case; '' where there is none. */
export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot).toLowerCase() : '';
}
