import type { FileKind } from '../../shared/model/file';
import type { PlaceFacts } from './duplicate-places';

/** What the reports `r` and the pictures `p` know of a place. */
export interface ReportFactsRow {
  kind: FileKind | null;
  width: number | null;
  height: number | null;
  sharpness: number | null;
  brightness: number | null;
  contrast: number | null;
  noise: number | null;
  grain: number | null;
  format: string | null;
  exif: string | null;
  metadata: string | null;
  isByOcr: number | null;
  pageCount: number | null;
  textLength: number | null;
}

/** @param kind the column that has the place's kind */
export const REPORT_FACTS = (kind: 'j.kind' | 'm.kind'): string => `
  p.width, p.height, p.sharpness, p.brightness, p.contrast, p.noise, CASE ${kind} WHEN 'image' THEN r.data ->> '$.quality.grain' END AS grain,
  CASE ${kind} WHEN 'image' THEN r.data ->> '$.format' END AS format, CASE ${kind} WHEN 'image' THEN r.data -> '$.exif' END AS exif,
  CASE ${kind} WHEN 'document' THEN r.data -> '$.metadata' END AS metadata, r.data -> '$.ocr' IS NOT NULL AS isByOcr,
  r.page_count AS pageCount, r.text_length AS textLength`;

export const factsOf = (row: ReportFactsRow): Pick<PlaceFacts, 'picture' | 'document'> => ({ picture: pictureOf(row), document: documentOf(row) });

function pictureOf(row: ReportFactsRow): PlaceFacts['picture'] {
  const { width, height, sharpness, brightness, contrast, noise, grain } = row;
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
    grain,
    takenAt: typeof takenAt === 'string' ? takenAt : null,
    hasLocation: 'GPSLatitude' in exif,
    metadataCount: Object.keys(exif).filter((name) => !TELLS_NOTHING.has(name)).length,
  };
}

/** Fields that every writer of pictures fills in. */
const TELLS_NOTHING = new Set(['Orientation', 'PixelXDimension', 'PixelYDimension', 'XResolution', 'YResolution']);

function documentOf({ kind, pageCount, textLength, isByOcr, metadata }: ReportFactsRow): PlaceFacts['document'] {
  if (kind !== 'document' || pageCount === null || textLength === null) return null;
  return { pageCount, textLength, isByOcr: isByOcr === 1, metadataCount: Object.keys(parseObject(metadata)).length };
}

function parseObject(json: string | null): Record<string, unknown> {
  const value: unknown = json === null ? null : JSON.parse(json);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
