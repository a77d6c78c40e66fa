import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { unpackLimitsSchema, type RefusedEntry, type UnpackedEntry } from '../../../shared/model/archive';
import { UnpackBudget } from './unpack-budget';

const budget = (): UnpackBudget => new UnpackBudget(unpackLimitsSchema.parse({ entries: 10, totalBytes: 100 }), tmpdir(), 0);
const written = (count: number, size: number): UnpackedEntry[] =>
  Array.from({ length: count }, (_, ordinal) => ({ ordinal, path: 'x', type: 'file', relativePath: 'x', size, sha256: null, modified: null, warnings: [] }));
const refused = (count: number): RefusedEntry[] => Array.from({ length: count }, (_, ordinal) => ({ ordinal, path: 'x', code: 'link', reason: 'It is a link.' }));

test('what was written and what was refused is taken from what is left, and nested archives get the rest', () => {
  const left = budget();
  expect([left.isReduced, left.isSpent]).toEqual([false, false]);
  left.spend({ written: written(2, 30), refused: refused(3) });
  expect(left.limitsFor(0)).toMatchObject({ entries: 5, totalBytes: 40 });
  expect([left.isReduced, left.isSpent]).toEqual([true, false]);
});

test.each<[string, (left: UnpackBudget) => void]>([
  ['bytes', (left) => left.spend({ written: written(1, 100), refused: [] })],
  ['entries that were refused', (left) => left.spend({ written: [], refused: refused(10) })],
  ['time', (left) => left.spendTime(20 * 60_000)],
])('is spent by %s', (_, spend) => {
  const left = budget();
  spend(left);
  expect(left.isSpent).toBe(true);
});

test('files without bytes reduce it, too', () => {
  const left = budget();
  left.spend({ written: written(1, 0), refused: [] });
  expect(left.isReduced).toBe(true);
});
