import { describe, expect, it } from 'vitest';
import { FACTS, type FactName } from '../../../../shared/model/fact';
import { OPERATORS, type Operator, type RuleTest } from '../../../../shared/model/rule';
import { problemOfValue, shapeOf, testOf, withOperator } from './value-shape';

const test = (fact: string, operator: Operator, value: RuleTest['value']): RuleTest => ({ fact, operator, value });

describe('the field that suits a test', () => {
  it.each([
    ['text', 'contains', 'text'],
    ['text', 'matches', 'expression'],
    ['text', 'is like', 'pattern'],
    ['text', 'is one of', 'texts'],
    ['text', 'is known', 'truth'],
    ['number', 'between', 'numbers'],
    ['size', 'above', 'size'],
    ['size', 'between', 'sizes'],
    ['instant', 'after', 'date'],
    ['instant', 'within the last', 'span'],
    ['age', 'above', 'span'],
    ['truth', 'is', 'truth'],
    ['choice', 'is', 'choice'],
    ['choice', 'is one of', 'choices'],
    ['list', 'contains', 'texts'],
    ['list', 'contains match', 'expression'],
    ['list', 'has at least', 'number'],
    ['list', 'is empty', 'truth'],
  ] as const)('%s %s is written as %s', (type, operator, shape) => {
    expect(shapeOf(type, operator)).toBe(shape);
  });
});

describe('another operator or fact', () => {
  it('keeps the value where it still makes sense', () => {
    expect(withOperator(test('name', 'contains', 'inv'), 'starts with')).toEqual(test('name', 'starts with', 'inv'));
    expect(withOperator(test('name', 'contains', 'inv'), 'is one of')).toEqual(test('name', 'is one of', ['inv']));
    expect(withOperator(test('size', 'above', '5 MB'), 'below')).toEqual(test('size', 'below', '5 MB'));
    expect(withOperator(test('kind', 'is', 'image'), 'is one of')).toEqual(test('kind', 'is one of', ['image']));
    expect(withOperator(test('pages', 'at least', 3), 'between')).toEqual(test('pages', 'between', [3, 3]));
  });

  it('begins anew where it does not', () => {
    expect(testOf('pages', test('name', 'contains', 'inv'))).toEqual(test('pages', 'at least', 1));
    expect(testOf('stem', test('name', 'starts with', 'inv'))).toEqual(test('stem', 'starts with', 'inv'));
    expect(testOf('blurry')).toEqual(test('blurry', 'is', true));
    expect(testOf('orientation', test('kind', 'is', 'image'))).toEqual(test('orientation', 'is', 'portrait'));
  });

  it('gives every operator of every fact a value of its shape', () => {
    for (const name of Object.keys(FACTS) as FactName[]) {
      for (const operator of OPERATORS[FACTS[name].type]) {
        const { value } = withOperator(testOf(name), operator);
        const shape = shapeOf(FACTS[name].type, operator);
        const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
        // Only a person can know a word or a day.
        if (isEmpty) expect(['text', 'texts', 'pattern', 'expression', 'date', 'choices'], `${name} ${operator}`).toContain(shape);
        else expect(problemOfValue(test(name, operator, value)), `${name} ${operator}`).toBeNull();
      }
    }
  });
});

describe('what is wrong with a value', () => {
  it.each([
    [test('name', 'contains', ''), 'Write what to compare it with.'],
    [test('name', 'is one of', []), 'Name one at least.'],
    [test('pages', 'above', 'three'), 'Write a number.'],
    [test('pages', 'between', [9, 3]), 'Write two numbers, the lower one first.'],
    [test('size', 'above', '10 apples'), 'Write a size, like 10 MB.'],
    [test('age', 'above', 'long'), 'Write a span of time, like 7 days.'],
    [test('taken', 'after', ''), 'Choose a day.'],
    [test('nam', 'contains', 'x'), 'There is no “nam”. Choose what is asked.'],
  ])('says it of %j', (wrong, problem) => {
    expect(problemOfValue(wrong)).toBe(problem);
  });

  it.each([test('metadata.producer', 'contains', 'x'), test('size', 'between', ['1 MB', '2 GB']), test('kind', 'is', 'image'), test('taken', 'on', '2026-01')])('has nothing to say of %j', (right) => {
    expect(problemOfValue(right)).toBeNull();
  });
});
