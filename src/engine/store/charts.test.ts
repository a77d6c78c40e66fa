import { afterEach, beforeEach, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chartsSchema } from '../../shared/model/charts';
import { readCharts } from './charts';
import type { Database } from './database';
import { LedgerMaker } from './history.test-kit';
import { openStore } from './open-store';

const now = new Date(2026, 10, 20, 14, 30).getTime();
const HOUR = 3_600_000;
let folder: string;
let database: Database;
let make: LedgerMaker;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-charts-'));
  database = openStore(folder).database;
  make = new LedgerMaker(database);
  make.folder(1, '/in');
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

it('is all zeros in an empty ledger', () => {
  const charts = chartsSchema.parse(readCharts(database, now));
  expect(charts.hours).toHaveLength(24);
  expect(charts.hours.every(({ done, attention }) => done + attention === 0)).toBe(true);
  expect(charts).toMatchObject({ lanes: [], causes: [], kinds: [], days: [] });
});

it('counts what came to an end by hour and by day', () => {
  make.jobs([
    { fileId: 1, settledAt: now - 60_000, state: 'done' },
    { fileId: 2, settledAt: now - 2 * HOUR, state: 'attention' },
    { fileId: 3, settledAt: now - 2 * HOUR, state: 'done' },
    { fileId: 4, settledAt: new Date(2026, 10, 1, 0, 0, 1).getTime(), state: 'done' },
    { fileId: 5, settledAt: new Date(2025, 0, 1).getTime(), state: 'done' },
  ]);
  const { hours, days } = chartsSchema.parse(readCharts(database, now));
  expect(hours.at(-1)).toEqual({ at: new Date(2026, 10, 20, 14).getTime(), done: 1, attention: 0 });
  expect(hours.at(-3)).toMatchObject({ done: 1, attention: 1 });
  expect(days).toEqual([
    { day: '2026-11-01', files: 1 },
    { day: '2026-11-20', files: 3 },
  ]);
});

it('tells the space of what is there, by kind', () => {
  make.jobs([
    { fileId: 1, kind: 'image' },
    { fileId: 2, kind: 'image' },
    { fileId: 3, kind: 'document' },
    { fileId: 4, kind: 'archive', isPresent: false },
  ]);
  expect(readCharts(database, now).kinds).toEqual([
    { kind: 'image', files: 2, bytes: 10 },
    { kind: 'document', files: 1, bytes: 5 },
  ]);
});

it('takes times and percentiles from files that were really read', () => {
  make.jobs([{ fileId: 1, lane: 'images' }, { fileId: 2, lane: 'images' }, { fileId: 3, lane: 'text' }]);
  const { lanes } = readCharts(database, now);
  expect(lanes.map(({ lane, files }) => [lane, files]).sort()).toEqual([['images', 2], ['text', 1]]);
  expect(lanes[0]).toMatchObject({ medianMs: 12.34, p95Ms: 12.34 });
});
