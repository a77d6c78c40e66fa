import { describe, expect, it } from 'vitest';
import { displayName } from '../shared/model/display-name';
import { fromNameBytes, toFsPath } from './byte-name';

const bytesOf = (name: string): Buffer => Buffer.from(toFsPath(name) as never);

describe('names as bytes', () => {
  const names: [string, Uint8Array][] = [
    ['plain', Buffer.from('report.pdf')],
    ['accented', Buffer.from('Übersicht – März.txt')],
    ['beyond the first plane', Buffer.from('📄.txt')],
    ['not UTF-8', Buffer.from([0x61, 0xff, 0xfe, 0x62])],
    ['Latin-1', Buffer.from([0x4d, 0xe4, 0x72, 0x7a, 0x2e, 0x74, 0x78, 0x74])],
    ['a cut sequence', Buffer.from([0x61, 0xe2, 0x82])],
    ['a real private-use character', Buffer.from('a\uef90b')],
    ['newline and dash', Buffer.from('-rf\n.txt')],
    ['byte order mark', Buffer.from('\ufeffa')],
  ];
  it.each(names)('%s comes back byte for byte', (_what, bytes) => {
    expect(bytesOf(fromNameBytes(bytes))).toEqual(Buffer.from(bytes));
  });

  it('leaves ordinary names alone', () => {
    expect(fromNameBytes(Buffer.from('Märkte.csv'))).toBe('Märkte.csv');
    expect(toFsPath('Märkte.csv')).toBe('Märkte.csv');
  });

  it('gives every random byte string its own name', () => {
    const seen = new Set<string>();
    for (let i = 0; i < 2000; i += 1) {
      const bytes = Uint8Array.from({ length: 1 + (i % 7) }, (_, k) => ((i * 7919 + k * 104729) % 255) + 1);
      const name = fromNameBytes(bytes);
      expect(bytesOf(name)).toEqual(Buffer.from(bytes));
      seen.add(name);
    }
    expect(seen.size).toBeGreaterThan(1500);
  });

  it('shows what hides', () => {
    expect(displayName('a\nb\u202egpj.exe')).toBe('a␊b\\u202egpj.exe');
    expect(displayName(fromNameBytes(Buffer.from([0x61, 0xff])))).toBe('a\\xff');
  });
});
