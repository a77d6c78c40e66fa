import { expect, test } from 'vitest';
import { checkTemplate, nameOutput } from './name-output';

const at = new Date(2026, 2, 9, 23, 30).getTime();
const name = (template: string, original: string, extension: string): string => nameOutput(template, { original, extension, width: 1600, height: 1200, at });

test.each([
  ['{stem}_transformed{ext}', 'beach.JPG', 'jpg', 'beach_transformed.JPG'],
  ['{stem}_transformed{ext}', 'beach.JPG', 'webp', 'beach_transformed.webp'],
  ['{stem}{ext}', 'scan.tif', 'tiff', 'scan.tif'],
  ['{stem}-{width}x{height}-{date}{ext}', 'a.b.png', 'png', 'a.b-1600x1200-2026-03-09.png'],
  ['{stem}', 'noending', 'png', 'noending.png'],
  ['small', 'a.png', 'jpg', 'small.jpg'],
  ['{stem}.png', 'a.png', 'jpg', 'a.png.jpg'],
  ['{stem}.jpeg', 'a.png', 'jpg', 'a.jpeg'],
  ['{date}', 'a.png', 'png', '2026-03-09.png'],
  ['{stem}: {width}', 'a?.png', 'png', 'a__ 1600.png'],
  ['{stem} {', 'a.png', 'png', 'a {.png'],
])('%s of %s as %s is %s', (template, original, extension, expected) => {
  expect(name(template, original, extension)).toBe(expected);
});

test('a long name is cut, never its ending', () => {
  const made = name('{stem}_transformed{ext}', `${'頁'.repeat(100)}.png`, 'webp');
  expect(Buffer.byteLength(made)).toBeLessThanOrEqual(255);
  expect(made.endsWith('.webp')).toBe(true);
});

test.each(['{name}', '{stem}{EXT}', '{}', '{constructor}'])('%s is no template, and the answer says what there is', (template) => {
  expect(() => checkTemplate(template)).toThrow(expect.objectContaining({ code: 'settings.invalid', hint: 'There is: {stem}, {ext}, {width}, {height}, {date}.' }));
});

test.each(['../{stem}', 'a/{stem}', 'a\\{stem}'])('%s is a path and refused', (template) => {
  expect(() => checkTemplate(template)).toThrow(expect.objectContaining({ code: 'settings.invalid', message: 'A name can’t hold a path.' }));
});
