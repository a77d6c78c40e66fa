import { describe, expect, it } from 'vitest';
import { fromNameBytes } from '../../base/byte-name';
import { objectKey } from './object-key';

const key = (path: string, base: string | null, prefix = '', keyFrom: 'path' | 'name' = 'path'): string => objectKey({ prefix, keyFrom }, path, base);

describe('objectKey', () => {
  it.each([
    ['/in/sub/a.txt', '/in', '', 'path', 'sub/a.txt'],
    ['/in/sub/a.txt', '/in', '/reports//2026/', 'path', 'reports/2026/sub/a.txt'],
    ['/in/sub/a.txt', '/in', 'p', 'name', 'p/a.txt'],
    ['/in/sub/a.txt', null, '', 'path', 'a.txt'],
    ['/in/line\nfeed\u0007.txt', '/in', '', 'path', 'line%0Afeed%07.txt'],
  ] as const)('of %s below %s with “%s” by %s is %s', (path, base, prefix, from, expected) => {
    expect(key(path, base, prefix, from)).toBe(expected);
  });

  it('shows bytes that are not UTF-8', () => {
    const name = fromNameBytes(Buffer.from([0x61, 0xff, 0xc3, 0xa4, 0xc3, 0x2e, 0x62]));
    expect(key(`/in/${name}`, '/in')).toBe('a%FFä%C3.b');
  });

  it('counts bytes, and takes 1,024', () => {
    expect(Buffer.byteLength(key(`/${'ä'.repeat(512)}`, null))).toBe(1_024);
    expect(() => key(`/${'ä'.repeat(512)}a`, null)).toThrow(expect.objectContaining({ code: 'upload.refused' }));
  });

  it.each([['/else/a.txt', '/in', ''], ['/in/a.txt', '/in', 'a/../b'], ['/in/a.txt', '/in', './b']])('refuses %s below %s with “%s”', (path, base, prefix) => {
    expect(() => key(path, base, prefix)).toThrow(expect.objectContaining({ code: expect.stringMatching(/outsideFolder|settings/) as string }));
  });
});
