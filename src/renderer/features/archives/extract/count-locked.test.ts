import { expect, it } from 'vitest';
import type { ExtractLine } from '../../../../shared/model/archive';
import { countLocked } from './count-locked';

const line = (ordinal: number, writtenAs: string | null): ExtractLine => ({ ordinal, path: `${ordinal}.txt`, writtenAs, type: 'file', size: 1, note: null });

it('counts what is refused and encrypted, and neither what is known nor what is refused for another reason', () => {
  const encrypted = new Set([1, 2, 3]);
  expect(countLocked([line(1, null), line(2, null), line(3, '3.txt'), line(4, null)], encrypted)).toBe(2);
  expect(countLocked([line(4, null)], encrypted)).toBe(0);
});
