import { describe, expect, it } from 'vitest';
import { damageWarning, type Damage } from './damage-warning';

const sound: Damage = { isEndMissing: false, isRebuilt: false, lost: [], pageCount: 40 };
const lost = (...pages: number[]): Damage['lost'] => pages.map((page) => ({ page, reason: 'Kid is of the wrong type.' }));

describe('damageWarning', () => {
  it.each<[string, Partial<Damage>, string[]]>([
    ['nothing of a sound file', {}, []],
    ['one sentence where the end and pages are gone', { isEndMissing: true, isRebuilt: true, lost: lost(2) }, ["The end of the PDF is missing: page 2 can't be read, the rest was read. Get the file again if you need it whole."]],
    ['what is left without an end', { isEndMissing: true }, ['The end of the PDF is missing: what is still there was read. Get the file again if you need it whole.']],
    ['what is left without a list of pages', { isRebuilt: true }, ['The PDF is damaged: what is still there was read. Get the file again if you need it whole.']],
    ['broken pages, and why, last', { lost: lost(2, 5, 7) }, ["The PDF is damaged: pages 2, 5 and 7 can't be read, the rest was read. Get the file again if you need it whole (Kid is of the wrong type)."]],
    ['many broken pages by their number', { lost: lost(...Array.from({ length: 12 }, (_, at) => at + 1)) }, ["The PDF is damaged: 12 of its 40 pages can't be read, the rest was read. Get the file again if you need it whole (Kid is of the wrong type)."]],
  ])('says %s', (_what, damage, expected) => {
    expect(damageWarning({ ...sound, ...damage })).toEqual(expected);
  });
});
