import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Sighting } from '../../../shared/contract/watch-api';
import { sightingAt } from '../../actions/file-version';
import { OwnMoves } from './own-moves';

let base: string;
let moves: OwnMoves;
let accepted: { folderId: number; path: string; gone: boolean; size: number }[];
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'filemill-own-'));
  for (const name of ['one', 'two']) mkdirSync(join(base, name));
  accepted = [];
  const folders = [{ id: 1, path: join(base, 'one') }, { id: 2, path: join(base, 'two') }];
  moves = new OwnMoves(() => folders, (folderId, _source, sightings) => accepted.push(...sightings.map(({ path, gone, size }) => ({ folderId, path, gone, size }))));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(base, { recursive: true, force: true });
});

const seen = (path: string): Sighting => {
  writeFileSync(join(base, 'one', path), 'bytes');
  return sightingAt(join(base, 'one'), path);
};

it('what is seen where nothing is moved goes on at once', async () => {
  const sighting = seen('a.txt');
  await moves.during([join(base, 'one', 'b.txt'), join(base, 'elsewhere', 'a.txt')], () => {
    expect(moves.sift(1, 'live', [sighting])).toEqual([sighting]);
    return Promise.resolve();
  });
  expect([accepted, moves.size]).toEqual([[], 0]);
});

it('what is seen in the midst is looked at again when it is over', async () => {
  const sighting = seen('a.txt');
  await moves.during([join(base, 'one', 'a.txt'), join(base, 'two', 'a.txt')], () => {
    expect(moves.sift(1, 'live', [sighting])).toEqual([]);
    expect(moves.sift(2, 'scan', [sighting])).toEqual([]);
    renameSync(join(base, 'one', 'a.txt'), join(base, 'two', 'a.txt'));
    writeFileSync(join(base, 'two', 'a.txt'), 'longer bytes');
    expect(moves.size).toBe(2);
    return Promise.resolve();
  });
  expect(accepted).toEqual([
    { folderId: 1, path: 'a.txt', gone: true, size: 5 },
    { folderId: 2, path: 'a.txt', gone: false, size: 12 },
  ]);
});

it('what was seen before and comes late is looked at again for a while', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const sighting = seen('a.txt');
  await moves.during([join(base, 'one', 'a.txt')], () => Promise.resolve(rmSync(join(base, 'one', 'a.txt'))));
  expect(moves.sift(1, 'live', [sighting])).toEqual([{ ...sighting, gone: true }]);
  vi.advanceTimersByTime(31_000);
  expect(moves.sift(1, 'live', [sighting])).toEqual([sighting]);
});

it('what is moved is known by its number under whatever name it comes to lie', () => {
  const before = seen('a.txt');
  const over = moves.hold([join(base, 'one', 'a.txt')], before.ino);
  renameSync(join(base, 'one', 'a.txt'), join(base, 'one', 'a (2).txt'));
  expect(moves.sift(1, 'live', [sightingAt(join(base, 'one'), 'a (2).txt'), { ...before, gone: true }])).toEqual([]);
  over();
  over();
  expect(accepted.map(({ path, gone }) => [path, gone])).toEqual([['a (2).txt', false], ['a.txt', true]]);
  expect(moves.sift(1, 'live', [sightingAt(join(base, 'one'), 'a (2).txt')])).toHaveLength(1);
});

it('a place stays put aside until the last who moves there is through, also one who fails', async () => {
  const sighting = seen('a.txt');
  const place = join(base, 'one', 'a.txt');
  await moves.during([place], async () => {
    await moves.during([place], () => Promise.reject(new Error('it failed'))).catch(() => undefined);
    expect(moves.sift(1, 'live', [sighting])).toEqual([]);
  });
  expect(accepted).toHaveLength(1);
});
