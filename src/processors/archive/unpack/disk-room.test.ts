import { expect, it } from 'vitest';
import type { statfsSync } from 'node:fs';
import { DiskRoom } from './disk-room';

const disk = (freeBytes: number, totalBytes: number) =>
  (() => ({ bavail: freeBytes, blocks: totalBytes, bsize: 1 })) as unknown as typeof statfsSync;

it('leaves a twentieth of the disk free, and no more than half a gigabyte', () => {
  expect(new DiskRoom('/', disk(1_000_000, 10_000_000)).left).toBe(500_000);
  expect(new DiskRoom('/', disk(2e9, 1e12)).left).toBe(1.5e9);
});

it('says that the disk is full before it is', () => {
  const room = new DiskRoom('/', disk(1_000_000, 10_000_000));
  room.take(400_000);
  room.take(90_000);
  expect(() => room.take(600_000)).toThrow(expect.objectContaining({ code: 'disk.full' }));
});

it('asks again while it goes on: others write, too', () => {
  let free = 10e9;
  const room = new DiskRoom('/', (() => ({ bavail: free, blocks: 1e12, bsize: 1 })) as unknown as typeof statfsSync);
  room.take(1e6);
  free = 1e6;
  expect(() => {
    for (let written = 0; written < 200e6; written += 1e6) room.take(1e6);
  }).toThrow(expect.objectContaining({ code: 'disk.full' }));
});

it('does not stand in the way where the file system does not tell', () => {
  const room = new DiskRoom('/', () => {
    throw new Error('ENOSYS');
  });
  expect(() => room.take(1e15)).not.toThrow();
});
