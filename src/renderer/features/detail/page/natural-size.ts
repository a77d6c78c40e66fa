import type { FileDetail } from '../../../../shared/contract/engine-api';
import type { PageLayout } from '../../../../shared/model/page-layout';
import type { Size } from './zoom';

/** CSS pixels in a point. */
const POINT = 96 / 72;
/** A4, for a document of which no size is known yet. */
const SHEET: Size = { width: 595 * POINT, height: 842 * POINT };
const FRAME: Size = { width: 800, height: 600 };

/** How large a page is at 100 %, CSS pixels: pages as on paper, pictures with their pixels. */
export function naturalSize(
  { report, row }: Pick<FileDetail, 'report' | 'row'>,
  page: number,
  layout: PageLayout | undefined,
  picture: Size | null,
): Size {
  if (report?.kind === 'image' && page === 1) return { width: report.width, height: report.height };
  if (report?.kind === 'image') return layout ?? enlarged(picture, Math.max(report.width, report.height)) ?? report;
  if (row.kind !== 'document') return picture ?? layout ?? FRAME;
  const known = layout ?? (report?.kind === 'document' && report.format === 'pdf' ? report.pages[page - 1] : undefined);
  if (known && known.width > 0 && known.height > 0) return { width: known.width * POINT, height: known.height * POINT };
  return picture ? { width: SHEET.width, height: (SHEET.width * picture.height) / picture.width } : SHEET;
}

/** Pages after the first are known by a smaller picture only; they are mostly as large as the first. */
function enlarged(picture: Size | null, side: number): Size | null {
  if (!picture || Math.max(picture.width, picture.height) <= 0) return null;
  const by = side / Math.max(picture.width, picture.height);
  return { width: picture.width * by, height: picture.height * by };
}
