import { describe, expect, it } from 'vitest';
import { beforeUnfinished, joinQuery, splitQuery, toggleCondition, wordsIn } from './split-query';

describe('splitQuery', () => {
  it('takes conditions out, wherever they stand', () => {
    expect(splitQuery('lake blur:yes brightness:<40 at dawn')).toEqual({ conditions: ['blur:yes', 'brightness:<40'], words: 'lake at dawn' });
    expect(splitQuery('folder:"My scans" similar:#123')).toEqual({ conditions: ['folder:"My scans"', 'similar:#123'], words: '' });
  });

  it('leaves words alone: unknown names, quotations, a name without a value', () => {
    for (const query of ['author:smith', '"blur:yes"', 'net 30', 'blur: yes', 'unblur:yes', 'lake ']) {
      expect(splitQuery(query)).toEqual({ conditions: [], words: query });
    }
  });

  it('loses nothing when put together again', () => {
    expect(joinQuery(splitQuery('lake blur:yes at dawn'))).toBe('blur:yes lake at dawn');
    expect(joinQuery(splitQuery('blur:yes'))).toBe('blur:yes');
  });
});

it('waits for the end of a condition that is being typed', () => {
  expect(beforeUnfinished('lake brightness:<4')).toBe('lake ');
  expect(beforeUnfinished('folder:"My sc')).toBe('');
  expect(beforeUnfinished('brightness:<4 ')).toBeNull();
  expect(beforeUnfinished('lake at')).toBeNull();
});

it('adds a condition, or takes it away again', () => {
  expect(toggleCondition('lake', 'blur:yes')).toBe('blur:yes lake');
  expect(toggleCondition('Blur:yes lake', 'blur:yes')).toBe('lake');
});

it('tells what is to be found in a text', () => {
  expect(wordsIn('type:pdf net text:"due on"')).toBe('"due on" net');
  expect(wordsIn('text:due')).toBe('"due"');
  expect(wordsIn('type:pdf state:failed ')).toBe('');
});
