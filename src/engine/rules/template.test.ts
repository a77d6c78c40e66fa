import { describe, expect, test } from 'vitest';
import type { FactValue } from '../../shared/model/fact';
import { checkPathTemplate, Template, type TemplateValues } from './template';

const known: Record<string, FactValue> = {
  name: 'Rechnung Nr. 7.PDF',
  stem: 'Rechnung Nr. 7',
  extension: 'PDF',
  arrived: new Date(2026, 10, 2, 9, 5, 7).getTime(),
  title: 'Müllers Größe: a/b\\c?',
  pages: 3,
  columns: ['a', 'b'],
  author: '  ',
};
const values: TemplateValues = { fact: (name) => known[name], captures: { 1: 'INV-7', vendor: '../etc' }, counter: 4, now: new Date(2027, 0, 1).getTime() };
const path = (written: string): string => checkPathTemplate(written).path(values);

describe('a path', () => {
  test.each([
    ['{stem}_transformed{ext}', 'Rechnung Nr. 7_transformed.PDF'],
    ['{date:YYYY}/{date:MM}/{name}', '2026/11/Rechnung Nr. 7.PDF'],
    ['created/{now:YYYYMMDD}/{name}', 'created/20270101/Rechnung Nr. 7.PDF'],
    ['{stem}/{stem}_v{counter:000}{ext|lower}', 'Rechnung Nr. 7/Rechnung Nr. 7_v004.pdf'],
    ['{title}', 'Müllers Größe_ a_b_c_'],
    ['{title|slug|max 8}', 'mullers'],
    ['{match.1}-{pages}', 'INV-7-3'],
    ['{match.vendor}/x', '.._etc/x'],
    ['{author|or nobody}/{columns}', 'nobody/a, b'],
    ['con/{stem}.', '_con/Rechnung Nr. 7'],
    ['/srv/in/{stem}', '/srv/in/Rechnung Nr. 7'],
  ])('%s gives %s', (written, expected) => {
    expect(path(written)).toBe(expected);
  });

  test('is refused where a token is not known of the file, with what to do', () => {
    expect(() => path('{camera}/{name}')).toThrow(expect.objectContaining({ code: 'file.invalid', message: '“{camera}” is not known of this file.' }));
    expect(() => path('{author}')).toThrow(expect.objectContaining({ code: 'file.invalid' }));
  });

  test('is never too long for a disk, and keeps its extension', () => {
    const name = Template.parse('{text}{ext}').path({ ...values, fact: (fact) => (fact === 'text' ? 'ä'.repeat(400) : known[fact]) });
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    expect(name.endsWith('ä.PDF')).toBe(true);
  });

  test.each([
    ['../{name}', '“../{name}” must not lead upwards.'],
    ['a/./{name}', '“a/./{name}” must not lead upwards.'],
    ['a//{name}', '“a//{name}” has an empty name in it.'],
    ['{nmae}', 'There is no “{nmae}”; {name} is meant?'],
    ['{name', 'In “{name” a brace is never closed, or closes nothing.'],
    ['{date:QQ}', '“{date:QQ}” has a form that is not known.'],
    ['{title|shout}', '“shout” is nothing that can be done to a token; there is: lower, upper, trim, slug, max, or.'],
    ['{title|max}', '“max” needs a number of characters: {title|max 40}.'],
  ])('%s is refused when it is saved', (written, message) => {
    expect(() => checkPathTemplate(written)).toThrow(expect.objectContaining({ code: 'settings.invalid', message }));
  });
});

test('a message says what is known and leaves out the rest', () => {
  expect(Template.parse('{name} from {author}: {match.vendor}').text(values)).toBe('Rechnung Nr. 7.PDF from : ../etc');
});

test('tells what must be known first, and whether it counts', () => {
  expect([[...Template.parse('{title} {text} {now}').needs], Template.parse('{counter}').hasCounter, Template.parse('{name}').hasCounter]).toEqual([['read', 'ocr'], true, false]);
});
