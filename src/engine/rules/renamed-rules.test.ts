import { expect, it } from 'vitest';
import { ruleSchema, type Rule } from '../../shared/model/rule';
import { renamedRules } from './renamed-rules';

const rule = (name: string, tag: string): Rule => ruleSchema.parse({ name, then: [{ do: 'tag', add: [tag] }] });

it.each<[string, Rule[], Rule[], [string, string][]]>([
  ['one', [rule('A', 'x'), rule('B', 'y')], [rule('C', 'x'), rule('B', 'y')], [['C', 'A']]],
  ['one that is moved as well', [rule('A', 'x'), rule('B', 'y')], [rule('B', 'y'), rule('C', 'x')], [['C', 'A']]],
  ['several', [rule('A', 'x'), rule('B', 'y')], [rule('C', 'x'), rule('D', 'y')], [['C', 'A'], ['D', 'B']]],
  ['capitals', [rule('a', 'x')], [rule('A', 'x')], [['A', 'a']]],
  ['none where it changed besides', [rule('A', 'x')], [rule('C', 'y')], []],
  ['none of two that are alike', [rule('A', 'x'), rule('B', 'x')], [rule('C', 'x'), rule('D', 'x')], []],
  ['none that is only new', [rule('A', 'x')], [rule('A', 'x'), rule('C', 'x')], []],
])('finds rules that were renamed by hand: %s', (_what, before, after, renamed) => {
  expect([...renamedRules(before, after)]).toEqual(renamed);
});
