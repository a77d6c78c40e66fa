import { describe, expect, it } from 'vitest';
import { parseQuery } from './search-operators';

const conditionsOf = (query: string) => parseQuery(query).conditions.map(({ where, values }) => [where.replace(/\s+/g, ' '), values] as const);

describe('a query with operators', () => {
  it('is taken apart into words and conditions', () => {
    const { words, conditions } = parseQuery('harbour brightness:<40 "net 30" blur:yes');
    expect(words.trim()).toBe('harbour "net 30"');
    expect(conditions).toHaveLength(2);
  });

  it('compares numbers in every way', () => {
    expect(conditionsOf('width:>4000').at(0)?.[1]).toEqual([4000]);
    expect(conditionsOf('faces:>0').at(0)?.[0]).toContain('face_count > ?');
    expect(conditionsOf('noise:20..40.5').at(0)).toEqual([expect.stringContaining('noise BETWEEN ? AND ?'), [20, 40.5]]);
    expect(conditionsOf('faces:2').at(0)?.[0]).toContain('face_count = ?');
  });

  it('waits for what is still being typed', () => {
    expect(parseQuery('harbour brightness:<')).toEqual({ words: 'harbour ', onlyTexts: false, allCopies: false, conditions: [] });
  });

  it('leaves alone what is no operator, and what is quoted', () => {
    expect(parseQuery('https://example.org re:invoice "blur:yes"')).toEqual({ words: 'https://example.org re:invoice "blur:yes"', onlyTexts: false, allCopies: false, conditions: [] });
  });

  it.each([
    ['blur:perhaps', 'blur: takes yes or no, such as blur:yes.'],
    ['brightness:dark', 'brightness: takes a number, such as brightness:>40, brightness:<=40 or brightness:20..40.'],
    ['has:wings', 'has: takes one of table, ocr, tag, such as has:table.'],
    ['state:odd', 'state: takes one of done, failed, attention, waiting, running, ignored, retrying, held, such as state:failed.'],
    ['since:may', 'since: takes a span or a day, such as since:7d, since:12h, since:today or since:2026-05-01.'],
    ['copies:some', 'copies: takes all or folded, such as copies:all.'],
    ['similar:x', 'similar: takes the number of a file, such as similar:#1234.'],
  ])('says what is wrong with %s', (query, message) => {
    expect(() => parseQuery(query)).toThrow(expect.objectContaining({ code: 'search.invalid', message }));
  });

  it('finds tags whatever their case, and by their beginning', () => {
    expect(conditionsOf('tag:"To Pay"')).toEqual([[expect.stringContaining('search_tag = ?'), ['to pay']]]);
    expect(conditionsOf('tag:Inv*')).toEqual([[expect.stringContaining('substr(search_tag, 1, length(?)) = ?'), ['inv', 'inv']]]);
  });

  it('takes text: as words that must stand in the text', () => {
    expect(parseQuery('text:"net 30" invo')).toEqual({ words: '"net 30" invo', onlyTexts: true, allCopies: false, conditions: [] });
    expect(parseQuery('text:net type:pdf')).toMatchObject({ words: '"net" ', onlyTexts: true });
    expect(parseQuery('text:"').onlyTexts).toBe(false);
  });

  it('takes names with spaces in quotation marks', () => {
    expect(conditionsOf('folder:"Scans of May" type:jpg')).toEqual([
      [expect.stringContaining('folders'), ['Scans of May']],
      ['instr(j.mime, ?) > 0', ['jpeg']],
    ]);
  });
});
