import type { FactName, FactValue } from '../../shared/model/fact';
import type { ImageReport, OcrReport, Report } from '../../shared/model/report';
import { takenAt } from './taken-at';

type Reader = (report: Report, blurThreshold: number) => FactValue | undefined;

/** Facts that stand in a report; undefined for what its kind does not have. */
export const REPORT_FACTS = {
  characters: (report) => statisticsOf(report)?.characters,
  words: (report) => statisticsOf(report)?.words,
  lines: (report) => {
    if (report.kind === 'text' || report.kind === 'data') return report.lineCount;
    return report.kind === 'document' && report.format === 'word' ? undefined : statisticsOf(report)?.lines;
  },
  encoding: (report) => (report.kind === 'text' || report.kind === 'data' ? report.encoding : undefined),
  pages: pagesOf,
  title: (report) => metadataOf(report, 'title'),
  author: (report) => metadataOf(report, 'author'),
  'ocr.used': (report) => ocrOf(report) !== undefined,
  'ocr.confidence': (report) => ocrOf(report)?.confidence,
  'ocr.languages': (report) => ocrOf(report)?.languages,

  rows: (report) => (report.kind === 'data' ? report.rowCount : undefined),
  columns: (report) => (report.kind === 'data' ? report.columns : undefined),
  format: (report) => {
    if (report.kind === 'archive') return report.type;
    return report.kind === 'text' || report.kind === 'other' ? undefined : report.format;
  },

  width: ofPicture(({ width }) => width),
  height: ofPicture(({ height }) => height),
  megapixels: ofPicture(({ width, height }) => (width * height) / 1e6),
  orientation: ofPicture(({ width, height }) => (width === height ? 'square' : width > height ? 'landscape' : 'portrait')),
  sharpness: ofPicture(({ quality }) => quality?.sharpness),
  blurry: ofPicture(({ quality }, blurThreshold) => quality && quality.sharpness < blurThreshold),
  brightness: ofPicture(({ quality }) => quality?.brightness),
  contrast: ofPicture(({ quality }) => quality?.contrast),
  noise: ofPicture(({ quality }) => quality?.noise),
  faces: ofPicture(({ content }) => content?.faceCount),
  camera: ofPicture(({ exif }) => [exif?.['Make'], exif?.['Model']].filter(Boolean).join(' ') || undefined),
  taken: ofPicture(({ exif }) => takenAt(exif?.['DateTimeOriginal'])),
  located: ofPicture(({ exif }) => exif?.['GPSLatitude'] !== undefined),

  unpackedSize: (report) => (report.kind === 'archive' ? (report.totalSize ?? undefined) : undefined),
  encrypted: (report) => {
    if (report.kind === 'archive') return report.isEncrypted;
    return report.kind === 'document' && report.format === 'pdf' ? report.metadata['encrypted'] === true : undefined;
  },
} as const satisfies Partial<Record<FactName, Reader>>;

/** `metadata.producer`, `exif.LensModel`: by their names, whatever their case. */
export function openFact(report: Report, name: string): string | undefined {
  const dot = name.indexOf('.');
  const field = name.slice(dot + 1);
  if (name.startsWith('metadata.')) return metadataOf(report, field);
  return report.kind === 'image' ? fieldOf(report.exif ?? {}, field) : undefined;
}

/** What OCR read of it; undefined where it did not. */
export function ocrOf(report: Report): OcrReport | undefined {
  return 'ocr' in report ? report.ocr : undefined;
}

function statisticsOf(report: Report): { characters: number; words: number; lines?: number } | undefined {
  switch (report.kind) {
    case 'text':
      return { characters: report.characterCount, words: report.wordCount };
    case 'document':
      return report.statistics;
    case 'image':
      return report.ocr?.statistics;
    default:
      return undefined;
  }
}

function pagesOf(report: Report): number | undefined {
  if (report.kind === 'image') return report.frames === 'pages' ? report.frameCount : undefined;
  if (report.kind !== 'document') return undefined;
  if (report.format === 'pdf') return report.pages.length;
  const { pages } = report.metadata;
  return typeof pages === 'number' ? pages : undefined;
}

function metadataOf(report: Report, field: string): string | undefined {
  return report.kind === 'document' ? fieldOf(report.metadata, field) : undefined;
}

function fieldOf(fields: Readonly<Record<string, string | number | boolean>>, wanted: string): string | undefined {
  const name = Object.hasOwn(fields, wanted) ? wanted : Object.keys(fields).find((one) => one.toLowerCase() === wanted.toLowerCase());
  return name === undefined ? undefined : String(fields[name]);
}

function ofPicture(read: (report: ImageReport, blurThreshold: number) => FactValue | undefined): Reader {
  return (report, blurThreshold) => (report.kind === 'image' ? read(report, blurThreshold) : undefined);
}
