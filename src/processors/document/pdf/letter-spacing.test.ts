import { expect, it } from 'vitest';
import { withoutTracking } from './letter-spacing';

const line = (...strings: string[]) => strings.map((str) => ({ str, transform: [10, 0, 0, 10, 0, 700] }));

it('joins the letters of a spaced line, short words too', () => {
  expect(withoutTracking(line('T H E', ' ', 'H O U S E', ' ', 'O F', ' ', 'C A R D S'))).toEqual(['THE', '', 'HOUSE', '', 'OF', '', 'CARDS']);
});

it.each([
  ['a list of letters', ['A B C D E F']],
  ['answers', ['Y N Y N N Y Y']],
  ['figures', ['1 0 1 1 0 0 1']],
  ['an ordinary line', ['I am a', ' ', 'b o o k']],
])('leaves %s', (_what, strings) => {
  expect(withoutTracking(line(...strings))).toEqual(strings.map((text) => text.trim()));
});
