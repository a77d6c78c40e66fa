import type { FileKind } from '../../shared/model/file';
import type { Database } from './database';
import { factsOf, REPORT_FACTS, type ReportFactsRow } from './place-facts';

/** Where a content lies: enough to know it by. */
export interface Place {
  fileId: number;
  sha256: string;
  reportId: number | null;
  folderId: number;
  /** Inside its folder. */
  path: string;
  /** Of the file that it lies in, for what lies in an archive. */
  containerPath?: string;
  dev: string;
  ino: string;
}

/** All that is shown of a place, and that keepers are chosen by. */
export interface PlaceFacts extends Place {
  jobId: number;
  size: number;
  modifiedAt: number;
  arrivedAt: number;
  mime: string | null;
  kind: FileKind | null;
  thumbnail: string | null;
  /** Lies inside an archive. */
  isArchived: boolean;
  picture: {
    width: number;
    height: number;
    format: string;
    sharpness: number | null;
    brightness: number | null;
    contrast: number | null;
    noise: number | null;
    grain: number | null;
    takenAt: string | null;
    hasLocation: boolean;
    metadataCount: number;
  } | null;
  document: { pageCount: number; textLength: number; isByOcr: boolean; metadataCount: number } | null;
}

/**
 * Where files that can be duplicates come from. The ledger has those of folders; archives bring their members, as
 * places whose path is `a.zip!/b/c.jpg`. Ids of different sources never meet.
 */
export interface Places {
  /** How many there are, roughly. */
  count(): number;
  /** In the order of their ids, the first after `fileId`. */
  after(fileId: number, limit: number): Place[];
  /** Of the files of these jobs; those that are gone, empty or not read are left out. */
  ofJobs(jobIds: readonly number[]): { fileId: number; place: Place | null }[];
  /** Those of the files that are there. */
  facts(fileIds: readonly number[]): PlaceFacts[];
}

/** Read, not empty, and lying where it lay. */
export const IS_PLACE = `f.present = 1 AND f.size > 0 AND j.is_current = 1 AND j.settled_at IS NOT NULL
  AND j.state IN ('done', 'attention') AND j.event <> 'deleted' AND j.sha256 IS NOT NULL AND j.size > 0`;
const PLACE = `f.id AS fileId, j.sha256, j.report_id AS reportId, f.folder_id AS folderId, f.path, f.dev, f.ino`;

interface FactsRow extends Place, ReportFactsRow {
  jobId: number;
  size: number;
  modifiedAt: number;
  arrivedAt: number;
  mime: string | null;
  kind: FileKind | null;
  thumbnail: string | null;
}

/** The files of the ledger. */
export class LedgerPlaces implements Places {
  constructor(private readonly database: Database) {}

  count(): number {
    return this.database.get<{ n: number }>('SELECT count(*) AS n FROM files')?.n ?? 0;
  }

  after(fileId: number, limit: number): Place[] {
    // Counted in files, so that a slice takes the same time wherever the places lie.
    return this.database.all<Place>(
      `SELECT ${PLACE} FROM (SELECT * FROM files WHERE id > ? ORDER BY id LIMIT ?) f JOIN jobs j ON j.id = f.job_id
       WHERE ${IS_PLACE} ORDER BY f.id`,
      fileId,
      limit,
    );
  }

  /** The last id that {@link after} looks at from there on; null at the end. */
  lastId(fileId: number, limit: number): number | null {
    const row = this.database.get<{ id: number | null }>(
      'SELECT max(id) AS id FROM (SELECT id FROM files WHERE id > ? ORDER BY id LIMIT ?)',
      fileId,
      limit,
    );
    return row?.id ?? null;
  }

  ofJobs(jobIds: readonly number[]): { fileId: number; place: Place | null }[] {
    const rows = this.database.all<Place & { isPlace: number | null }>(
      `SELECT ${PLACE}, ${IS_PLACE} AS isPlace FROM json_each(?) wanted JOIN jobs told ON told.id = wanted.value
         JOIN files f ON f.id = told.file_id JOIN jobs j ON j.id = f.job_id`,
      JSON.stringify(jobIds),
    );
    return rows.map(({ isPlace, ...place }) => ({ fileId: place.fileId, place: isPlace === 1 ? place : null }));
  }

  facts(fileIds: readonly number[]): PlaceFacts[] {
    const rows = this.database.all<FactsRow>(
      `SELECT ${PLACE}, j.id AS jobId, f.size, f.mtime_ms AS modifiedAt, j.arrived_at AS arrivedAt, j.mime, j.kind, j.thumbnail,
         ${REPORT_FACTS('j.kind')}
       FROM json_each(?) wanted JOIN files f ON f.id = wanted.value JOIN jobs j ON j.id = f.job_id
         LEFT JOIN reports r ON r.id = j.report_id LEFT JOIN pictures p ON p.report_id = j.report_id
       WHERE ${IS_PLACE} ORDER BY wanted.key`,
      JSON.stringify(fileIds),
    );
    return rows.map(toFacts);
  }
}

function toFacts(row: FactsRow): PlaceFacts {
  const { fileId, sha256, reportId, folderId, path, dev, ino, jobId, size, modifiedAt, arrivedAt, mime, kind, thumbnail } = row;
  const place = { fileId, sha256, reportId, folderId, path, dev, ino, jobId, size, modifiedAt, arrivedAt, mime, kind, thumbnail };
  return { ...place, isArchived: false, ...factsOf(row) };
}
