import { PDFString, type PDFDocument, type PDFRef } from '@cantoo/pdf-lib';
import { ADVANCE, glyphlessFont } from './glyphless-font';

const NAME = 'FilemillInvisible';
/** Codes have two bytes; 0 is no character. */
const MAX_CODES = 0xffff;
/** As many entries as one list of a map to Unicode may have. */
const ENTRIES_A_LIST = 100;

/** A font for text that is there but not seen: any character, each half as wide as it is high. */
export class InvisibleFont {
  private readonly codes = new Map<string, number>();

  /** The characters as codes of this font, in hexadecimal; beyond 65,535 different ones the rest are left out. */
  encode(characters: readonly string[]): string {
    return characters.map((character) => this.codeOf(character)).join('');
  }

  private codeOf(character: string): string {
    let code = this.codes.get(character);
    if (code === undefined) {
      if (this.codes.size >= MAX_CODES - 1) return '';
      code = this.codes.size + 1;
      this.codes.set(character, code);
    }
    return code.toString(16).padStart(4, '0');
  }

  /** Writes the font with the characters met so far to `reference`. */
  embed({ context }: PDFDocument, reference: PDFRef): void {
    const file = context.register(context.flateStream(glyphlessFont(), { Length1: glyphlessFont().length }));
    const descriptor = context.obj({
      Type: 'FontDescriptor',
      FontName: NAME,
      Flags: 4,
      FontBBox: [0, -200, ADVANCE, 800],
      ItalicAngle: 0,
      Ascent: 800,
      Descent: -200,
      CapHeight: 800,
      StemV: 80,
      FontFile2: file,
    });
    const descendant = context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: NAME,
      CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
      FontDescriptor: context.register(descriptor),
      DW: ADVANCE,
      CIDToGIDMap: context.register(context.flateStream(oneGlyphForAll())),
    });
    const font = context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: NAME,
      Encoding: 'Identity-H',
      DescendantFonts: [context.register(descendant)],
      ToUnicode: context.register(context.flateStream(this.toUnicode())),
    });
    context.assign(reference, font);
  }

  /** ISO 32000-1, 9.10.3. */
  private toUnicode(): string {
    const entries = [...this.codes].map(([character, code]) => `<${code.toString(16).padStart(4, '0')}> <${utf16(character)}>`);
    const lists: string[] = [];
    for (let at = 0; at < entries.length; at += ENTRIES_A_LIST) {
      const list = entries.slice(at, at + ENTRIES_A_LIST);
      lists.push(`${list.length} beginbfchar\n${list.join('\n')}\nendbfchar`);
    }
    return [
      '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap',
      '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
      '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def',
      '1 begincodespacerange\n<0000> <ffff>\nendcodespacerange',
      ...lists,
      'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend',
    ].join('\n');
  }
}

/** Every code shows the second glyph; the first one stands for what is missing. */
function oneGlyphForAll(): Uint8Array {
  const map = new Uint8Array((MAX_CODES + 1) * 2);
  for (let at = 3; at < map.length; at += 2) map[at] = 1;
  return map;
}

function utf16(character: string): string {
  let units = '';
  for (let i = 0; i < character.length; i += 1) units += character.charCodeAt(i).toString(16).padStart(4, '0');
  return units;
}
