import { expect, it } from 'vitest';
import { scoreWords } from './score-words';

it('says how sure a table is, in words that fit the number', () => {
  expect([1, 0.98, 0.896, 0.894, 0.7, 0.694, 0.54, 0].map((score) => scoreWords(score).label)).toEqual([
    'Sure, 1.00',
    'Sure, 0.98',
    'Sure, 0.90',
    'Fairly sure, 0.89',
    'Fairly sure, 0.70',
    'Doubtful, 0.69',
    'Doubtful, 0.54',
    'Doubtful, 0.00',
  ]);
});
