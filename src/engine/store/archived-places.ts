import type { FileKind } from '../../shared/model/file';
import type { Database } from './database';
import { IS_PLACE, type Place, type PlaceFacts } from './duplicate-places';
import { factsOf, REPORT_FACTS, type ReportFactsRow } from './place-facts';

/** Ids of places in archives are those of the rows of `members`, from here on: no file's id is so large. */
export const FIRST_ARCHIVED = 2 ** 40;

export const isArchivedPlace = (fileId: number): boolean => fileId >= FIRST_ARCHIVED;

/** A member, and the archive it lies in. */
interface MemberRow {
  id: number;
  archiveSha256: string;
  sha256: string;
  reportId: number | null;
  path: string;
}

interface MemberFactsRow extends MemberRow, ReportFactsRow {
  size: number;
  modifiedAt: number | null;
  mime: string | null;
  kind: FileKind | null;
  thumbnail: string | null;
}

/** The file of a folder that an archive is, or lies in. */
interface Container {
  jobId: number;
  folderId: number;
  /** Of the file. */
  containerPath: string;
  /** `a.zip!/b.tar.gz`, of the archive. */
  path: string;
  arrivedAt: number;
}

const MOST_LEVELS = 10;

const MEMBER = 'm.id, m.archive_sha256 AS archiveSha256, m.sha256, m.report_id AS reportId, m.path';
const IS_MEMBER = `m.sha256 IS NOT NULL AND m.size > 0 AND m.state = 'read'`;
const COUNTED = 'JOIN looked_inside l ON l.archive_sha256 = m.archive_sha256';

/**
 * What lies in archives, as places of duplicates: one for each entry of each content of an archive, however many files
 * have that content. It is named after the first of these files that is there.
 */
export class ArchivedPlaces {
  constructor(private readonly database: Database) {}

  count(): number {
    return this.database.get<{ n: number }>('SELECT count(*) AS n FROM members')?.n ?? 0;
  }

  after(fileId: number, limit: number): Place[] {
    return this.placed(this.rowsAfter(fileId, limit));
  }

  /** The last id that {@link after} looks at from there on; null at the end. */
  lastId(fileId: number, limit: number): number | null {
    const row = this.database.get<{ id: number | null }>('SELECT max(id) AS id FROM (SELECT id FROM members WHERE id > ? ORDER BY id LIMIT ?)', fileId - FIRST_ARCHIVED, limit);
    return row?.id == null ? null : row.id + FIRST_ARCHIVED;
  }

  /** Members of the archive with these bytes, the first after `fileId`; null for those that lie nowhere now. */
  of(archiveSha256: string, fileId: number, limit: number): { fileId: number; place: Place | null; sha256: string }[] {
    const rows = this.database.all<MemberRow>(
      `SELECT ${MEMBER} FROM members m ${COUNTED}
       WHERE m.archive_sha256 = ? AND m.id > ? AND ${IS_MEMBER} ORDER BY m.id LIMIT ?`,
      archiveSha256,
      fileId - FIRST_ARCHIVED,
      limit,
    );
    const placed = new Map(this.placed(rows).map((place) => [place.fileId, place]));
    return rows.map(({ id, sha256 }) => ({ fileId: id + FIRST_ARCHIVED, place: placed.get(id + FIRST_ARCHIVED) ?? null, sha256 }));
  }

  /** Of these contents, those that are archives that were looked into. */
  lookedInto(sha256s: readonly string[]): string[] {
    return this.database
      .all<{ sha256: string }>(
        'SELECT archive_sha256 AS sha256 FROM json_each(?) wanted JOIN looked_inside ON archive_sha256 = wanted.value',
        JSON.stringify(sha256s),
      )
      .map(({ sha256 }) => sha256);
  }

