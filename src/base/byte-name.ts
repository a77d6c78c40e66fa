/**
 * File names are bytes on Linux and need not be UTF-8. Inside Filemill a name is always a string; a byte that is not
 * UTF-8 stands as one private-use character U+EF80–U+EFFF (the "OPTU" range of MirBSD), and a name that really
 * contains such a character is escaped the same way, so that the way back is exact.
 */
const ESCAPE_BASE = 0xef00;
const ESCAPED = /[\uef80-\uefff]/;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The string for the raw bytes of a name; exact inverse of {@link toFsPath}. */
export function fromNameBytes(bytes: Uint8Array): string {
  try {
    const plain = strict.decode(bytes);
    if (!ESCAPED.test(plain)) return plain;
  } catch {
    // not UTF-8: escaped below
  }
  let name = '';
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    const character = length > 0 ? strict.decode(bytes.subarray(at, at + length)) : '';
    if (length > 0 && !ESCAPED.test(character)) {
      name += character;
      at += length;
    } else {
      const end = Math.max(length, 1);
      for (let i = 0; i < end; i += 1) name += String.fromCharCode(ESCAPE_BASE + (bytes[at + i] as number));
      at += end;
    }
  }
  return name;
}

/** Length of the valid UTF-8 sequence at `at`, or 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  try {
    strict.decode(bytes.subarray(at, at + length));
    return length;
  } catch {
    return 0;
  }
}

/** What `node:fs` takes: the string itself, or its exact bytes where the name is not UTF-8. */
export function toFsPath(path: string): string | Buffer {
  if (!ESCAPED.test(path)) return path;
  const parts: Buffer[] = [];
  for (const character of path) {
    const code = character.charCodeAt(0);
    const isEscape = character.length === 1 && code >= 0xef80 && code <= 0xefff;
    parts.push(isEscape ? Buffer.from([code - ESCAPE_BASE]) : Buffer.from(character, 'utf8'));
  }
  return Buffer.concat(parts);
}
