import type { FileKind } from '../../shared/model/file';
import type { Database } from './database';

/** Where a content lies: enough to know it by. */
export interface Place {
  fileId: number;
  sha256: string;
  reportId: number | null;
  folderId: number;
  /** Inside its folder. */
  path: string;
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
const IS_PLACE = `f.present = 1 AND f.size > 0 AND j.is_current = 1 AND j.settled_at IS NOT NULL
  AND j.state IN ('done', 'attention') AND j.event <> 'deleted' AND j.sha256 IS NOT NULL AND j.size > 0`;
const PLACE = `f.id AS fileId, j.sha256, j.report_id AS reportId, f.folder_id AS folderId, f.path, f.dev, f.ino`;

interface FactsRow extends Place {
  jobId: number;
  size: number;
  modifiedAt: number;
  arrivedAt: number;
  mime: string | null;
  kind: FileKind | null;
  thumbnail: string | null;
  width: number | null;
  height: number | null;
  sharpness: number | null;
  brightness: number | null;
  contrast: number | null;
  noise: number | null;
  format: string | null;
  exif: string | null;
  metadata: string | null;
  isByOcr: number | null;
  pageCount: number | null;
  textLength: number | null;
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
         p.width, p.height, p.sharpness, p.brightness, p.contrast, p.noise,
         CASE j.kind WHEN 'image' THEN r.data ->> '$.format' END AS format, CASE j.kind WHEN 'image' THEN r.data -> '$.exif' END AS exif,
         CASE j.kind WHEN 'document' THEN r.data -> '$.metadata' END AS metadata, r.data -> '$.ocr' IS NOT NULL AS isByOcr,
         r.page_count AS pageCount, r.text_length AS textLength
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
  return { ...place, isArchived: false, picture: pictureOf(row), document: documentOf(row) };
}

function pictureOf(row: FactsRow): PlaceFacts['picture'] {
  const { width, height, sharpness, brightness, contrast, noise } = row;
  if (width === null || height === null) return null;
  const exif = parseObject(row.exif);
  const { DateTimeOriginal: takenAt } = exif;
  return {
    width,
    height,
    format: row.format ?? '',
    sharpness,
    brightness,
    contrast,
    noise,
    takenAt: typeof takenAt === 'string' ? takenAt : null,
    hasLocation: 'GPSLatitude' in exif,
    metadataCount: Object.keys(exif).filter((name) => !TELLS_NOTHING.has(name)).length,
  };
}

/** Fields that every writer of pictures fills in. */
const TELLS_NOTHING = new Set(['Orientation', 'PixelXDimension', 'PixelYDimension', 'XResolution', 'YResolution']);

function documentOf({ kind, pageCount, textLength, isByOcr, metadata }: FactsRow): PlaceFacts['document'] {
  if (kind !== 'document' || pageCount === null || textLength === null) return null;
  return { pageCount, textLength, isByOcr: isByOcr === 1, metadataCount: Object.keys(parseObject(metadata)).length };
}

function parseObject(json: string | null): Record<string, unknown> {
  const value: unknown = json === null ? null : JSON.parse(json);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
