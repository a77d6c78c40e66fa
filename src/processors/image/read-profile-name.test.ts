import { describe, expect, it } from 'vitest';
import { readProfileName } from './read-profile-name';

function profile(type: string, body: Buffer, tag = 'desc'): Buffer {
  const head = Buffer.alloc(144);
  head.writeUInt32BE(1, 128);
  head.write(tag, 132, 'latin1');
  head.writeUInt32BE(144, 136);
  head.writeUInt32BE(8 + body.length, 140);
  return Buffer.concat([head, Buffer.from(type.padEnd(8, '\0'), 'latin1'), body]);
}

describe('the name of a colour profile', () => {
  it('is read from profiles of version 2', () => {
    const length = Buffer.from([0, 0, 0, 10]);
    expect(readProfileName(profile('desc', Buffer.concat([length, Buffer.from('Adobe RGB\0rest')])))).toBe('Adobe RGB');
  });

  it('is read from profiles of version 4', () => {
    const name = Buffer.from('Display P3', 'utf16le').swap16();
    const table = Buffer.alloc(20);
    table.writeUInt32BE(1, 0);
    table.writeUInt32BE(12, 4);
    table.write('enUS', 8, 'latin1');
    table.writeUInt32BE(name.length, 12);
    table.writeUInt32BE(28, 16);
    expect(readProfileName(profile('mluc', Buffer.concat([table, name])))).toBe('Display P3');
  });

  it('is null where there is none, or nonsense', () => {
    expect(readProfileName(Buffer.alloc(0))).toBeNull();
    expect(readProfileName(Buffer.alloc(300, 0xff))).toBeNull();
    expect(readProfileName(profile('desc', Buffer.alloc(4)))).toBeNull();
    expect(readProfileName(profile('desc', Buffer.from([0, 0, 0, 4, 65, 65, 65, 65]), 'cprt'))).toBeNull();
    expect(readProfileName(profile('mluc', Buffer.alloc(8)).subarray(0, 150))).toBeNull();
  });
});
