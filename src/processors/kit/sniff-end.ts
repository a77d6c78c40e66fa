import { extensionOf } from './extension';
import type { OpenFile } from './open-file';

const ZIP_END_BYTES = 22;
const MOST_COMMENT_BYTES = 0xffff;
const DMG_END_BYTES = 512;

/**
 * The media type told by the last bytes, for files whose name says that it is to be looked for there: a disk image of macOS, and
 * the last part of a ZIP in parts, which begins anywhere in the data. Null for others.
 */
export async function sniffEnd(file: OpenFile): Promise<string | null> {
  const extension = extensionOf(file.name);
  if (extension === 'dmg' && (await file.readRange(Math.max(0, file.size - DMG_END_BYTES), 4)).toString('latin1') === 'koly') return 'application/x-apple-diskimage';
  return extension === 'zip' && (await endsAsZip(file)) ? 'application/zip' : null;
}

/** APPNOTE.TXT 4.3.16: the record at the end, and nothing behind its comment. */
async function endsAsZip(file: OpenFile): Promise<boolean> {
  const from = Math.max(0, file.size - ZIP_END_BYTES - MOST_COMMENT_BYTES);
  const tail = await file.readRange(from, file.size - from);
  const at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  return at >= 0 && at + ZIP_END_BYTES <= tail.length && at + ZIP_END_BYTES + tail.readUInt16LE(at + 20) === tail.length;
}
