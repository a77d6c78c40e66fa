import { expect, it } from 'vitest';
import type { ExtractLine } from '../../../../shared/model/archive';
import { planRows } from './plan-rows';

const line = (ordinal: number, writtenAs: string | null, more: Partial<ExtractLine> = {}): ExtractLine => ({
  ordinal,
  path: writtenAs ?? `../${ordinal}`,
  writtenAs,
  type: 'file',
  size: 1,
  note: null,
  ...more,
});

it('tells what is refused before the tree, and shows folders that no entry names', () => {
  const rows = planRows([line(0, 'b/c/two.txt'), line(1, null, { note: 'It leads out.' }), line(2, 'a.txt'), line(3, 'b/one.txt'), line(4, 'empty', { type: 'folder', note: 'Renamed.' })]);
  expect(rows.map((row) => [row.kind, row.kind === 'refused' ? row.line.path : row.name, row.kind === 'refused' ? null : row.depth])).toEqual([
    ['refused', '../1', null],
    ['folder', 'b', 0],
    ['folder', 'c', 1],
    ['file', 'two.txt', 2],
    ['file', 'one.txt', 1],
    ['folder', 'empty', 0],
    ['file', 'a.txt', 0],
  ]);
  expect(rows[5]).toMatchObject({ note: 'Renamed.' });
});

it('says nothing of the folder that everything is written into: it is not refused', () => {
  const rows = planRows([line(0, null, { path: 'papers', type: 'folder' }), line(1, 'a.txt')]);
  expect(rows.map(({ kind }) => kind)).toEqual(['file']);
});

it('takes paths of very many parts', () => {
  expect(planRows([line(0, `${'d/'.repeat(3_000)}x`)])).toHaveLength(3_001);
});
