import type { ArchiveEntry, EntryType } from '../../../shared/model/archive';
import type { Properties } from './parse-listing';
import type { SevenZipType } from './seven-zip-types';

/** An entry, and what only reading needs to know of it. */
export interface ListedEntry {
  readonly entry: ArchiveEntry;
  /** Bytes that it gives when all is unpacked, links included; null where that is not said. */
  readonly bytes: number | null;
  /** In hex; null where there is none. */
  readonly sha1: string | null;
  /** The block that it is packed in together with others. */
  readonly block: string;
}

const UNIX_MODE = /(?:^|\s)([-dlbcpsD0?])([r-][w-][xsS-][r-][w-][xsS-][r-][w-][xtT-])$/;
const TYPE_OF_LETTER: Record<string, EntryType> = { d: 'folder', D: 'folder', l: 'symlink', b: 'special', c: 'special', p: 'special', s: 'special' };
/** Attributes of Windows for a link of any kind. */
const REPARSE_POINT = /^[A-Za-z]*L/;

/** What a block of the listing says. */
export function entryOf(block: Properties, ordinal: number, { hasLocalTimes = false, hasOtherSum = false }: SevenZipType): ListedEntry {
  const value = (name: string): string => block.get(name) ?? '';
  const attributes = value('Attributes') || value('Mode');
  const type = typeOf(block, attributes);
  const size = numberOf(value('Size'));
  const crc = /^[0-9A-F]{8}$/.test(value('CRC')) && type === 'file' && !hasOtherSum ? value('CRC').toLowerCase() : null;
  return {
    entry: {
      ordinal,
      path: withoutLastSlash(value('Path')),
      type,
      size: type === 'folder' ? 0 : size,
      compressedSize: numberOf(value('Packed Size')),
      modified: timeOf(value('Modified') || value('Created'), hasLocalTimes),
      mode: modeOf(attributes),
      linkTarget: linkTargetOf(block),
      isEncrypted: value('Encrypted') === '+',
      method: value('Method'),
      crc,
      comment: value('Comment'),
      nameEncoding: 'utf-8',
      warnings: [],
    },
    bytes: type === 'folder' ? 0 : size,
    sha1: /^[0-9A-Fa-f]{40}$/.test(value('SHA-1')) ? value('SHA-1').toLowerCase() : null,
    block: value('Block'),
  };
}

function typeOf(block: Properties, attributes: string): EntryType {
  if (block.get('Symbolic Link')) return 'symlink';
  if (block.get('Hard Link') || (block.get('Link') ?? '').length > 0) return 'hardlink';
  const letter = UNIX_MODE.exec(attributes)?.[1];
  const byMode = letter === undefined ? undefined : TYPE_OF_LETTER[letter];
  if (byMode !== undefined) return byMode;
  if (REPARSE_POINT.test(attributes)) return 'symlink';
  return block.get('Folder') === '+' || attributes.startsWith('D') ? 'folder' : 'file';
}

function linkTargetOf(block: Properties): string | null {
  return block.get('Symbolic Link') || block.get('Hard Link') || block.get('Link') || null;
}

/** "-rwsr-xr-x" as 0o4755. */
function modeOf(attributes: string): number | null {
  const rights = UNIX_MODE.exec(attributes)?.[2];
  if (rights === undefined) return null;
  let mode = 0;
  [...rights].forEach((letter, i) => {
    if (/[rwxst]/.test(letter)) mode |= 0o400 >> i;
    if (/[sStT]/.test(letter)) mode |= [0o4000, 0o2000, 0o1000][Math.floor(i / 3)] as number;
  });
  return mode;
}

/** "2026-11-22 13:34:11.9957237"; the program is told that its time zone is UTC, so local times stand as they are. */
function timeOf(text: string, isLocal: boolean): number | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(\.\d+)?/.exec(text);
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  const whole = isLocal ? new Date(year, month - 1, day, hour, minute, second).getTime() : Date.UTC(year, month - 1, day, hour, minute, second);
  return whole + Math.floor(Number(`0${parts[7] ?? ''}`) * 1000);
}

function numberOf(text: string): number | null {
  return /^\d{1,16}$/.test(text) ? Number(text) : null;
}

/** "dir/" is how some formats say that it is a folder. */
const withoutLastSlash = (path: string): string => (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path);
