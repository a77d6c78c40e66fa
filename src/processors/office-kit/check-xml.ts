import { isUtf8 } from 'node:buffer';
import { SaxesParser } from 'saxes';
import type { FileProblem } from '../../shared/contract/worker-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import { HEAD_BYTES } from '../kit/magic';
import { CHUNK_BYTES, type OpenFile } from '../kit/open-file';
import { isKnownEncoding, StreamingDecoder } from '../kit/streaming-decoder';
import { sniffEncoding, type Encoding } from '../kit/sniff-encoding';
import { t } from '../../shared/words/words';

const MAX_DEPTH = 10_000;
/** One tag or text of this many units is no honest value. */
const MAX_SILENT_UNITS = 64e6;

/** Ends the reading at the first fault. */
class Fault extends Error {
  constructor(
    readonly line: number,
    /** Null where only the line is near. */
    readonly column: number | null,
    readonly what: string,
  ) {
    super(what);
  }
}

/**
 * Whether the file is well-formed XML 1.0 with namespaces. Document types are read over: what they declare is neither loaded
 * nor expanded, and where there is one, entities that it may declare are no fault.
 */
export async function checkXml(file: OpenFile, signal: AbortSignal): Promise<FileProblem[]> {
  const parser = new SaxesParser({ xmlns: true, position: true });
  let depth = 0;
  let silentUnits = 0;
  let hasDoctype = false;
  parser.on('doctype', () => {
    hasDoctype = true;
  });
  parser.on('error', ({ message }) => {
    const what = message.replace(/^\d+:\d+:\s*/, '');
    if (hasDoctype && what === 'undefined entity.') return;
    throw new Fault(parser.line, parser.column + 1, what.replace(/\.$/, ''));
  });
  parser.on('opentag', () => {
    depth += 1;
    silentUnits = 0;
    if (depth > MAX_DEPTH) throw new FilemillError('file.tooComplex', t('The XML is nested more than {levels, number} levels deep.', { levels: MAX_DEPTH }), { hint: t('Look at what has made it.') });
  });
  parser.on('closetag', () => {
    depth -= 1;
    silentUnits = 0;
  });
  // The text of one element is gathered unless somebody takes it piece by piece.
  parser.on('text', () => {
    silentUnits = 0;
  });
  try {
    const head = await file.readRange(0, HEAD_BYTES);
    const decode = decoderFor(encodingOf(head, head.length === file.size));
    const take = (text: string): void => {
      silentUnits += text.length;
      if (silentUnits > MAX_SILENT_UNITS) throw new FilemillError('file.tooComplex', t('The XML has a single value that is larger than the limits allow.'), { hint: t('Look at what has made it.') });
      parser.write(text);
    };
    for await (const piece of file.chunks(CHUNK_BYTES, signal)) take(decode(piece));
    take(decode(null));
    parser.close();
    return [];
  } catch (error) {
    if (error instanceof Fault) return [{ line: error.line, where: null, message: error.column === null ? error.what : t('column {column}: {message}', { column: String(error.column), message: error.what }) }];
    throw error;
  }
}

/** UTF-8 must be just that: a byte that is not is a fault (XML 1.0, section 4.3.3). `null` for the end. */
function decoderFor(encoding: Encoding): (bytes: Buffer | null) => string {
  if (!isKnownEncoding(encoding.name)) throw new Fault(1, null, t('nothing reads the encoding “{encoding}” that it names', { encoding: encoding.name }));
  if (encoding.name !== 'utf-8') {
    const decoder = new StreamingDecoder(encoding);
    return (bytes) => (bytes ? decoder.write(bytes) : decoder.end());
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  return (bytes) => {
    try {
      const text = bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line += 1;
      return text;
    } catch {
      throw new Fault(line + (bytes ? linesBeforeFault(bytes) : 0), null, t('it holds bytes that are no UTF-8'));
    }
  };
}

function linesBeforeFault(bytes: Buffer): number {
  let lines = 0;
  for (let at = 0; at < bytes.length; lines += 1) {
    const end = bytes.indexOf(0x0a, at);
    // A character may have begun in the piece before.
    if (at > 0 && !isUtf8(bytes.subarray(at, end < 0 ? bytes.length : end))) return lines;
    if (end < 0) break;
    at = end + 1;
  }
  return 0;
}

/** By its mark, else as it says itself, else UTF-8 (XML 1.0, appendix F). */
function encodingOf(head: Buffer, isWhole: boolean): Encoding {
  const sniffed = sniffEncoding(head, isWhole);
  if (sniffed && (sniffed.bomBytes > 0 || sniffed.name.startsWith('utf-16'))) return sniffed;
  const said = /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(head.subarray(0, 1000).toString('latin1'))?.[1]?.toLowerCase();
  if (said === undefined || said === 'utf-8' || said === 'utf8' || said.startsWith('utf-16')) return { name: 'utf-8', bomBytes: 0 };
  return { name: said === 'latin1' ? 'iso-8859-1' : said, bomBytes: 0 };
}
