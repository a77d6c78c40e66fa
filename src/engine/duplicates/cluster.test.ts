import { describe, expect, it } from 'vitest';
import { cluster } from './cluster';

/** "ab:99 bc:80": letters and their likeness. */
function groupsOf(pairs: string): string[] {
  const links = new Map<string, Map<string, number>>();
  for (const pair of pairs.split(' ')) {
    const [letters = '', likeness] = pair.split(':');
    const [a = '', b = ''] = letters;
    for (const [one, other] of [[a, b], [b, a]] as const) {
      links.set(one, (links.get(one) ?? new Map()).set(other, Number(likeness)));
    }
  }
  return cluster([...links.keys()].sort(), (node) => links.get(node)).map((group) => group.sort().join(''));
}

describe('groups of what is alike', () => {
  it('hold all that are like the one in the middle', () => {
    expect(groupsOf('ab:90 ac:95 ad:91')).toEqual(['abcd']);
  });

  it('never hold the two ends of a chain', () => {
    expect(groupsOf('ab:90 bc:90 cd:90 de:90')).toEqual(['abc', 'de']);
  });

  it('take in what is nearly like the middle and truly like another member', () => {
    const links = new Map([
      ['a', new Map([['b', 90]])],
      ['b', new Map([['a', 90], ['c', 90]])],
      ['c', new Map([['b', 90], ['d', 90]])],
      ['d', new Map([['c', 90]])],
    ]);
    const nearly = new Map([['b', new Map([['d', 70]])], ['d', new Map([['b', 70]])]]);
    const group = (near: typeof nearly) => cluster([...links.keys()], (node) => links.get(node), (node) => near.get(node)).map((names) => names.sort().join(''));
    expect([group(nearly), group(new Map())]).toEqual([['abcd'], ['abc']]);
  });

  it('have the likest in the middle where the number of the alike is equal', () => {
    expect(groupsOf('ab:80 bc:80 cd:99')).toEqual(['bcd']);
  });
});
