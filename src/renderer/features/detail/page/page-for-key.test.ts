import { expect, it } from 'vitest';
import { pageForKey } from './page-for-key';

it('turns pages, without going round', () => {
  expect(pageForKey('PageDown', 3, 5)).toBe(4);
  expect(pageForKey('PageUp', 3, 5)).toBe(2);
  expect(pageForKey('Home', 3, 5)).toBe(1);
  expect(pageForKey('End', 3, 5)).toBe(5);
  expect([pageForKey('PageDown', 5, 5), pageForKey('PageUp', 1, 5), pageForKey('End', 5, 5)]).toEqual([null, null, null]);
  expect([pageForKey('a', 3, 5), pageForKey('toString', 3, 5)]).toEqual([null, null]);
});
