import { expect, it } from 'vitest';
import type { ArchiveRun } from '../../../../shared/model/archive';
import { refusedWords, runWords } from './run-words';

const run = (more: Partial<ArchiveRun>): ArchiveRun => ({
  id: 1,
  act: 'extract',
  name: 'a.zip',
  state: 'done',
  startedAt: 0,
  endedAt: 1,
  label: '',
  fraction: null,
  target: '/x',
  files: 3,
  bytes: 2_000,
  refusedCount: 0,
  refused: [],
  isVerified: null,
  error: null,
  effectId: 1,
  ...more,
});

it('says what came of each act', () => {
  expect(runWords(run({}))).toBe('3 files extracted from a.zip, 2 kB');
  const asked = { bytes: 8_000, removesOriginals: false };
  expect(runWords(run({ act: 'create', isVerified: true }), asked)).toBe('a.zip made and verified: 3 files, 8 kB → 2 kB, 25 %');
  expect(runWords(run({ act: 'create', isVerified: true }), { ...asked, removesOriginals: true })).toBe('a.zip made and verified: 3 files, 8 kB → 2 kB, 25 %; the originals are in the vault');
  expect(runWords(run({ act: 'create', isVerified: true }))).toBe('a.zip made and verified: 3 files, 2 kB');
  expect(runWords(run({ act: 'verify' }))).toBe('a.zip is whole: 3 files read to the end, 2 kB');
  expect(runWords(run({ act: 'verify', refusedCount: 1 }))).toBe('a.zip: 1 file is not whole');
});

it('names the archive while it is under way, where there may be several', () => {
  expect(runWords(run({ state: 'running', label: 'File 3 of 9: b.txt' }))).toBe('Extracting a.zip · File 3 of 9: b.txt');
  expect(runWords(run({ state: 'running' }))).toBe('Extracting a.zip');
});

it('says why it came to nothing', () => {
  const error = { code: 'disk.full', message: 'The disk is full.', hint: 'Free some.', cause: 'diskFull' } as const;
  expect(runWords(run({ state: 'failed', error }))).toBe('a.zip could not be extracted: The disk is full.');
  expect(runWords(run({ state: 'cancelled' }))).toContain('nothing was left behind');
});

it('counts what was left out under the name that fits', () => {
  expect(refusedWords(run({}))).toBe('');
  expect(refusedWords(run({ refusedCount: 2 }))).toBe('2 refused');
  expect(refusedWords(run({ act: 'verify', refusedCount: 2 }))).toBe('2 damaged');
});
