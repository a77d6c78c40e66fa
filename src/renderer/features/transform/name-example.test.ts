import { expect, it } from 'vitest';
import { nameExample } from './name-example';

const subject = { name: 'IMG_2210.JPG', width: 1600, height: 1200, at: new Date(2026, 10, 2, 9).getTime() };

it('fills in what stands in braces', () => {
  expect(nameExample('{date} {stem} {width}x{height}{ext}', subject, 'png')).toEqual({ name: '2026-11-02 IMG_2210 1600x1200.png', problem: null });
});

it('ends names as their format does: with the ending the original has, where that is one of it', () => {
  expect(nameExample('{stem}_transformed{ext}', subject, 'jpeg').name).toBe('IMG_2210_transformed.JPG');
  expect(nameExample('{stem}_transformed{ext}', { ...subject, name: 'scan.heic' }, 'jpeg').name).toBe('scan_transformed.jpg');
  expect(nameExample('{stem}-copy', subject, 'webp').name).toBe('IMG_2210-copy.webp');
  expect(nameExample('{stem}.tif', subject, 'tiff').name).toBe('IMG_2210.tif');
  expect(nameExample('{stem}-copy{ext}', { ...subject, name: '.hidden' }, 'png').name).toBe('.hidden-copy.png');
});

it('says what is wrong with a template', () => {
  expect(nameExample('{steam}{ext}', subject, 'jpeg').problem).toBe('{steam} is not known. There are {stem}, {ext}, {width}, {height} and {date}.');
  expect(nameExample('out/{stem}', subject, 'jpeg').problem).toMatch('can’t hold /');
  expect(nameExample('  ', subject, 'jpeg').problem).toBe('A name is needed.');
});
