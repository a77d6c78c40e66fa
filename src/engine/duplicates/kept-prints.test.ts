import { expect, it, vi } from 'vitest';
import type { Database } from '../store/database';
import type { Kind } from './compared-kinds';
import { KeptPrints } from './kept-prints';

const read = vi.fn((_: Database, sha256: string) => (sha256 === 'none' ? undefined : { reportId: 1, sha256, print: Buffer.from(sha256) }));
const kind = { name: 'text', isValid: (print: Uint8Array) => Buffer.from(print).toString() !== 'old', read } as unknown as Kind;

it('reads each print once, until it is dropped; what has none, or one of another version, gives nothing', () => {
  const prints = new KeptPrints({} as Database);
  expect(Buffer.from(prints.of(kind, 'a') ?? []).toString()).toBe('a');
  prints.of(kind, 'a');
  expect(read).toHaveBeenCalledTimes(1);
  prints.drop('a');
  prints.of(kind, 'a');
  expect(read).toHaveBeenCalledTimes(2);
  expect([prints.of(kind, 'none'), prints.of(kind, 'old')]).toEqual([undefined, undefined]);
});

it('does not grow without end: the oldest are let go', () => {
  const prints = new KeptPrints({} as Database);
  for (let index = 0; index <= 2_000; index += 1) prints.of(kind, `n${index}`);
  read.mockClear();
  prints.of(kind, 'n2000');
  expect(read).not.toHaveBeenCalled();
  prints.of(kind, 'n0');
  expect(read).toHaveBeenCalledTimes(1);
});
