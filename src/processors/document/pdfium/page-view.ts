import type { PdfiumDocument } from './pdfium-document';

/** How a page is turned and moved to be shown, in points from the top left corner. */
export interface PageView {
  readonly width: number;
  readonly height: number;
  /** From the coordinates of the file, as PDF writes matrices. */
  readonly transform: [number, number, number, number, number, number];
}

export function viewOf({ calls, memory }: PdfiumDocument, page: number): PageView {
  const [width, height] = [calls.FPDF_GetPageWidthF(page), calls.FPDF_GetPageHeightF(page)];
  const quarter = calls.FPDFPage_GetRotation(page);
  const [left, top, right, bottom] = memory.lend(16, (pointer) => {
    calls.FPDF_GetPageBoundingBox(page, pointer);
    return [...memory.floats(pointer, 4)] as [number, number, number, number];
  });
  return { width, height, transform: turn(quarter, { left, top, right, bottom }) };
}

function turn(quarter: number, { left, top, right, bottom }: Record<'left' | 'top' | 'right' | 'bottom', number>): PageView['transform'] {
  if (quarter === 1) return [0, 1, 1, 0, -bottom, -left];
  if (quarter === 2) return [-1, 0, 0, 1, right, -bottom];
  if (quarter === 3) return [0, -1, -1, 0, top, right];
  return [1, 0, 0, -1, -left, top];
}
