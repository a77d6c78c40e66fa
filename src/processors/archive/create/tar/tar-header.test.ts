import { describe, expect, it } from 'vitest';
import type { EntryFacts } from '../entry-facts';
import { nameBytes } from '../entry-facts';
import { BLOCK, padding, tarHeader } from './tar-header';

const facts = (name: string, changes: Partial<EntryFacts> = {}): EntryFacts => ({ ...nameBytes(name), isFolder: false, mode: 0o644, mtimeMs: 1_700_000_000_000, ...changes });
const text = (header: Buffer, at: number, length: number): string => header.toString('latin1', at, at + length).replace(/\0.*$/s, '');

describe('a header', () => {
  it('is as POSIX has it', () => {
    const header = tarHeader(facts('a.txt'), 300);
    expect(header).toHaveLength(BLOCK);
    expect([text(header, 0, 100), text(header, 100, 8), text(header, 124, 12), text(header, 136, 12), text(header, 156, 1), header.toString('latin1', 257, 265)]).toEqual([
      'a.txt', '0000644', '00000000454', '14524770400', '0', 'ustar\x0000',
    ]);
    const sum = [...header].reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
    expect(Number.parseInt(text(header, 148, 8), 8)).toBe(sum);
  });

  it('of a folder ends with a slash', () => {
    const header = tarHeader(facts('a', { isFolder: true, mode: 0o755 }), 0);
    expect([text(header, 0, 100), text(header, 156, 1)]).toEqual(['a/', '5']);
  });

  it('cuts a long name at a slash where that is enough', () => {
    const header = tarHeader(facts(`${'p'.repeat(150)}/${'n'.repeat(100)}`), 0);
    expect(header).toHaveLength(BLOCK);
    expect([text(header, 345, 155), text(header, 0, 100)]).toEqual(['p'.repeat(150), 'n'.repeat(100)]);
  });

  it.each<[string, Buffer, string]>([
    ['a name too long', tarHeader(facts('n'.repeat(101)), 0), `111 path=${'n'.repeat(101)}\n`],
    ['a name that is not ASCII', tarHeader(facts('ü'), 0), '11 path=Ã¼\n'],
    ['nine gigabytes', tarHeader(facts('a'), 9 * 2 ** 30), '19 size=9663676416\n'],
    ['parts of a second', tarHeader(facts('a', { mtimeMs: 1_700_000_000_250 }), 0), '23 mtime=1700000000.25\n'],
    ['a time before 1970', tarHeader(facts('a', { mtimeMs: -5_000 }), 0), '12 mtime=-5\n'],
    ['bytes that are no text, too long', tarHeader(facts('\uefe9'.repeat(101)), 0), `21 hdrcharset=BINARY\n111 path=${'é'.repeat(101)}\n`],
  ])('has a pax header before it for %s', (_what, header, records) => {
    expect(text(header, 156, 1)).toBe('x');
    expect(header.toString('latin1', BLOCK, BLOCK + records.length)).toBe(records);
    expect(header.length).toBe(3 * BLOCK);
  });
});

it('fills blocks', () => {
  expect([0, 1, 511, 512, 513].map((size) => padding(size).length)).toEqual([0, 511, 1, 0, 511]);
});
