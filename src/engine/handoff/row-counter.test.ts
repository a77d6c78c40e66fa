import { expect, it } from 'vitest';
import { RowCounter } from './row-counter';

/** What Python says: `len(text.splitlines())`. */
it.each([
  ['', 0],
  ['a', 1],
  ['a\n', 1],
  ['a\nb', 2],
  ['\n\n', 2],
  ['a\r\nb\r\n', 2],
  ['a\rb', 2],
  ['a\r\r\nb\n\r', 4],
  ['ä\n€', 2],
])('counts the lines of %j as Python does, however it comes in pieces', (text, lines) => {
  const bytes = Buffer.from(text);
  for (let size = 1; size <= Math.max(1, bytes.length); size += 1) {
    const rows = new RowCounter();
    for (let at = 0; at < bytes.length; at += size) rows.add(bytes.subarray(at, at + size));
    expect(rows.count, `pieces of ${size}`).toBe(lines);
  }
});

it('counts none of what is no text', () => {
  const rows = new RowCounter();
  rows.add(Buffer.from('a\nb\0'));
  expect(rows.count).toBeNull();
});
