import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../store/database';
import { Effects, type EffectAction, type EffectState } from '../../store/effects';
import { openStore } from '../../store/open-store';
import type { ActionParts } from '../action-parts';
import type { Recovery } from '../recovery';
import { lineMark, logLine } from './log-line';
import { recoverLogs, recoverSendings } from './recover-messages';

let folder: string;
let log: string;
let database: Database;
let effects: Effects;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recover-'));
  log = join(folder, 'logs', 'events.jsonl');
  ({ database } = openStore(join(folder)));
  effects = new Effects(database);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const LINE = logLine(1_760_000_000_500, 'created', '/in/ü “x”.txt', [{ action: 'notify', message: 'm' }]);

/** What becomes of an intent that an end of Filemill has left. */
async function after(recovery: Recovery, action: EffectAction, target: string, data?: unknown): Promise<EffectState | undefined> {
  const id = database.transaction((writer) => effects.intendAlone(writer, { action, source: '/in/a', target, sha256: null, at: 1, data: data === undefined ? null : JSON.stringify(data), rule: 'R', step: 's' }));
  const effect = effects.byId(id);
  if (effect) expect(await recovery.recover(effect, { database, effects } as ActionParts)).toBeNull();
  return effects.byId(id)?.state;
}
const intent = (from: number): { from: number; mark: string } => ({ from, mark: lineMark(LINE) });

it('writes seconds and words as the specification has them', () => {
  expect(JSON.parse(LINE)).toEqual({ timestamp: 1_760_000_000.5, event_type: 'created', path: '/in/ü “x”.txt', actions: [{ action: 'notify', message: 'm' }] });
});

describe('a line whose writing was interrupted', () => {
  const lie = (text: string): void => {
    mkdirSync(join(folder, 'logs'), { recursive: true });
    writeFileSync(log, text);
  };

  it('is done when it stands there whole, wherever behind its place', async () => {
    lie(`before\n${LINE}\n`);
    expect(await after(recoverLogs, 'log', log, intent(7))).toBe('done');
    appendFileSync(log, 'later\n');
    expect(await after(recoverLogs, 'log', log, intent(0))).toBe('done');
  });

  it('is done once more when it is torn, is not there, or stands before its place', async () => {
    lie(`before\n${LINE.slice(0, -1)}`);
    expect(await after(recoverLogs, 'log', log, intent(7))).toBe('failed');
    lie(`before\n${LINE}`);
    expect(await after(recoverLogs, 'log', log, intent(7))).toBe('failed');
    lie(`${LINE}\nafter\n`);
    expect(await after(recoverLogs, 'log', log, intent(Buffer.byteLength(LINE) + 1))).toBe('failed');
    rmSync(log);
    expect(await after(recoverLogs, 'log', log, intent(0))).toBe('failed');
  });

  it('is looked for from the beginning in a file that is shorter now: another one', async () => {
    lie(`${LINE}\n`);
    expect(await after(recoverLogs, 'log', log, intent(1_000_000))).toBe('done');
  });

  it('is found among many', async () => {
    lie(`${'x'.repeat(999)}\n`.repeat(3_000) + `${LINE}\n` + `${'y'.repeat(999)}\n`.repeat(100));
    expect(await after(recoverLogs, 'log', log, intent(10))).toBe('done');
  });

  it('is done once more where its folder is gone', async () => {
    expect(await after(recoverLogs, 'log', join(folder, 'away', 'x.jsonl'), intent(0))).toBe('failed');
  });

  it('is not told of while its drive is away', async () => {
    expect(await after(recoverLogs, 'log', join(folder, 'away', 'logs', 'x.jsonl'), intent(0))).toBe('intended');
  });
});

it.each(['message', 'request', 'program'] as const)('%s: nobody knows how far it came, so it is done once more', async (action) => {
  expect(await after(recoverSendings, action, '')).toBe('failed');
});
