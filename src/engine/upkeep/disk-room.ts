import { statfsSync } from 'node:fs';
import { formatBytes } from '../../shared/model/format-bytes';
import { t } from '../../shared/words/words';

/** Of a small disk less is asked for: a twentieth. */
const SHARE = 0.05;
/** Taking files goes on only when clearly more is free, so that it does not start and stop all the time. */
const MARGIN = 1.25;

export interface Disk {
  freeBytes: number;
  totalBytes: number;
}

/** Free and total bytes of the file system; null where it does not tell, as some network drives. */
export function diskOf(path: string): Disk | null {
  try {
    const { bavail, blocks, bsize } = statfsSync(path);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return null;
  }
}

/**
 * Whether taking files must pause before the disk is full, in words; null while there is room.
 *
 * @param isHeld whether it pauses already
 */
export function shortage(disk: Disk | null, minFreeBytes: number, isHeld: boolean): string | null {
  if (!disk) return null;
  const wanted = Math.min(minFreeBytes, disk.totalBytes * SHARE) * (isHeld ? MARGIN : 1);
  if (disk.freeBytes >= wanted) return null;
  return t('The disk with the data folder is nearly full: {freeBytes} are free, {wanted} are needed. No new file is taken until there is room; nothing is lost.', { freeBytes: formatBytes(disk.freeBytes), wanted: formatBytes(Math.ceil(wanted)) });
}

/** Bytes that may be taken for a while; null where the file system does not tell. */
export function leftFree(disk: Disk | null, minFreeBytes: number): number | null {
  return disk && disk.freeBytes - Math.min(minFreeBytes, disk.totalBytes * SHARE);
}
