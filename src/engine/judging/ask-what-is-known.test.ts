import { describe, expect, test } from 'vitest';
import type { FactValue } from '../../shared/model/fact';
import { readCondition } from '../rules/written-condition';
import { askWhatIsKnown } from './ask-what-is-known';

const asked: string[] = [];
function ask(written: unknown, facts: Record<string, FactValue>, toCome: string[] = []): boolean | string {
  asked.length = 0;
  const value = (name: string): FactValue | undefined => {
    asked.push(name);
    return facts[name];
  };
  return askWhatIsKnown(readCondition(written))({ now: 0, value }, (name) => (toCome.includes(name) ? `${name} is to come` : null));
}

const text = { 'text contains': 'May' };
const kind = { kind: 'image' };

describe('a condition, while not all is known', () => {
  test('hangs on what may yet become known', () => {
    expect(ask(text, {}, ['text'])).toBe('text is to come');
    expect(ask(text, { text: 'in May' }, ['text'])).toBe(true);
    expect(ask(text, { text: 'in June' }, ['text'])).toBe(false);
  });

  test('is not met where a fact will never be known', () => {
    expect(ask(text, {})).toBe(false);
    expect(ask({ 'text does not contain': 'May' }, {})).toBe(false);
    expect(ask({ none: [text] }, {})).toBe(true);
  });

  test.each([
    [{ all: [text, kind] }, 'document', false],
    [{ all: [text, kind] }, 'image', 'text is to come'],
    [{ any: [text, kind] }, 'image', true],
    [{ any: [text, kind] }, 'document', 'text is to come'],
    [{ none: [text, kind] }, 'image', false],
    [{ none: [text, kind] }, 'document', 'text is to come'],
    [{ all: [{ any: [text, kind] }, { none: [{ all: [text, { name: 'x' }] }] }] }, 'image', true],
  ])('as Kleene has it: %j of a %s', (condition, is, answer) => expect(ask(condition, { kind: is, name: 'y' }, ['text'])).toBe(answer));

  test('asks what is cheap first, and no more than it must', () => {
    expect(ask({ all: [{ 'members.text contains': 'x' }, text, { 'pages above': 3 }, kind] }, { kind: 'document', text: 'x', pages: 5 })).toBe(false);
    expect(new Set(asked)).toEqual(new Set(['kind']));
    expect(ask({ all: [text, { 'pages above': 3 }] }, { text: 'x', pages: 1 })).toBe(false);
    expect(new Set(asked)).toEqual(new Set(['pages']));
  });

  test('that makes no sense is refused', () => expect(() => askWhatIsKnown({ fact: 'nonsense', operator: 'is', value: '1' })).toThrow(expect.objectContaining({ code: 'settings.invalid' })));
});
