import { isUtf8 } from 'node:buffer';
import { detectLegacyEncoding } from './detect-legacy-encoding';

export interface Encoding {
  /** Lower case, as the WHATWG Encoding Standard or iconv names it: `utf-8`, `utf-16le`, `windows-1252`, `shift_jis` … */
  readonly name: string;
  /** Bytes of the byte order mark, which is no text. */
  readonly bomBytes: number;
}

/** Control characters that text files really contain: tab, line feeds, form feed, backspace, escape, end of file. */
const TEXT_CONTROLS = new Set([0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1a, 0x1b]);
/** 1 for the bytes that text does not hold. */
const IS_CONTROL = Uint8Array.from({ length: 256 }, (_, byte) =>
  (byte < 0x20 && !TEXT_CONTROLS.has(byte)) || byte === 0x7f ? 1 : 0,
);
/** More control bytes than one in so many: not text. */
const MAX_CONTROLS_ONE_IN = 50;

/**
 * The encoding of a file from its first bytes, or null when they are no text. `isWhole` says that `head` is the whole
 * file, so that a character cut in two at its end is a fault.
 */
export function sniffEncoding(head: Buffer, isWhole: boolean): Encoding | null {
  const mark = byteOrderMark(head);
  if (mark) return readsAsText(head, mark) ? mark : null;
  if (head.includes(0)) {
    const name = sniffUtf16(head);
    return name ? { name, bomBytes: 0 } : null;
  }
  if (hasTooManyControls(head)) return null;
  if (isUtf8(isWhole ? head : withoutCutCharacter(head))) return { name: 'utf-8', bomBytes: 0 };
  return { name: detectLegacyEncoding(head), bomBytes: 0 };
}

function byteOrderMark(head: Buffer): Encoding | null {
  const [a, b, c, d] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { name: 'utf-8', bomBytes: 3 };
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return { name: 'utf-32le', bomBytes: 4 };
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { name: 'utf-32be', bomBytes: 4 };
  if (a === 0xff && b === 0xfe && head.length % 2 === 0) return { name: 'utf-16le', bomBytes: 2 };
  if (a === 0xfe && b === 0xff && head.length % 2 === 0) return { name: 'utf-16be', bomBytes: 2 };
  return null;
}

/** UTF-16 without a mark: the zero bytes all lie on one side, and what they give reads as text. */
function sniffUtf16(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  const length = head.length & ~1;
  if (length < 4) return null;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) evenZeros += 1;
    if (head[i + 1] === 0) oddZeros += 1;
  }
  const units = length / 2;
  const isLittle = oddZeros > evenZeros;
  if (Math.max(evenZeros, oddZeros) < units / 5 || Math.min(evenZeros, oddZeros) > 0) return null;
  return isUtf16Text(head, isLittle) ? (isLittle ? 'utf-16le' : 'utf-16be') : null;
}

function isUtf16Text(bytes: Buffer, isLittle: boolean): boolean {
  const length = bytes.length & ~1;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    const unit = isLittle ? bytes.readUInt16LE(i) : bytes.readUInt16BE(i);
    const isControl = unit < 0x20 ? !TEXT_CONTROLS.has(unit) : unit >= 0x7f && unit < 0xa0;
    if (isControl || unit === 0xfffe || unit === 0xffff || (unit >= 0xe000 && unit < 0xf900)) odd += 1;
  }
  return odd * MAX_CONTROLS_ONE_IN <= length / 2;
}

/** Some binary formats begin with the bytes of a mark by chance. */
function readsAsText(head: Buffer, { name, bomBytes }: Encoding): boolean {
  const body = head.subarray(bomBytes);
  if (name.startsWith('utf-16')) return isUtf16Text(body, name === 'utf-16le');
  return name !== 'utf-8' || (!body.includes(0) && !hasTooManyControls(body));
}

function hasTooManyControls(head: Buffer): boolean {
  let controls = 0;
  // By index: this loop sees every byte of every file's head, and an iterator makes it ten times slower.
  for (let i = 0; i < head.length; i += 1) controls += IS_CONTROL[head[i] as number] as number;
  return controls * MAX_CONTROLS_ONE_IN > head.length;
}

/** Without the beginning of a UTF-8 character whose rest lies beyond the end. */
function withoutCutCharacter(bytes: Buffer): Buffer {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return bytes;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? bytes.subarray(0, bytes.length - back) : bytes;
    }
  }
  return bytes;
}
