import { isUtf8 } from 'node:buffer';
import { decodeWhole } from '../kit/streaming-decoder';
import { xmlEncoding } from './xml-encoding';
import { XmlReader } from './xml-reader';
import type { ZipParts } from './zip-parts';

/** Larger parts are read by scanXml, piece by piece, or not at all. */
const MAX_XML_BYTES = 64e6;

/** One part, unpacked and decoded. Throws what unpacking throws, and `file.tooComplex` above 64 MB. */
export async function readXmlText(parts: ZipParts, part: string): Promise<string> {
  const bytes = await parts.readWhole(part, MAX_XML_BYTES);
  const encoding = xmlEncoding(bytes);
  if (encoding.name === 'utf-8' && isUtf8(bytes)) return bytes.toString('utf8', encoding.bomBytes);
  return decodeWhole(bytes, encoding).text;
}

/** The same, ready to be walked. */
export async function readXml(parts: ZipParts, part: string): Promise<XmlReader> {
  return new XmlReader(part, await readXmlText(parts, part), parts.format);
}
