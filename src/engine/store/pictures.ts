import type { Database, Writer } from './database';
import type { KnownPrint, Print } from './text-prints';

/** What was measured of a picture, and what others are found by. */
export interface StoredPicture {
  reportId: number;
  sha256: string;
  width: number;
  height: number;
  sharpness: number | null;
  brightness: number | null;
  contrast: number | null;
  noise: number | null;
  /** Null where faces were not looked for. */
  faceCount: number | null;
  /** See `base/picture-signature`; null where the pixels could not be had or say too little. */
  signature: Uint8Array | null;
}

/** One row for each report of a picture; a report that is there already keeps its row, as its numbers are the same. */
export function putPicture(writer: Writer, picture: StoredPicture): void {
  writer.run(
    `INSERT INTO pictures (report_id, sha256, width, height, sharpness, brightness, contrast, noise, face_count, signature)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (report_id) DO UPDATE SET signature = coalesce(excluded.signature, signature)`,
    picture.reportId,
    picture.sha256,
    picture.width,
    picture.height,
    picture.sharpness,
    picture.brightness,
    picture.contrast,
    picture.noise,
    picture.faceCount,
    picture.signature,
  );
}

export function removePicture(writer: Writer, reportId: number): void {
  writer.run('DELETE FROM pictures WHERE report_id = ?', reportId);
}

/** The signature that the newest report of these bytes has. */
export function signatureOf(database: Database, sha256: string): Print | undefined {
  return database.get(
    `SELECT report_id AS reportId, sha256, signature AS print FROM pictures
     WHERE sha256 = ? AND signature IS NOT NULL ORDER BY report_id DESC LIMIT 1`,
    sha256,
  );
}

/** The first `bytes` of signatures in the order of their reports, the first after `reportId`. */
export function signaturesAfter(database: Database, reportId: number, limit: number, bytes: number): KnownPrint[] {
  return database.all(
    `SELECT p.report_id AS reportId, p.sha256, substr(p.signature, 1, ?) AS print, c.report_id IS p.report_id AS isCompared, c.report_id IS NOT NULL AS wasCompared
     FROM pictures p LEFT JOIN compared c ON c.sha256 = p.sha256 AND c.kind = 'picture'
     WHERE p.report_id > ? AND p.signature IS NOT NULL ORDER BY p.report_id LIMIT ?`,
    bytes,
    reportId,
    limit,
  );
}
