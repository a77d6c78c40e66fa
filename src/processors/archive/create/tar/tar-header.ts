import type { EntryFacts } from '../entry-facts';
import { paxRecords, type PaxFields } from './pax-records';

export const BLOCK = 512;
const NAME_BYTES = 100;
const PREFIX_BYTES = 155;
/** Eleven octal digits. */
const MOST_OCTAL = 8 ** 11 - 1;
const SLASH = 0x2f;

/**
 * The header of an entry as POSIX has it (ustar); what does not fit into it stands in a pax header before: long names, names
 * that are not ASCII, sizes from 8 GiB on, parts of seconds.
 */
export function tarHeader(facts: EntryFacts, size: number): Buffer {
  const name = facts.isFolder ? Buffer.concat([facts.name, Buffer.from('/')]) : facts.name;
  const seconds = facts.mtimeMs === null ? 0 : facts.mtimeMs / 1_000;
  const place = placeOf(name);
  const pax: PaxFields = {};
  if (!place || (facts.isUtf8 && name.some((byte) => byte > 0x7f))) {
    pax.path = name;
    if (!facts.isUtf8) pax.hdrcharset = 'BINARY';
  }
  if (size > MOST_OCTAL) pax.size = String(size);
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > MOST_OCTAL) pax.mtime = secondsText(seconds);
  const shown = { ...(place ?? { name: name.subarray(0, NAME_BYTES), prefix: Buffer.alloc(0) }), mode: facts.mode, seconds };
  const header = ustar({ ...shown, size, type: facts.isFolder ? '5' : '0' });
  if (Object.keys(pax).length === 0) return header;
  const records = paxRecords(pax);
  const extended = ustar({ name: Buffer.from('PaxHeaders/entry'), prefix: Buffer.alloc(0), mode: 0o644, seconds: 0, size: records.length, type: 'x' });
  return Buffer.concat([extended, records, padding(records.length), header]);
}

/** What fills an entry's last block. */
export const padding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);

/** Two empty blocks. */
export const tarEnd = (): Buffer => Buffer.alloc(2 * BLOCK);

/** A long name may be cut at one of its slashes; null when it does not fit so either. */
function placeOf(name: Buffer): { name: Buffer; prefix: Buffer } | null {
  if (name.length <= NAME_BYTES) return { name, prefix: Buffer.alloc(0) };
  for (let at = name.indexOf(SLASH, name.length - NAME_BYTES - 1); at >= 0 && at <= PREFIX_BYTES; at = name.indexOf(SLASH, at + 1)) {
    if (at > 0 && at < name.length - 1) return { name: name.subarray(at + 1), prefix: name.subarray(0, at) };
  }
  return null;
}

interface Ustar {
  name: Buffer;
  prefix: Buffer;
  mode: number;
  seconds: number;
  size: number;
  type: '0' | '5' | 'x';
}

function ustar({ name, prefix, mode, seconds, size, type }: Ustar): Buffer {
  const header = Buffer.alloc(BLOCK);
  header.set(name, 0);
  header.write(octal(mode, 7), 100, 'latin1');
  header.write(octal(0, 7), 108, 'latin1');
  header.write(octal(0, 7), 116, 'latin1');
  header.write(octal(size, 11), 124, 'latin1');
  header.write(octal(Math.floor(seconds), 11), 136, 'latin1');
  header.fill(' ', 148, 156);
  header.write(type, 156, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  header.set(prefix, 345);
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${octal(sum, 6)}\0 `, 148, 'latin1');
  return header;
}

/** What does not fit stands in the pax header. */
const octal = (value: number, digits: number): string => Math.min(8 ** digits - 1, Math.max(0, value)).toString(8).padStart(digits, '0');

/** In microseconds: a time in milliseconds holds no more. */
const secondsText = (seconds: number): string => seconds.toFixed(6).replace(/\.?0+$/, '');
