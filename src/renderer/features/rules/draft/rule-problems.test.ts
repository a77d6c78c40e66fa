import { expect, it } from 'vitest';
import { ruleSchema, type Rule } from '../../../../shared/model/rule';
import { newAction } from '../actions/new-action';
import { problemIn, problemsOf, withProblem } from './rule-problems';

const good = ruleSchema.parse({ name: 'A', if: { all: [{ fact: 'name', operator: 'contains', value: 'x' }] } });

it('finds nothing in a good rule', () => {
  expect([...problemsOf(good)]).toEqual([]);
});

it('names each place that is wrong, in a group, in an action, and of the rule', () => {
  const wrong: Rule = {
    ...good,
    name: '',
    on: [],
    if: { all: [good.if, { any: [{ fact: 'size', operator: 'above', value: 'much' }] }] },
    // oxlint-disable-next-line unicorn/no-thenable
    then: [newAction('tag'), newAction('move'), newAction('webhook')],
  };
  const problems = problemsOf(wrong);
  expect(problems.get('name')).toBe('This is needed.');
  expect(problems.get('on')).toBe('Choose one event at least.');
  expect(problems.get('if.all.1.any.0')).toBe('Write a size, like 10 MB.');
  expect(problems.get('then.1.to')).toBe('This is needed.');
  expect(problems.get('then.2.url')).toBe('Write an address, like https://example.org/in.');
});

it('adds what the engine says, beside its field', () => {
  const said = { line: null, rule: 'A', message: 'It is no folder.', hint: 'Choose another.', at: 'then.0.to' };
  const problems = withProblem(problemsOf(good), said);
  expect(problemIn(problems, 'then.0.to')).toBe('It is no folder. Choose another.');
  expect(problemIn(problems, 'then.0')).toBe('It is no folder. Choose another.');
  expect(problemIn(problems, 'then.1')).toBeNull();
  expect(withProblem(problemsOf(good), { ...said, hint: 'Correct the rule.', at: undefined }).get('')).toBe('It is no folder.');
});
