import type { OpenFile } from '../../kit/open-file';
import { throwIfCancelled } from '../../kit/open-file';
import { t } from '../../../shared/words/words';

/** Where the list of a ZIP file's entries lies (PKWARE APPNOTE 4.3.14–4.3.16), offsets in the file. */
export interface ZipDirectory {
  readonly at: number;
  readonly bytes: number;
  /** As the archive says. */
  readonly entryCount: number;
  /** To be added to all offsets of the archive: bytes before it, as in a self-extracting program. */
  readonly shift: number;
  readonly comment: Buffer;
  readonly isMultiDisk: boolean;
  readonly volumeCount: number;
  readonly warnings: string[];
}

const END_BYTES = 22;
const LOCATOR = 0x07064b50;
const LOCATOR_BYTES = 20;
const END64 = 0x06064b50;
const END64_BYTES = 56;
const DIRECTORY_ENTRY = 0x02014b50;
/** The longest comment, and rubbish that mail programs and servers put behind. */
const SEARCHED_BYTES = 1024 * 1024 + 0xffff + END_BYTES;
const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;
const MOST_DISKS = 10_000;
/** So many would-be ends are looked at. */
const MAX_CANDIDATES = 64;

/** Null where there is no list of entries, or none that can be right. */
export async function findDirectory(file: OpenFile, signal: AbortSignal): Promise<ZipDirectory | null> {
  const tailStart = Math.max(0, file.size - SEARCHED_BYTES);
  const tail = await file.readRange(tailStart, file.size - tailStart);
  const found: { directory: ZipDirectory; endAt: number; isLast: boolean }[] = [];
  let candidates = 0;
  for (let at = lastEnd(tail, tail.length); at >= 0 && candidates < MAX_CANDIDATES; at = lastEnd(tail, at - 1)) {
    throwIfCancelled(signal);
    const endsAt = at + END_BYTES + tail.readUInt16LE(at + 20);
    if (endsAt > tail.length || !isPossible(tail, at, tailStart + at)) continue;
    candidates += 1;
    const directory = await readEnd(file, tail, tailStart, at);
    if (!directory) continue;
    found.push({ directory, endAt: tailStart + at, isLast: endsAt === tail.length });
  }
  const chosen = found.find((each) => each.isLast) ?? found[0];
  if (!chosen) return null;
  const { directory, endAt } = chosen;
  const warnings = [...directory.warnings];
  // One that lies before the list belongs to an archive inside this one.
  const isAmbiguous = found.some((other) => other !== chosen && (other.isLast || other.endAt > directory.at));
  if (isAmbiguous) warnings.push(t('It holds more than one list of entries: other programs may show other files. The last one counts here.'));
  const trailing = file.size - endAt - END_BYTES - directory.comment.length;
  if (trailing > 0) warnings.push(t('{trailing} after its end do not belong to it.', { trailing: bytesOf(trailing) }));
  if (directory.shift > 0) warnings.push(t('{shift} before its beginning do not belong to it.', { shift: bytesOf(directory.shift) }));
  return { ...directory, warnings };
}

function lastEnd(tail: Buffer, before: number): number {
  const from = Math.min(before, tail.length - END_BYTES);
  return from < 0 ? -1 : tail.lastIndexOf('PK\x05\x06', from, 'latin1');
}

/** Whether the numbers of a would-be end can be right, before anything else is looked at. */
function isPossible(tail: Buffer, at: number, position: number): boolean {
  const disk = tail.readUInt16LE(at + 4);
  const bytes = tail.readUInt32LE(at + 12);
  const offset = tail.readUInt32LE(at + 16);
  if (disk !== MAX_16 && (disk > MOST_DISKS || tail.readUInt16LE(at + 6) > disk)) return false;
  if (tail.readUInt16LE(at + 8) > tail.readUInt16LE(at + 10)) return false;
  return disk > 0 || bytes === MAX_32 || offset === MAX_32 || bytes + offset <= position;
}

async function readEnd(file: OpenFile, tail: Buffer, tailStart: number, at: number): Promise<ZipDirectory | null> {
  let disk = tail.readUInt16LE(at + 4);
  let directoryDisk = tail.readUInt16LE(at + 6);
  let entryCount = tail.readUInt16LE(at + 10);
  let bytes = tail.readUInt32LE(at + 12);
  let offset = tail.readUInt32LE(at + 16);
  let endOfDirectory = tailStart + at;
  const warnings: string[] = [];
  const end64 = await findEnd64(file, tailStart + at);
  if (end64) {
    const { record } = end64;
    const counted = Number(record.readBigUInt64LE(32));
    const directoryBytes = Number(record.readBigUInt64LE(40));
    const directoryAt = Number(record.readBigUInt64LE(48));
    const differs =
      (bytes !== MAX_32 && bytes !== directoryBytes) || (offset !== MAX_32 && offset !== directoryAt);
    if (differs) warnings.push(t('It says in two places where its list of entries lies, and they differ.'));
    disk = record.readUInt32LE(16);
    directoryDisk = record.readUInt32LE(20);
    entryCount = counted;
    bytes = directoryBytes;
    offset = directoryAt;
    endOfDirectory = end64.at;
  }
  const comment = tail.subarray(at + END_BYTES, at + END_BYTES + tail.readUInt16LE(at + 20));
  const isMultiDisk = disk > 0 && disk !== MAX_16;
  const common = { bytes, entryCount, comment, isMultiDisk, volumeCount: isMultiDisk ? disk + 1 : 1, warnings };
  if (isMultiDisk || directoryDisk !== disk) return { ...common, at: 0, shift: 0, isMultiDisk: true };
  if (!Number.isSafeInteger(bytes) || !Number.isSafeInteger(offset)) return null;
  const shift = endOfDirectory - bytes - offset;
  if (entryCount === 0 && bytes === 0) return { ...common, at: endOfDirectory, shift: 0 };
  if (shift >= 0 && (await isEntry(file, offset + shift))) return { ...common, at: offset + shift, shift };
  // Something lies between the list and its end.
  if (offset < endOfDirectory && (await isEntry(file, offset))) {
    return { ...common, at: offset, shift: 0, bytes: Math.min(bytes, endOfDirectory - offset) };
  }
  return null;
}

async function findEnd64(
  file: OpenFile,
  endAt: number,
): Promise<{ record: Buffer; at: number } | null> {
  const locatorAt = endAt - LOCATOR_BYTES;
  if (locatorAt < END64_BYTES) return null;
  const locator = await file.readRange(locatorAt, LOCATOR_BYTES);
  if (locator.readUInt32LE(0) !== LOCATOR) return null;
  const named = Number(locator.readBigUInt64LE(8));
  // Where bytes were put before the archive, the record lies directly before its locator.
  for (const at of [named, locatorAt - END64_BYTES]) {
    if (!Number.isSafeInteger(at) || at > locatorAt - END64_BYTES) continue;
    const record = await file.readRange(at, END64_BYTES);
    if (record.length === END64_BYTES && record.readUInt32LE(0) === END64) return { record, at };
  }
  return null;
}

async function isEntry(file: OpenFile, at: number): Promise<boolean> {
  const head = await file.readRange(at, 4);
  return head.length === 4 && head.readUInt32LE(0) === DIRECTORY_ENTRY;
}

function bytesOf(count: number): string {
  return t('{count, plural, one {# byte} other {# bytes}}', { count });
}
