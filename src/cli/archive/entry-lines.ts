import type { ArchiveEntry, ArchiveReport } from '../../shared/model/archive';
import { formatBytes } from '../../shared/model/format-bytes';
import { shown } from '../print';

/** All entries of an archive as a table, what is to be said of an entry below it. */
export function* entryLines(entries: readonly ArchiveEntry[]): Generator<string, void, undefined> {
  if (entries.length === 0) return;
  const head = ['Size', 'Packed', 'Modified', 'Name'];
  const widths = head.slice(0, 3).map(({ length }) => length);
  for (const entry of entries) cells(entry).slice(0, 3).forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  const line = ([size = '', packed = '', modified = '', name = '']: string[]): string =>
    `  ${size.padStart(widths[0] ?? 0)}  ${packed.padStart(widths[1] ?? 0)}  ${modified.padEnd(widths[2] ?? 0)}  ${name}`;
  yield line(head);
  for (const entry of entries) {
    yield line(cells(entry));
    for (const message of notesOf(entry)) yield `      ! ${shown(message)}`;
  }
}

/** "zip, 12 files, 3 folders, 3.4 MB in 1.2 MB (35 %)". */
export function archiveLine({ type, fileCount, folderCount, totalSize, compressedSize, compressionRatio, isEncrypted }: ArchiveReport): string {
  const ratio = compressionRatio === null ? '' : ` (${Math.round(compressionRatio * 100)} %)`;
  return [
    type,
    countOf(fileCount, 'file'),
    ...(folderCount > 0 ? [countOf(folderCount, 'folder')] : []),
    totalSize === null ? formatBytes(compressedSize) : `${formatBytes(totalSize)} in ${formatBytes(compressedSize)}${ratio}`,
    ...(isEncrypted ? ['encrypted'] : []),
  ].join(', ');
}

export const countOf = (count: number, noun: string): string => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

function cells({ path, type, size, compressedSize, modified, linkTarget, isEncrypted }: ArchiveEntry): string[] {
  const target = linkTarget === null ? '' : ` → ${shown(linkTarget)}`;
  const name = `${shown(path)}${type === 'folder' ? '/' : ''}${target}${isEncrypted ? '  (encrypted)' : ''}`;
  return [type === 'folder' || size === null ? '' : formatBytes(size), type === 'folder' || compressedSize === null ? '' : formatBytes(compressedSize), modified === null ? '' : timeHere(modified), name];
}

/** "2026-11-22 13:45", as clocks here show it. */
function timeHere(instant: number): string {
  const moment = new Date(instant);
  const local = new Date(instant - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16).replace('T', ' ');
}

/** That it is encrypted stands behind its name. */
const notesOf = ({ warnings }: ArchiveEntry): string[] => warnings.filter(({ code }) => code !== 'encrypted').map(({ message }) => message);
