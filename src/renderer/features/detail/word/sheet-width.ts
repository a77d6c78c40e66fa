import type { Report } from '../../../../shared/model/report';

const PIXELS_PER_POINT = 96 / 72;
/** A4, for documents that name no page. */
const USUAL_POINTS = 595;
/** Around the sheet. */
const MARGIN_PIXELS = 24;

/** How wide a document shown as HTML is with its surroundings, CSS pixels. */
export function sheetWidth(report: Report | null): number {
  const sections = report?.kind === 'document' && report.format === 'word' ? report.sections : [];
  const points = sections[0]?.pageWidth ?? USUAL_POINTS;
  return Math.round(Math.max(200, Math.min(points, 3_000)) * PIXELS_PER_POINT) + MARGIN_PIXELS;
}
