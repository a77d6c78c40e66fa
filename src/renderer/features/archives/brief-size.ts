import { formatSize } from '../../format/size';

/** A size for narrow columns: "512 B", else as everywhere. */
export function briefSize(bytes: number): string {
  return bytes < 999.5 ? `${bytes} B` : formatSize(bytes);
}
