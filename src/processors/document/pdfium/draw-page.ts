import type { PdfiumDocument } from './pdfium-document';

/** FPDFBitmap_BGRx */
const FOUR_BYTES = 3;
/** FPDF_ANNOT | FPDF_REVERSE_BYTE_ORDER: with what is filled in and noted, red first. */
const ANNOTATIONS_RED_FIRST = 0x01 | 0x10;
const WHITE = 0xffffffff;

/**
 * The page as shown, on white, stretched to exactly `width` × `height` pixels, in red, green, blue, 255. The pixels lie in
 * the library's memory and last as long as `work`.
 */
export function drawPage<T>(
  { calls, memory }: PdfiumDocument,
  page: number,
  { width, height }: { width: number; height: number },
  work: (pixels: Uint8Array) => T,
): T {
  const bytes = width * height * 4;
  const pointer = memory.take(bytes);
  const bitmap = calls.FPDFBitmap_CreateEx(width, height, FOUR_BYTES, pointer, width * 4);
  if (bitmap === 0) throw new RangeError(`no bitmap of ${width} × ${height} pixels`);
  calls.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
  calls.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, ANNOTATIONS_RED_FIRST);
  const result = work(memory.bytes(pointer, bytes));
  calls.FPDFBitmap_Destroy(bitmap);
  memory.give(pointer);
  return result;
}
