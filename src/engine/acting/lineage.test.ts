import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Effects, type NewEffect } from '../store/effects';
import type { Database } from '../store/database';
import { LedgerMaker } from '../store/history.test-kit';
import { openStore } from '../store/open-store';
import { rulesThatMade } from './lineage';

let folder: string;
let database: Database;
let effects: Effects;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-lineage-'));
  ({ database } = openStore(folder));
  effects = new Effects(database);
  const ledger = new LedgerMaker(database);
  ledger.folder(1, '/in');
  ledger.jobs([
    { fileId: 1, settledAt: 1, sha256: 'one' },
    { fileId: 2, settledAt: 1, sha256: 'two' },
  ]);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

function made(rule: string, source: string, target: string, more: Partial<NewEffect> = {}): void {
  database.transaction((writer) => {
    const id = effects.intendSettled(writer, { jobId: 1, fileId: 1, folderId: 1, action: 'copy', source, target, sha256: 'one', at: 1, rule, step: '0:copy:x', ...more });
    effects.move(writer, id ?? 0, 'intended', 'done');
  });
}
const makersOf = (path: string, sha256: string | null = 'one'): string[] => [...rulesThatMade(effects, path, sha256)].sort();

describe('which rules made a file', () => {
  it('directly, and through files that others had made', () => {
    made('A', '/in/a', '/b/a');
    made('B', '/b/a', '/c/a');
    made('C', '/c/a', '/d/a');
    expect(makersOf('/d/a')).toEqual(['A', 'B', 'C']);
    expect(makersOf('/b/a')).toEqual(['A']);
    expect(makersOf('/in/a')).toEqual([]);
  });

  it('also round in a circle, without end', () => {
    made('A', '/in/a', '/b/a');
    made('B', '/b/a', '/in/a');
    expect(makersOf('/in/a')).toEqual(['A', 'B']);
  });

  it('none, once somebody has changed the bytes; a log has no bytes of its own', () => {
    made('A', '/in/a', '/b/a');
    made('L', '/in/a', '/b/log', { action: 'log', sha256: null });
    expect(makersOf('/b/a', 'others')).toEqual([]);
    expect(makersOf('/b/a', null)).toEqual(['A']);
    expect(makersOf('/b/log', 'whatever')).toEqual(['L']);
  });

  it('also what made way for another one since', () => {
    made('A', '/in/a', '/b/a');
    made('B', '/b/a', '/b/a (2)', { action: 'displace', sha256: null });
    expect(makersOf('/b/a (2)')).toEqual(['A']);
    expect(makersOf('/b/a (2)', 'others')).toEqual([]);
  });

  it('not what had to make way, and what was unpacked on the way to it', () => {
    made('A', '/b/c', '/b/c (2)', { action: 'displace' });
    made('X', '/in/a.zip', '/b/a', { action: 'extract', sha256: null });
    expect(makersOf('/b/c (2)')).toEqual([]);
    expect(makersOf('/b/a/deep/down/file')).toEqual(['X']);
  });
});

it('steps count as done for the version that they were done with', () => {
  made('A', '/in/a', '/b/a', { step: '0:copy:x' });
  made('A', '/in/a', '/b/log', { action: 'log', sha256: null, step: '1:log:y' });
  expect([...effects.doneSteps(1, 'one').keys()]).toEqual(['0:copy:x A', '1:log:y A']);
  expect([...effects.doneSteps(1, 'newer').keys()]).toEqual(['1:log:y A']);
  expect([...effects.doneSteps(1, null).keys()]).toEqual(['0:copy:x A', '1:log:y A']);
  expect(effects.doneSteps(2, 'one').size).toBe(0);
});
