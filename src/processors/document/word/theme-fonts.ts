import type { XmlReader } from '../../office-kit/xml-reader';
import { cutName } from './cut-name';

/** Typefaces by the names that `w:rFonts` has for them: "minorHAnsi". */
export type ThemeFonts = ReadonlyMap<string, string>;

const SCRIPTS: Record<string, string[]> = {
  'a:latin': ['Ascii', 'HAnsi'],
  'a:ea': ['EastAsia'],
  'a:cs': ['Bidi'],
};

/** The fonts of a theme, whose root was not entered yet. */
export function readThemeFonts(xml: XmlReader): ThemeFonts {
  const fonts = new Map<string, string>();
  const readSet = (set: string): void => {
    while (xml.enter()) {
      const typeface = cutName(xml.attribute('typeface')) ?? '';
      const names = SCRIPTS[xml.name] ?? [];
      if (typeface !== '') for (const name of names) fonts.set(set + name, typeface);
      xml.skip();
    }
  };
  const walk = (): void => {
    while (xml.enter()) {
      if (xml.name === 'a:themeElements' || xml.name === 'a:fontScheme') walk();
      else if (xml.name === 'a:majorFont') readSet('major');
      else if (xml.name === 'a:minorFont') readSet('minor');
      else xml.skip();
    }
  };
  xml.enter();
  walk();
  return fonts;
}
