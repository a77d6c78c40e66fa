import { expect, it } from 'vitest';
import { ruleSchema } from '../../shared/model/rule';
import { captureFlaws } from './capture-flaws';

const number = { fact: 'text', operator: 'matches', value: String.raw`invoice (?P<number>\d+)` };
const flawsOf = (condition: unknown, ...then: unknown[]) => captureFlaws(ruleSchema.parse({ name: 'x', if: condition, then }));

it('takes groups that an expression has, by name and by number', () => {
  expect(flawsOf({ any: [{ all: [number] }] }, { do: 'copy', to: 'a/{match.number}', as: '{match.1|upper}-{match.0}' }, { do: 'run', program: '/bin/x', arguments: ['{match.number}'] })).toEqual([]);
  expect(flawsOf({ all: [] }, { do: 'copy', to: 'a/{name}' })).toEqual([]);
});

it('names the field of a group that none has, and what is meant', () => {
  const [flaw] = flawsOf({ all: [number] }, { do: 'tag', add: ['x'] }, { do: 'copy', to: 'a', as: '{match.nummer}' });
  expect(flaw).toMatchObject({ at: 'then.1.as', message: 'No expression of the conditions has a group for “{match.nummer}”; {match.number} is meant?' });
  expect(flawsOf({ all: [number] }, { do: 'run', program: '/bin/x', arguments: ['{match.2}'] })).toHaveLength(1);
});

it('finds none where nothing is matched, or only what must not hold', () => {
  for (const condition of [{ all: [] }, { none: [number] }, { all: [{ ...number, operator: 'contains' }] }]) {
    expect(flawsOf(condition, { do: 'copy', to: '{match.1}' })).toEqual([expect.objectContaining({ at: 'then.0.to', hint: 'Ask with “matches”, and put what is to be caught in round brackets.' })]);
  }
});
