import { expect, it } from 'vitest';
import { nameExample } from './name-example';

const subject = { name: 'IMG_2210.heic', width: 1600, height: 1200, at: new Date(2026, 10, 2, 9).getTime() };

it('fills in what stands in braces', () => {
  expect(nameExample('{stem}_transformed{ext}', subject, 'same')).toEqual({ name: 'IMG_2210_transformed.heic', problem: null });
  expect(nameExample('{date} {stem} {width}x{height}{ext}', subject, 'jpeg')).toEqual({ name: '2026-11-02 IMG_2210 1600x1200.jpg', problem: null });
  expect(nameExample('{stem}-copy{ext}', { ...subject, name: '.hidden' }, 'same').name).toBe('.hidden-copy');
});

it('says what is wrong with a template', () => {
  expect(nameExample('{steam}{ext}', subject, 'same').problem).toBe('{steam} is not known. There are {stem}, {ext}, {width}, {height} and {date}.');
  expect(nameExample('out/{stem}', subject, 'same').problem).toMatch('can’t hold /');
  expect(nameExample('  ', subject, 'same').problem).toBe('A name is needed.');
});
