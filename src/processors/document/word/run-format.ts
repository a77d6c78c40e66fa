import type { XmlReader } from '../../office-kit/xml-reader';
import { HALF_POINT, pointsOf } from './length';
import { cutName } from './cut-name';
import type { ThemeFonts } from './theme-fonts';

/** Null where nothing is said. */
export interface RunFormat {
  readonly bold: boolean | null;
  readonly italic: boolean | null;
  readonly underline: boolean | null;
  readonly font: string | null;
  /** Points. */
  readonly size: number | null;
}

export const NO_FORMAT: RunFormat = { bold: null, italic: null, underline: null, font: null, size: null };

/** What `w:rPr`, which was just entered, says: of itself, and the character style it names. Leaves it. */
export function readRunFormat(xml: XmlReader, fonts: ThemeFonts): { format: RunFormat; styleId: string | null } {
  let { bold, italic, underline, font, size } = NO_FORMAT;
  let styleId: string | null = null;
  while (xml.enter()) {
    switch (xml.name) {
      case 'w:rStyle':
        styleId = xml.attribute('w:val');
        break;
      case 'w:b':
        bold = isOn(xml);
        break;
      case 'w:i':
        italic = isOn(xml);
        break;
      case 'w:u':
        underline = !['none', null].includes(xml.attribute('w:val'));
        break;
      case 'w:rFonts':
        font = fonts.get(xml.attribute('w:asciiTheme') ?? '') ?? cutName(xml.attribute('w:ascii'));
        break;
      case 'w:sz':
        size = pointsOf(xml.attribute('w:val'), HALF_POINT);
        break;
    }
    xml.skip();
  }
  return { format: { bold, italic, underline, font, size }, styleId };
}

/** Whether a property that is there is on: it is unless its value says no. */
export function isOn(xml: XmlReader): boolean {
  return !['0', 'false', 'off'].includes(xml.attribute('w:val') ?? '');
}

/** `over` where it says something, else `under`. */
export function overlay(over: RunFormat, under: RunFormat): RunFormat {
  return {
    bold: over.bold ?? under.bold,
    italic: over.italic ?? under.italic,
    underline: over.underline ?? under.underline,
    font: over.font ?? under.font,
    size: over.size ?? under.size,
  };
}
