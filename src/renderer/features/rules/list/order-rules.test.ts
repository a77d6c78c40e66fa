import { expect, it } from 'vitest';
import { ruleSchema } from '../../../../shared/model/rule';
import { inOrder, moveAmong, moveBefore } from './order-rules';

const names = ['a', 'b', 'c', 'd'];

it('puts a rule before another, or at the end', () => {
  expect(moveBefore(names, 'd', 'b')).toEqual(['a', 'd', 'b', 'c']);
  expect(moveBefore(names, 'a', null)).toEqual(['b', 'c', 'd', 'a']);
  expect(moveBefore(names, 'b', 'b')).toEqual(names);
  expect(moveBefore(names, 'x', 'b')).toEqual(names);
  expect(moveBefore(names, 'b', 'x')).toEqual(['a', 'c', 'd', 'b']);
});

it('moves a rule among those on show, past those that are not', () => {
  const shown = ['a', 'd'];
  expect(moveAmong(names, shown, 'd', -1)).toEqual(['d', 'a', 'b', 'c']);
  expect(moveAmong(names, shown, 'a', 1)).toEqual(['b', 'c', 'd', 'a']);
  expect(moveAmong(names, names, 'b', 1)).toEqual(['a', 'c', 'b', 'd']);
  expect(moveAmong(names, names, 'c', 1)).toEqual(['a', 'b', 'd', 'c']);
});

it('stays at the ends', () => {
  expect(moveAmong(names, names, 'a', -1)).toEqual(names);
  expect(moveAmong(names, names, 'd', 1)).toEqual(names);
  expect(moveAmong(names, ['a'], 'b', 1)).toEqual(names);
});

it('shows rules in an order that was asked for, and those it does not name behind', () => {
  const rules = ['a', 'b', 'c', 'd'].map((name) => ({ rule: ruleSchema.parse({ name }), warnings: [], hits: 0, failures: 0, lastHitAt: null }));
  expect(inOrder(rules, ['c', 'a', 'gone']).map(({ rule }) => rule.name)).toEqual(['c', 'a', 'b', 'd']);
});
