import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freeLeftHolds } from '../acting/hold-original';
import type { Parking } from '../parking';
import type { Database } from '../store/database';
import { LedgerMaker } from '../store/history.test-kit';
import { LeftHolds } from '../store/left-holds';
import { Ledger } from '../store/ledger';
import { closeStore, openStore } from '../store/open-store';
import { recover } from './recover';

const nothingParked = { recover: () => undefined } as unknown as Parking;

let base: string;
let inbox: string;
let database: Database;
const at = (name: string): string => join(inbox, name);
/** Of a process that has ended. */
function leaveLock(name: string): void {
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(at(`${name}.lock`), JSON.stringify({ host: hostname(), pid, process_start: null, started_at: '2026-01-01T00:00:00Z', lease_until: '2026-01-01T00:01:00Z', token: 'gone', flock: false, purpose: 'act' }));
}
const startAndBeKilled = (lease: string): number => recover(database, new Ledger(database), nothingParked, base, lease);

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'filemill-recover-'));
  inbox = join(base, 'inbox');
  mkdirSync(inbox);
  database = openStore(base).database;
  const ledger = new LedgerMaker(database);
  ledger.folder(1, inbox);
  ledger.jobs([{ fileId: 1, path: 'a.txt', state: 'inProgress', settledAt: null }, { fileId: 2, path: 'b.txt' }]);
});
afterEach(() => {
  closeStore(database, base);
  rmSync(base, { recursive: true, force: true });
});

describe('locks that a killed run left beside files', () => {
  it('are known until they are gone, however often it is killed before', async () => {
    leaveLock('a.txt');
    leaveLock('b.txt');
    expect(startAndBeKilled('one')).toBe(1);
    expect(startAndBeKilled('two')).toBe(0);
    const holds = new LeftHolds(database);
    await freeLeftHolds(holds);
    expect([existsSync(at('a.txt.lock')), existsSync(at('b.txt.lock')), holds.all()]).toEqual([false, true, []]);
  });

  it('are looked for when their folder is there again', async () => {
    startAndBeKilled('one');
    rmSync(inbox, { recursive: true });
    const holds = new LeftHolds(database);
    await freeLeftHolds(holds);
    mkdirSync(inbox);
    leaveLock('a.txt');
    await freeLeftHolds(holds);
    expect([existsSync(at('a.txt.lock')), holds.all()]).toEqual([false, []]);
  });
});
