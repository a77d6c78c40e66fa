import { isAscii } from 'node:buffer';
import { createRequire } from 'node:module';
import { sniffEncoding, type Encoding } from './sniff-encoding';
import { t } from '../../shared/words/words';

interface PieceDecoder {
  write(bytes: Buffer): string;
  end(): string;
}

/**
 * Bytes to text, piece by piece. As long as everything is ASCII the encoding stays open and the first other byte
 * decides, so that a long file is judged by where it differs and not only by its beginning.
 */
export class StreamingDecoder {
  private decoder: PieceDecoder | null;
  private skipBytes: number;
  private name: string;
  /** Byte sequences that meant nothing in this encoding and became U+FFFD. */
  replacedCount = 0;

  constructor(encoding: Encoding) {
    this.name = encoding.name;
    this.skipBytes = encoding.bomBytes;
    this.decoder = encoding.name === 'utf-8' && encoding.bomBytes === 0 ? null : pieceDecoder(encoding.name);
  }

  get encoding(): string {
    return this.name;
  }

  write(bytes: Buffer): string {
    const piece = this.skipBytes > 0 ? bytes.subarray(this.skipBytes) : bytes;
    this.skipBytes = 0;
    if (!this.decoder) {
      if (isAscii(piece)) return piece.toString('latin1', 0, piece.length);
      this.name = sniffEncoding(piece, false)?.name ?? 'utf-8';
      this.decoder = pieceDecoder(this.name);
    }
    const text = this.decoder.write(piece);
    this.countReplaced(text, piece);
    return text;
  }

  end(): string {
    const text = this.decoder?.end() ?? '';
    this.countReplaced(text, Buffer.alloc(0));
    return text;
  }

  private countReplaced(text: string, bytes: Buffer): void {
    if (!text.includes('\ufffd')) return;
    const real = this.name === 'utf-8' ? occurrences(bytes.toString('latin1'), '\xef\xbf\xbd') : 0;
    this.replacedCount += Math.max(0, occurrences(text, '\ufffd') - real);
  }
}

/** The whole of a small file as text. */
export function decodeWhole(bytes: Buffer, encoding: Encoding): { text: string; encoding: string; replacedCount: number } {
  const decoder = new StreamingDecoder(encoding);
  const text = decoder.write(bytes) + decoder.end();
  return { text, encoding: decoder.encoding, replacedCount: decoder.replacedCount };
}

export function replacedWarning(count: number, encoding: string): string[] {
  if (count === 0) return [];
  return [t('{count, plural, one {# character} other {# characters}} could not be read as {encoding} and became �.', { count, encoding })];
}

/** Whether there is a way to read it. */
export const isKnownEncoding = (name: string): boolean => OWN.has(name) || iconv().encodingExists(name);

const OWN: ReadonlySet<string> = new Set(['iso-8859-1', 'utf-8', 'utf-16le']);

function pieceDecoder(name: string): PieceDecoder {
  if (name === 'iso-8859-1') return { write: (bytes) => bytes.toString('latin1', 0, bytes.length), end: () => '' };
  if (name === 'utf-8' || name === 'utf-16le') {
    const decoder = new TextDecoder(name, { ignoreBOM: true });
    return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  }
  const decoder = iconv().getDecoder(name, { stripBOM: false });
  return { write: (bytes) => decoder.write(bytes), end: () => decoder.end() ?? '' };
}

type Iconv = typeof import('iconv-lite');
let loaded: Iconv | undefined;
function iconv(): Iconv {
  loaded ??= createRequire(import.meta.url)('iconv-lite') as Iconv;
  return loaded;
}

function occurrences(text: string, needle: string): number {
  let count = 0;
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) count += 1;
  return count;
}
