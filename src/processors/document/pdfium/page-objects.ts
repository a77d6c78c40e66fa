import type { ScannedImage } from '../page-to-draw';
import type { PdfiumDocument } from './pdfium-document';

/** FPDF_PAGEOBJ_… of fpdf_edit.h. */
const TEXT = 1;
const IMAGE = 3;
const FORM = 5;
/** FPDF_TEXTRENDERMODE_INVISIBLE */
const INVISIBLE = 3;
const MAX_OBJECTS = 20_000;
const MAX_NESTING = 8;
/** Letters beyond Latin are not in the fonts that the library brings along. */
const FIRST_FOREIGN_LETTER = 0x0250;

/** Nothing is drawn on the page at all. */
export function isBlank({ calls }: PdfiumDocument, page: number): boolean {
  return calls.FPDFPage_CountObjects(page) === 0 && calls.FPDFPage_GetAnnotCount(page) === 0;
}

/** Something is drawn on the page itself, besides what is filled in or noted. */
export function isDrawnOn({ calls }: PdfiumDocument, page: number): boolean {
  return calls.FPDFPage_CountObjects(page) > 0;
}

/** The only picture on a page that shows nothing else; invisible text does not count. Null for other pages. */
export function onlyImageOf(document: PdfiumDocument, page: number): ScannedImage | null {
  const { calls } = document;
  let image = 0;
  for (const object of objectsOf(document, page)) {
    const type = calls.FPDFPageObj_GetType(object);
    if (type === TEXT && calls.FPDFTextObj_GetTextRenderMode(object) === INVISIBLE) continue;
    if (type !== IMAGE || image !== 0) return null;
    image = object;
  }
  return image === 0 ? null : measureImage(document, image);
}

function measureImage({ calls, memory }: PdfiumDocument, image: number): ScannedImage {
  return memory.lend(24, (room) => {
    calls.FPDFImageObj_GetImagePixelSize(image, room, room + 4);
    calls.FPDFPageObj_GetBounds(image, room + 8, room + 12, room + 16, room + 20);
    const [pixelWidth = 0, pixelHeight = 0] = memory.integers(room, 2);
    const [left = 0, bottom = 0, right = 0, top = 0] = memory.floats(room + 8, 4);
    return { pixelWidth, pixelHeight, width: right - left, height: top - bottom };
  });
}

/** Whether the page has text in letters that only fonts of this computer could draw. */
export function needsForeignFonts(document: PdfiumDocument, page: number): boolean {
  const { calls, memory } = document;
  const textPage = calls.FPDFText_LoadPage(page);
  try {
    for (const object of objectsOf(document, page)) {
      if (calls.FPDFPageObj_GetType(object) !== TEXT) continue;
      const font = calls.FPDFTextObj_GetFont(object);
      if (font === 0 || calls.FPDFFont_GetIsEmbedded(font) === 1) continue;
      const text = memory.utf16((room, size) => calls.FPDFTextObj_GetText(object, textPage, room, size));
      if ([...text].some((letter) => (letter.codePointAt(0) ?? 0) >= FIRST_FOREIGN_LETTER && /\p{L}/u.test(letter))) return true;
    }
    return false;
  } finally {
    calls.FPDFText_ClosePage(textPage);
  }
}

/** What is drawn on a page, also what lies inside forms (pieces of pages that are used again), in order. */
function* objectsOf({ calls }: PdfiumDocument, page: number): Generator<number> {
  let left = MAX_OBJECTS;
  function* inside(form: number, nesting: number): Generator<number> {
    const count = calls.FPDFFormObj_CountObjects(form);
    for (let i = 0; i < count && left > 0; i += 1) yield* expand(calls.FPDFFormObj_GetObject(form, i), nesting);
  }
  function* expand(object: number, nesting: number): Generator<number> {
    left -= 1;
    if (calls.FPDFPageObj_GetType(object) !== FORM) yield object;
    else if (nesting < MAX_NESTING) yield* inside(object, nesting + 1);
  }
  const count = calls.FPDFPage_CountObjects(page);
  for (let i = 0; i < count && left > 0; i += 1) yield* expand(calls.FPDFPage_GetObject(page, i), 0);
}
