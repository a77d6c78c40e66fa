import { readXmlText } from '../../../office-kit/read-xml';
import { XmlReader } from '../../../office-kit/xml-reader';
import type { ZipParts } from '../../../office-kit/zip-parts';
import { markChanges } from './tracked-changes';

/** Rules that a document brings for its own conversion are never followed. */
const STYLE_MAP = 'mammoth/style-map';

interface FileOptions {
  /** Whether tracked changes can be told in the text; else deleted text is none. */
  readonly showsChanges: boolean;
  readonly pictureBytes: number;
  /** UTF-16 units of a part; of a longer one mammoth gets the beginning. */
  readonly xmlUnits: number;
}

/**
 * What mammoth asks of a file; with it, mammoth unpacks nothing by itself. Parts are judged before they are unpacked,
 * and their XML is walked through before mammoth parses it.
 */
export class MammothFile {
  /** Whether mammoth got less than there is. */
  isCut = false;

  constructor(
    private readonly parts: ZipParts,
    private readonly options: FileOptions,
  ) {}

  exists(name: string): boolean {
    return name.toLowerCase() !== STYLE_MAP && this.parts.has(name);
  }

  /** Text with an encoding, Base64 for "base64", else bytes. */
  async read(name: string, encoding?: string): Promise<string | Uint8Array> {
    if (encoding === undefined) return this.parts.readWhole(name, this.options.pictureBytes);
    if (encoding === 'base64') return (await this.parts.readWhole(name, this.options.pictureBytes)).toString('base64');
    const text = await readXmlText(this.parts, name);
    const xml = new XmlReader(name, text, this.parts.format);
    xml.enter();
    const shown = this.walk(xml, text);
    return this.options.showsChanges ? markChanges(shown) : shown;
  }

  private walk(xml: XmlReader, text: string): string {
    if (text.length <= this.options.xmlUnits) {
      xml.skip();
      return text;
    }
    this.isCut = true;
    this.walkToLimit(xml);
    return xml.closedHere();
  }

  /** Out of the first element that ends beyond the limit; true when there is one. */
  private walkToLimit(xml: XmlReader): boolean {
    while (xml.enter()) if (this.walkToLimit(xml)) return true;
    return xml.position > this.options.xmlUnits;
  }
}
