import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { filesystemKind, mountedType } from './filesystem-kind';

describe('kind of a file system', () => {
  const mounts = [
    '22 1 254:0 / / rw,relatime - ext4 /dev/vda rw',
    '40 22 0:35 / /mnt/photos\\040old rw - fuse.sshfs me@nas:/photos rw',
    '41 22 8:17 / /media/stick rw - fuseblk /dev/sdb1 rw',
    '42 41 0:40 / /media/stick/inner rw - tmpfs tmpfs rw',
  ].join('\n');

  it.each([
    ['/home/me', 'ext4'],
    ['/mnt/photos old/2024', 'fuse.sshfs'],
    ['/mnt/photos older', 'ext4'],
    ['/media/stick', 'fuseblk'],
    ['/media/stick/inner/x', 'tmpfs'],
  ])('of %s is that of the mount that holds it', (path, type) => {
    expect(mountedType(mounts, path)).toBe(type);
  });

  it('is local for the temporary folder, and unknown for what is not there', async () => {
    expect(await filesystemKind(tmpdir())).toMatchObject({ announcesChanges: true });
    if (process.platform === 'linux') await expect(filesystemKind('/no/such/folder')).rejects.toThrow('ENOENT');
  });
});
