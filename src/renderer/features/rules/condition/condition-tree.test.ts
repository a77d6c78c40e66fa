import { describe, expect, it } from 'vitest';
import type { Condition, RuleTest } from '../../../../shared/model/rule';
import { addTo, changeAt, moveWithin, pathOf, removeAt, rootGroup, setKind, testsOf, unwrap, wrap } from './condition-tree';

const test = (value: string): RuleTest => ({ fact: 'name', operator: 'contains', value });
const [a, b, c, d] = [test('a'), test('b'), test('c'), test('d')] as const;
const root: Condition = { all: [a, { any: [b, { none: [c] }] }, d] };

describe('conditions in groups', () => {
  it('shows a single test as a group of one', () => {
    expect(rootGroup(a)).toEqual({ kind: 'all', parts: [a] });
    expect(addTo(a, [], b)).toEqual({ all: [a, b] });
  });

  it('changes what stands at a place and nothing else', () => {
    expect(changeAt(root, [1, 1, 0], () => d)).toEqual({ all: [a, { any: [b, { none: [d] }] }, d] });
    expect(changeAt(root, [], () => a)).toBe(a);
    expect(root).toEqual({ all: [a, { any: [b, { none: [c] }] }, d] });
  });

  it('leaves everything as it is for a place that is not there', () => {
    expect(changeAt(root, [7], () => d)).toBe(root);
    expect(changeAt(root, [1, 9], () => d)).toEqual(root);
  });

  it('adds, takes out and changes the kind of a group', () => {
    expect(addTo(root, [1, 1], d)).toEqual({ all: [a, { any: [b, { none: [c, d] }] }, d] });
    expect(removeAt(root, [1])).toEqual({ all: [a, d] });
    expect(removeAt(root, [])).toEqual({ all: [] });
    expect(setKind(root, [1], 'none')).toEqual({ all: [a, { none: [b, { none: [c] }] }, d] });
  });

  it('moves within its group and no further', () => {
    expect(moveWithin(root, [2], -1)).toEqual({ all: [a, d, { any: [b, { none: [c] }] }] });
    expect(moveWithin(root, [0], -1)).toEqual(root);
    expect(moveWithin(root, [2], 1)).toEqual(root);
    expect(moveWithin(root, [], 1)).toBe(root);
  });

  it('puts a test into a group of its own and takes a group apart', () => {
    expect(wrap(root, [0])).toEqual({ all: [{ any: [a] }, { any: [b, { none: [c] }] }, d] });
    expect(unwrap(root, [1])).toEqual({ all: [a, b, { none: [c] }, d] });
    expect(unwrap(wrap(root, [0]), [0])).toEqual(root);
    expect(unwrap(root, [0])).toEqual(root);
  });

  it('names places as problems do', () => {
    expect(pathOf(root, [1, 1, 0])).toBe('.all.1.any.1.none.0');
    expect(pathOf(a, [])).toBe('');
    expect(pathOf(a, [0])).toBe('');
  });

  it('finds every test with its place', () => {
    expect(testsOf(root).map(({ place, test: { value } }) => [place, value])).toEqual([
      [[0], 'a'],
      [[1, 0], 'b'],
      [[1, 1, 0], 'c'],
      [[2], 'd'],
    ]);
    expect(testsOf(a)).toEqual([{ place: [], test: a }]);
  });
});