  facts(fileIds: readonly number[]): PlaceFacts[] {
    const rows = this.database.all<MemberFactsRow>(
      `SELECT ${MEMBER}, m.size, m.modified_at AS modifiedAt, m.mime, m.kind, m.thumbnail, ${REPORT_FACTS('m.kind')}
       FROM json_each(?) wanted JOIN members m ON m.id = wanted.value ${COUNTED}
         LEFT JOIN reports r ON r.id = m.report_id LEFT JOIN pictures p ON p.report_id = m.report_id
       WHERE ${IS_MEMBER} ORDER BY wanted.key`,
      JSON.stringify(fileIds.map((fileId) => fileId - FIRST_ARCHIVED)),
    );
    const containers = new Containers(this.database);
    return rows.flatMap((row) => {
      const container = containers.of(row.archiveSha256);
      if (!container) return [];
      const { size, modifiedAt, mime, kind, thumbnail } = row;
      const { jobId, arrivedAt } = container;
      return { ...placeOf(row, container), jobId, size, modifiedAt: modifiedAt ?? arrivedAt, arrivedAt, mime, kind, thumbnail, isArchived: true, ...factsOf(row) };
    });
  }

  private rowsAfter(fileId: number, limit: number): MemberRow[] {
    return this.database.all<MemberRow>(
      `SELECT ${MEMBER} FROM (SELECT * FROM members WHERE id > ? ORDER BY id LIMIT ?) m ${COUNTED} WHERE ${IS_MEMBER} ORDER BY m.id`,
      fileId - FIRST_ARCHIVED,
      limit,
    );
  }

  private placed(rows: readonly MemberRow[]): Place[] {
    const containers = new Containers(this.database);
    return rows.flatMap((row) => {
      const container = containers.of(row.archiveSha256);
      return container ? placeOf(row, container) : [];
    });
  }
}

function placeOf({ id, sha256, reportId, path }: MemberRow, { folderId, path: archivePath, containerPath }: Container): Place {
  // No number of its own on the disk: nothing is a second name of it.
  return { fileId: id + FIRST_ARCHIVED, sha256, reportId, folderId, path: `${archivePath}!/${path}`, containerPath, dev: '0', ino: '0' };
}

/** Where archives lie, looked up once for each. */
class Containers {
  private readonly known = new Map<string, Container | null>();

  constructor(private readonly database: Database) {}

  of(archiveSha256: string, around: ReadonlySet<string> = new Set()): Container | null {
    const known = this.known.get(archiveSha256);
    if (known !== undefined) return known;
    const found = this.asFile(archiveSha256) ?? this.asMember(archiveSha256, around);
    this.known.set(archiveSha256, found);
    return found;
  }

  private asFile(sha256: string): Container | null {
    return (
      this.database.get<Container>(
        `SELECT j.id AS jobId, f.folder_id AS folderId, f.path AS containerPath, f.path AS path, j.arrived_at AS arrivedAt
         FROM jobs j INDEXED BY jobs_by_content JOIN files f ON f.id = j.file_id JOIN folders d ON d.id = f.folder_id
         WHERE j.sha256 = ? AND j.sha256 IS NOT NULL AND f.job_id = j.id AND d.removed_at IS NULL AND ${IS_PLACE} ORDER BY f.id LIMIT 1`,
        sha256,
      ) ?? null
    );
  }

  private asMember(sha256: string, around: ReadonlySet<string>): Container | null {
    if (around.size >= MOST_LEVELS || around.has(sha256)) return null;
    const parents = this.database.all<{ archiveSha256: string; path: string }>(
      `SELECT m.archive_sha256 AS archiveSha256, m.path FROM members m ${COUNTED} WHERE m.sha256 = ? AND m.sha256 IS NOT NULL ORDER BY m.id LIMIT 20`,
      sha256,
    );
    for (const { archiveSha256, path } of parents) {
      const outer = this.of(archiveSha256, new Set([...around, sha256]));
      if (outer) return { ...outer, path: `${outer.path}!/${path}` };
    }
    return null;
  }
}
