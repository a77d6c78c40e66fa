import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeStore, openStore } from './open-store';
import { Reports } from './reports';

let folder: string;
let reports: Reports;
let database: ReturnType<typeof openStore>['database'];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-reports-'));
  ({ database } = openStore(folder));
  reports = new Reports(database);
});
afterEach(() => {
  closeStore(database, folder);
  rmSync(folder, { recursive: true, force: true });
});

function put(number: number): void {
  const data = { kind: 'text' as const, encoding: 'utf-8', lineCount: 1, wordCount: 2, characterCount: 9, preview: '' };
  const report = { sha256: `${number}`, processor: 'text', processorVersion: 1, options: '', data, warnings: [], thumbnail: null, pageCount: 1 };
  database.transaction((writer) => reports.put(writer, { ...report, text: `words number${number} `.repeat(50) }, number));
}

describe('the index of texts', () => {
  it('is merged step by step until nothing is left to merge, and finds the same', () => {
    for (let number = 0; number < 60; number += 1) put(number);
    const found = (): unknown[] => database.all(`SELECT rowid FROM text_index WHERE text_index MATCH '"words"' ORDER BY rowid`);
    const before = found();
    expect(before).toHaveLength(60);
    let steps = 0;
    while (reports.mergeIndex()) steps += 1;
    expect(steps).toBeGreaterThan(0);
    expect(steps).toBeLessThan(1_000);
    expect(found()).toEqual(before);
    expect(reports.mergeIndex()).toBe(false);
  });
});
