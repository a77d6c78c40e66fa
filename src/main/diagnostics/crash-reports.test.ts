import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { crashReports, pruneCrashReports } from './crash-reports';

vi.mock('electron', () => ({ crashReporter: {} }));

it('keeps the last ten reports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'filemill-crashes-'));
  try {
    expect(crashReports(folder)).toEqual([]);
    mkdirSync(join(folder, 'pending'));
    for (let i = 0; i < 15; i += 1) {
      for (const ending of ['dmp', 'meta']) writeFileSync(join(folder, 'pending', `${i}.${ending}`), 'x');
      utimesSync(join(folder, 'pending', `${i}.dmp`), i, i);
    }
    pruneCrashReports(folder);
    expect(crashReports(folder).map(({ at }) => at / 1_000)).toEqual([14, 13, 12, 11, 10, 9, 8, 7, 6, 5]);
    expect(readdirSync(join(folder, 'pending'))).toHaveLength(20);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
