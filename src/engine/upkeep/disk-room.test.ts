import { describe, expect, it } from 'vitest';
import { shortage } from './disk-room';

const disk = (freeBytes: number, totalBytes: number): { freeBytes: number; totalBytes: number } => ({ freeBytes, totalBytes });

describe('the room on the disk', () => {
  it('must be what the setting says, or a twentieth of a small disk', () => {
    expect(shortage(disk(600e6, 100e9), 500e6, false)).toBeNull();
    expect(shortage(disk(400e6, 100e9), 500e6, false)).toMatch(/400 MB are free, 500 MB are needed/);
    expect(shortage(disk(60e6, 1e9), 500e6, false)).toBeNull();
    expect(shortage(disk(40e6, 1e9), 500e6, false)).toMatch(/50 MB are needed/);
  });

  it('must be clearly more before taking files goes on', () => {
    expect(shortage(disk(510e6, 100e9), 500e6, true)).not.toBeNull();
    expect(shortage(disk(630e6, 100e9), 500e6, true)).toBeNull();
  });

  it('asks for nothing where the file system does not tell, or the setting says so', () => {
    expect(shortage(null, 500e6, false)).toBeNull();
    expect(shortage(disk(0, 1e9), 0, false)).toBeNull();
  });
});
