import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { handoffPlaceSchema } from '../../../shared/model/handoff';
import { Gate } from './gate';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-gate-'));
  for (const name of ['a.csv', 'b.csv']) {
    writeFileSync(join(folder, name), 'x');
    writeFileSync(join(folder, `${name}.meta.json`), JSON.stringify({ checksum: `sha256:${createHash('sha256').update('x').digest('hex')}`, next_app: 'validator' }));
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('asks a place that answers slowly for a tenth of the time at most', () => {
  const place = handoffPlaceSchema.parse({ path: folder, apps: ['validator'] });
  let now = 0;
  let answersAfterMs = 300;
  // Each answer takes its time: the second look at the clock comes after it.
  let isAsking = false;
  const gate = new Gate(() => {
    if (isAsking) now += answersAfterMs;
    isAsking = !isAsking;
    return now;
  });
  const ask = (name: string) => {
    isAsking = false;
    return gate.ask(join(folder, name), place).kind;
  };
  expect([ask('a.csv'), now]).toEqual(['open', 300]);
  expect([ask('b.csv'), now]).toEqual(['wait', 300]);
  now = 2_999;
  expect(ask('b.csv')).toBe('wait');
  now = 3_000;
  answersAfterMs = 20;
  expect([ask('b.csv'), ask('a.csv'), now]).toEqual(['open', 'open', 3_040]);
});
