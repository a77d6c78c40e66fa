import { expect, it } from 'vitest';
import { trialWords } from './trial-words';

const words = (total: number, opened: number | null, name: string | null = null): string => trialWords({ total, opened, locked: [] }, name);

it('says what came of a password', () => {
  expect(words(4, 3)).toBe('Opened 3 of 4 files');
  expect(words(4, 4)).toBe('Opened all 4 files');
  expect(words(4, 0)).toBe('The password opens none of the 4 files');
  expect(words(1, 1, 'lease.pdf')).toBe('lease.pdf was opened');
  expect(words(1, 0, 'lease.pdf')).toBe('The password does not open lease.pdf');
  expect(words(0, 0)).toBe('The password is known now');
  expect(words(350, null)).toBe('The password is tried on 350 files');
});
