import type { XmlReader } from '../../office-kit/xml-reader';
import { alignmentOf, type Alignment } from './alignment';
import { countOf } from './length';
import { cutName } from './cut-name';
import { NO_FORMAT, readRunFormat } from './run-format';
import { Styles, type DocumentDefaults, type Style } from './styles';
import type { ThemeFonts } from './theme-fonts';

/** The styles of `styles.xml`, whose root was not entered yet. */
export function readStyles(xml: XmlReader, fonts: ThemeFonts): Styles {
  let defaults: DocumentDefaults = { format: NO_FORMAT, alignment: null };
  const styles: Style[] = [];
  xml.enter();
  while (xml.enter()) {
    if (xml.name === 'w:docDefaults') defaults = readDefaults(xml, fonts);
    else if (xml.name === 'w:style') styles.push(readStyle(xml, fonts));
    else xml.skip();
  }
  return new Styles(styles, defaults);
}

function readDefaults(xml: XmlReader, fonts: ThemeFonts): DocumentDefaults {
  let format = NO_FORMAT;
  let alignment: Alignment | null = null;
  while (xml.enter()) {
    const isDefault = xml.name === 'w:rPrDefault' || xml.name === 'w:pPrDefault';
    if (!isDefault) xml.skip();
    else {
      while (xml.enter()) {
        if (xml.name === 'w:rPr') ({ format } = readRunFormat(xml, fonts));
        else if (xml.name === 'w:pPr') ({ alignment } = readParagraphProperties(xml));
        else xml.skip();
      }
    }
  }
  return { format, alignment };
}

function readStyle(xml: XmlReader, fonts: ThemeFonts): Style {
  const id = xml.attribute('w:styleId') ?? '';
  const type = xml.attribute('w:type') ?? 'paragraph';
  const isDefault = ['1', 'true', 'on'].includes(xml.attribute('w:default') ?? '');
  let name = '';
  let basedOn: string | null = null;
  let properties: ParagraphProperties = { alignment: null, outlineLevel: null };
  let format = NO_FORMAT;
  while (xml.enter()) {
    switch (xml.name) {
      case 'w:pPr':
        properties = readParagraphProperties(xml);
        continue;
      case 'w:rPr':
        ({ format } = readRunFormat(xml, fonts));
        continue;
      case 'w:name':
        name = cutName(xml.attribute('w:val')) ?? '';
        break;
      case 'w:basedOn':
        basedOn = xml.attribute('w:val');
        break;
    }
    xml.skip();
  }
  return { id, name, type, isDefault, basedOn, format, ...properties };
}

interface ParagraphProperties {
  readonly alignment: Alignment | null;
  readonly outlineLevel: number | null;
}

function readParagraphProperties(xml: XmlReader): ParagraphProperties {
  let alignment: Alignment | null = null;
  let outlineLevel: number | null = null;
  while (xml.enter()) {
    if (xml.name === 'w:jc') alignment = alignmentOf(xml.attribute('w:val'));
    else if (xml.name === 'w:outlineLvl') outlineLevel = countOf(xml.attribute('w:val'), 9);
    xml.skip();
  }
  return { alignment, outlineLevel };
}
