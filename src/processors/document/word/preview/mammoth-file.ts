import { readXml, readXmlText } from '../../../office-kit/read-xml';
import type { ZipParts } from '../../../office-kit/zip-parts';

/** Rules that a document brings for its own conversion are never followed. */
const STYLE_MAP = 'mammoth/style-map';

/** What mammoth asks of a file; with it, mammoth unpacks nothing by itself. */
export interface MammothFile {
  exists(name: string): boolean;
  /** Text with an encoding, Base64 for "base64", else bytes. */
  read(name: string, encoding?: string): Promise<string | Uint8Array>;
}

/** The parts of a document for mammoth: judged before they are unpacked, their XML walked through before it is parsed. */
export function mammothFile(parts: ZipParts, maxPictureBytes: number): MammothFile {
  return {
    exists: (name) => name.toLowerCase() !== STYLE_MAP && parts.has(name),
    async read(name, encoding) {
      if (encoding === undefined) return parts.readWhole(name, maxPictureBytes);
      if (encoding === 'base64') return (await parts.readWhole(name, maxPictureBytes)).toString('base64');
      const xml = await readXml(parts, name);
      xml.enter();
      xml.skip();
      return readXmlText(parts, name);
    },
  };
}
