import { FilemillError } from '../../shared/errors/filemill-error';
import { findChecksum } from '../acting/content/find-checksum';

/**
 * Whether the SHA-256 that stands beside a file (see `findChecksum`) is that of its bytes; null where there is none. What
 * can't be understood is not right.
 *
 * @param path absolute
 */
export function isChecksumRight(path: string, sha256: string | null): boolean | null {
  if (sha256 === null) return null;
  try {
    const beside = findChecksum(path);
    // An MD5 would take a reading of its own.
    return beside?.algorithm === 'sha256' ? beside.digits === sha256 : null;
  } catch (error) {
    if (error instanceof FilemillError) return false;
    throw error;
  }
}
