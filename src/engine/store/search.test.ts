import { describe, expect, it } from 'vitest';
import { cutSnippet } from './cut-snippet';
import { toMatch } from './search';

describe('a query', () => {
  it.each([
    ['net thirty', '"net" "thirty"*'],
    ['net ', '"net"'],
    ['"net thirty" days', '"net thirty" "days"*'],
    ['"unfinished phr', '"unfinished phr"'],
    ['12', '"12"'],
    ['a OR b*c', '"a" "OR" "b*c"*'],
    ['- " *', ''],
  ])('%s means %s', (query, match) => expect(toMatch(query)).toBe(match));
});

describe('a snippet', () => {
  const textOf = (...of: Parameters<typeof cutSnippet>): string | undefined => cutSnippet(...of)?.text;

  it('shows the words where they are, without accents and case', () => {
    expect(textOf('Die Übersicht für März', [{ words: 'ubersicht' }, { words: 'MARZ' }])).toBe(
      'Die \ue000Übersicht\ue001 für \ue000März\ue001',
    );
  });

  it('is a piece of a long text', () => {
    const text = `${'before '.repeat(100)}needle${' after'.repeat(100)}`;
    const snippet = textOf(text, [{ words: 'needle' }]) ?? '';
    expect(snippet.startsWith('…')).toBe(true);
    expect(snippet.endsWith('…')).toBe(true);
    expect(snippet).toContain('\ue000needle\ue001');
    expect(snippet.length).toBeLessThan(250);
  });

  it('is cut around words that follow one another, as one hit', () => {
    const text = `gross sums and negligence ${'filler '.repeat(40)}gross\nnegligence, grossly`;
    const snippet = textOf(text, [{ words: 'gross negligence' }]) ?? '';
    expect(snippet).toContain('\ue000gross\nnegligence\ue001');
    expect(snippet.split('\ue000')).toHaveLength(2);
    expect(cutSnippet('grossly', [{ words: 'gross' }])).toBeNull();
    expect(textOf('grossly', [{ words: 'gross', isUnfinished: true }])).toBe('\ue000gross\ue001ly');
  });

  it('has the page of its hit, not of its beginning, where the text has pages', () => {
    const text = 'Nothing here\ffinally a herring\fherrings, and more';
    const pageOf = (words: string, isUnfinished = false): number | null | undefined => cutSnippet(text, [{ words, isUnfinished }])?.page;
    expect(pageOf('herring')).toBe(2);
    expect(pageOf('Nothing')).toBe(1);
    expect(pageOf('herrings', true)).toBe(3);
    expect(cutSnippet('a herring', [{ words: 'herring' }])?.page).toBeNull();
    expect(cutSnippet(text, [{ words: 'walrus' }])).toBeNull();
  });

  it('is not made up', () => expect(cutSnippet('nothing of it', [{ words: 'needle' }])).toBeNull());
});
