import type { ArchiveFormat } from '../../../shared/model/archive';
import type { PackedEntry } from '../../../shared/model/packing';

export const METADATA_NAME = '_metadata.json';

/** The archive's account of itself; names and order of the first three fields are read by other programs. */
export function metadataJson(entries: Iterable<PackedEntry>, { format, level }: { format: ArchiveFormat; level: number }, now: Date | null): Buffer {
  const files = [...entries].filter(({ sha256 }) => sha256 !== null);
  const isTar = format.startsWith('tar');
  const metadata = {
    created: now ? localTime(now) : '1980-01-01 00:00:00',
    file_count: files.length,
    ...(isTar ? { format: `.${format}` } : { compression_level: level }),
    files: files.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
  };
  return Buffer.from(JSON.stringify(metadata, null, 2), 'utf8');
}

/** "2026-11-22 13:40:05", as people here read it. */
function localTime(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
  return `${day} ${[now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(':')}`;
}
