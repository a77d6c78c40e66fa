import { SaxesParser } from 'saxes';
import { StreamingDecoder } from '../kit/streaming-decoder';
import { tooComplex, tooDeep } from './office-format';
import { xmlEncoding } from './xml-encoding';
import { XmlFault } from './xml-fault';
import type { ZipParts } from './zip-parts';

const MAX_DEPTH = 256;
/** One tag or text of this many units is no honest value. */
const MAX_SILENT_UNITS = 16e6;

export interface XmlHandlers {
  /** `name` without its prefix. */
  open?(name: string, attributes: Record<string, string>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/**
 * One pass over a part of any size, piece by piece (XmlReader is for those that fit into memory). No document type, no
 * entity beyond the five of XML. Throws XmlFault with the line for what is not well-formed, `file.tooComplex` for what
 * is too deep, and what unpacking throws.
 */
export async function scanXml(parts: ZipParts, part: string, handlers: XmlHandlers): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: true });
  let depth = 0;
  let silentUnits = 0;
  parser.on('error', (error) => {
    throw new XmlFault(part, parser.line, error.message.replace(/^\d+:\d+:\s*/, ''));
  });
  parser.on('doctype', () => {
    throw new XmlFault(part, parser.line, 'a document type declaration is not allowed here');
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    silentUnits = 0;
    if (depth > MAX_DEPTH) throw tooDeep(parts.format, `${part} is nested more than ${MAX_DEPTH} levels deep`);
    handlers.open?.(withoutPrefix(name), attributes as Record<string, string>);
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    silentUnits = 0;
    handlers.close?.(withoutPrefix(name));
  });
  if (handlers.text) parser.on('text', handlers.text);

  let decoder: StreamingDecoder | undefined;
  for await (const piece of parts.read(part)) {
    decoder ??= new StreamingDecoder(xmlEncoding(piece));
    const text = decoder.write(piece);
    silentUnits += text.length;
    parser.write(text);
    if (silentUnits > MAX_SILENT_UNITS) throw tooComplex(parts.format, `${part} has a single value of more than 16 MB`);
  }
  parser.write(decoder?.end() ?? '');
  parser.close();
}

function withoutPrefix(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
