import { hash } from 'node:crypto';
import { closeSync, writeSync } from 'node:fs';
import { setTime } from '../set-time';
import { closeQuietly, type TargetFolder } from '../target-folder';
import type { SmallFile } from './write-messages';

/** Writes a new file in one go; nothing is left of one that fails. Throws what writing throws. Returns its SHA-256 in hex. */
export function writeSmallFile(target: TargetFolder, { path, mode, modified }: SmallFile, bytes: Uint8Array): string {
  let fd: number | null = target.createFile(path, mode);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at, bytes.length - at);
    if (modified !== null) setTime(fd, modified);
    const whole = fd;
    fd = null;
    closeSync(whole);
  } catch (thrown) {
    if (fd !== null) closeQuietly(fd);
    target.removeFile(path);
    throw thrown;
  }
  return hash('sha256', bytes);
}
