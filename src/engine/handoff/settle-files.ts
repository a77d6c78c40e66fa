import { closeSync, fsync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { toFsPath } from '../../base/byte-name';

const syncOne = promisify(fsync);
/** From so many on, one call for their whole disk is cheaper than one for each. */
const MANY = 48;

type SyncDisk = (fd: number) => Promise<boolean>;
let syncDisk: SyncDisk | null | undefined;

/**
 * Returns when the bytes of all these files are on the disk, also after a power loss.
 *
 * @param descriptors open, all on the file system of `folder`
 */
export async function settleFiles(descriptors: readonly number[], folder: string): Promise<void> {
  if (descriptors.length >= MANY && (await settleDisk(folder))) return;
  await Promise.all(descriptors.map((descriptor) => syncOne(descriptor)));
}

/** Returns when the names in a folder are on the disk. Windows can't open folders, and does not need it. */
export async function settleNames(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const fd = openSync(toFsPath(folder), 'r');
  try {
    await syncOne(fd);
  } finally {
    closeSync(fd);
  }
}

/** Linux: syncfs(2). Others on the same disk may have much to write: still no more than what must be written one day. */
async function settleDisk(folder: string): Promise<boolean> {
  syncDisk ??= loadSyncDisk();
  if (!syncDisk) return false;
  const fd = openSync(toFsPath(folder), 'r');
  try {
    return await syncDisk(fd);
  } finally {
    closeSync(fd);
  }
}

function loadSyncDisk(): SyncDisk | null {
  if (process.platform !== 'linux') return null;
  try {
    const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
    const syncfs = koffi.load('libc.so.6').func('int syncfs(int fd)');
    return (fd) => new Promise((resolve) => syncfs.async(fd, (error: unknown, result: number) => resolve(!error && result === 0)));
  } catch {
    return null;
  }
}
