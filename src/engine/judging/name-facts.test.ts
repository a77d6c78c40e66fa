import { expect, test } from 'vitest';
import { nameFacts } from './name-facts';
import { placeFacts } from './place-facts';
import { takenAt } from './taken-at';

test.each([
  ['a.pdf', { name: 'a.pdf', stem: 'a', extension: 'pdf', subfolder: '' }],
  ['sub/deep/a.tar.gz', { name: 'a.tar.gz', stem: 'a.tar', extension: 'gz', subfolder: 'sub/deep' }],
  ['.hidden', { name: '.hidden', stem: '.hidden', extension: '' }],
  ['sub.d/README', { name: 'README', stem: 'README', extension: '', subfolder: 'sub.d' }],
  ['ends with.', { name: 'ends with.', stem: 'ends with.', extension: '' }],
])('%s tells its parts', (path, facts) => expect(nameFacts(path)).toMatchObject({ ...facts, path }));

test('a place in the watched folder is told from one outside', () => {
  expect(placeFacts('/in', { folder: '/in', name: 'a.txt' })).toMatchObject({ path: 'a.txt', subfolder: '' });
  expect(placeFacts('/in', { folder: '/in/sub', name: 'a.txt' })).toMatchObject({ path: 'sub/a.txt', subfolder: 'sub' });
  expect(placeFacts('/in', { folder: '/inner', name: 'a.txt' })).toMatchObject({ path: '/inner/a.txt', subfolder: '/inner' });
});

test.each([
  ['2026:01:15 10:30:00', new Date(2026, 0, 15, 10, 30).getTime()],
  ['2026:01:15 10:30:00.500+02:00', new Date(2026, 0, 15, 10, 30).getTime()],
  ['0000:00:00 00:00:00', undefined],
  ['2026:02:31 10:30:00', undefined],
  ['yesterday', undefined],
  [undefined, undefined],
])('a camera’s “%s” is a moment, or none', (written, moment) => expect(takenAt(written)).toBe(moment));
