import { expect, it } from 'vitest';
import { leftOutReasons } from './left-out-reasons';

const row = (id: number, reason: string | null) => ({ id, path: `in/file-${id}`, reason });

it('counts the files of each reason, the most frequent first, with the newest as example', () => {
  const rows = [row(9, 'Hidden: a name in its path begins with a dot.'), row(8, 'Excluded by “*.bak”.'), row(7, 'Excluded by “*.bak”.')];
  expect(leftOutReasons(rows)).toEqual([
    { reason: 'Excluded by “*.bak”', count: 2, example: { id: 8, path: 'in/file-8' } },
    { reason: 'Hidden: a name in its path begins with a dot', count: 1, example: { id: 9, path: 'in/file-9' } },
  ]);
});

it('takes sizes beyond a limit as one reason', () => {
  const rows = [row(2, 'It has 3.1 GB; the folder takes at most 2.1 GB.'), row(1, 'It has 4 GB; the folder takes at most 2.1 GB.')];
  expect(leftOutReasons(rows)).toMatchObject([{ reason: 'Size: the folder takes at most 2.1 GB', count: 2 }]);
});

it('says so when there is no reason', () => {
  expect(leftOutReasons([row(1, null)])).toMatchObject([{ reason: 'Nobody noted why' }]);
  expect(leftOutReasons([])).toEqual([]);
});
