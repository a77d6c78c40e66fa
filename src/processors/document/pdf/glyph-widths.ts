import type { PDFPageProxy } from 'pdfjs-dist';
import type { Pdfjs } from './load-pdfjs';

/** By the library's name of the font: thousandths of the size by character. */
export type GlyphWidths = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** How wide the letters on a page are, as far as it is drawn with ordinary fonts. Pictures are not decoded for it. */
export async function readGlyphWidths(page: PDFPageProxy, { OPS }: Pdfjs): Promise<GlyphWidths> {
  const widths = new Map<string, Map<string, number>>();
  const { fnArray, argsArray } = await page.getOperatorList();
  let current: Map<string, number> | undefined;
  for (let i = 0; i < fnArray.length; i += 1) {
    const args: unknown = argsArray[i];
    if (!Array.isArray(args)) continue;
    if (fnArray[i] === OPS.setFont) current = ofFont(widths, String(args[0]));
    else if (fnArray[i] === OPS.showText && current && Array.isArray(args[0])) addGlyphs(current, args[0]);
  }
  return widths;
}

function ofFont(widths: Map<string, Map<string, number>>, name: string): Map<string, number> {
  const known = widths.get(name) ?? new Map<string, number>();
  widths.set(name, known);
  return known;
}

/** Numbers between the glyphs are kerning. */
function addGlyphs(widths: Map<string, number>, glyphs: unknown[]): void {
  for (const glyph of glyphs) {
    if (typeof glyph !== 'object' || glyph === null || !('unicode' in glyph) || !('width' in glyph)) continue;
    if (typeof glyph.unicode === 'string' && typeof glyph.width === 'number' && glyph.unicode.length === 1) {
      widths.set(glyph.unicode, glyph.width);
    }
  }
}
