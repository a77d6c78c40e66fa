import { PDFiumModule } from '@hyzyla/pdfium';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/**
 * What is used of the library's C interface (public/fpdfview.h, fpdf_text.h, fpdf_doc.h, fpdf_edit.h of PDFium).
 * Handles and pointers are numbers, 0 is none; strings go by pointer.
 */
export interface PdfiumCalls {
  readonly memory: WebAssembly.Memory;
  malloc(bytes: number): number;
  free(pointer: number): void;
  FPDF_LoadMemDocument64(bytes: number, size: number, password: number): number;
  FPDF_CloseDocument(document: number): void;
  FPDF_GetLastError(): number;
  FPDF_GetPageCount(document: number): number;
  FPDF_DocumentHasValidCrossReferenceTable(document: number): number;
  FPDF_GetFileVersion(document: number, version: number): number;
  FPDF_GetMetaText(document: number, tag: number, buffer: number, size: number): number;
  FPDF_GetDocPermissions(document: number): number;
  FPDF_GetSecurityHandlerRevision(document: number): number;
  FPDF_LoadPage(document: number, index: number): number;
  FPDF_ClosePage(page: number): void;
  FPDF_GetPageWidthF(page: number): number;
  FPDF_GetPageHeightF(page: number): number;
  FPDF_GetPageBoundingBox(page: number, rectangle: number): number;
  FPDFPage_GetRotation(page: number): number;
  FPDFPage_GetAnnotCount(page: number): number;
  FPDFPage_CountObjects(page: number): number;
  FPDFPage_GetObject(page: number, index: number): number;
  FPDFPageObj_GetType(object: number): number;
  FPDFPageObj_GetBounds(object: number, left: number, bottom: number, right: number, top: number): number;
  FPDFFormObj_CountObjects(form: number): number;
  FPDFFormObj_GetObject(form: number, index: number): number;
  FPDFImageObj_GetImagePixelSize(image: number, width: number, height: number): number;
  FPDFTextObj_GetFont(text: number): number;
  FPDFTextObj_GetText(text: number, textPage: number, buffer: number, size: number): number;
  FPDFTextObj_GetTextRenderMode(text: number): number;
  FPDFFont_GetIsEmbedded(font: number): number;
  FPDFText_LoadPage(page: number): number;
  FPDFText_ClosePage(textPage: number): void;
  FPDFText_CountChars(textPage: number): number;
  FPDFText_GetUnicode(textPage: number, index: number): number;
  FPDFText_IsGenerated(textPage: number, index: number): number;
  FPDFText_GetFontSize(textPage: number, index: number): number;
  FPDFText_GetMatrix(textPage: number, index: number, matrix: number): number;
  FPDFText_GetCharOrigin(textPage: number, index: number, x: number, y: number): number;
  FPDFText_GetLooseCharBox(textPage: number, index: number, rectangle: number): number;
  FPDFBitmap_CreateEx(width: number, height: number, format: number, pixels: number, stride: number): number;
  FPDFBitmap_FillRect(bitmap: number, left: number, top: number, width: number, height: number, colour: number): number;
  FPDFBitmap_Destroy(bitmap: number): void;
  FPDF_RenderPageBitmap(
    ...call: [bitmap: number, page: number, x: number, y: number, width: number, height: number, rotate: number, flags: number]
  ): void;
}

let compiling: Promise<WebAssembly.Module> | undefined;

/**
 * The PDF library PDFium in a sandbox of its own: its memory goes with it, and what breaks inside breaks nothing else.
 * Compiled once a process; a new one takes milliseconds.
 */
export async function loadPdfium(): Promise<PdfiumCalls> {
  compiling ??= compile();
  const compiled = await compiling;
  let calls: PdfiumCalls | undefined;
  await PDFiumModule({
    instantiateWasm: (imports, isReady) => {
      const instance = new WebAssembly.Instance(compiled, imports);
      calls = instance.exports as unknown as PdfiumCalls;
      isReady(instance as unknown as WebAssembly.Module);
      return instance.exports;
    },
    // Its messages go nowhere.
    ...{ print: () => undefined, printErr: () => undefined },
  });
  if (!calls) throw new Error('PDFium did not start');
  (calls as unknown as { FPDF_InitLibrary(): void }).FPDF_InitLibrary();
  return calls;
}

async function compile(): Promise<WebAssembly.Module> {
  const path = createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm');
  return WebAssembly.compile(await readFile(path));
}
