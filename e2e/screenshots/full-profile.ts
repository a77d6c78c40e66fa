import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import type { Profile } from '../app';

const samples = resolve(import.meta.dirname, '..', '..', 'resources', 'sample');

/** A desk where Filemill has been at work for a while: folders with files of all kinds, rules, hand-offs, an upload that waits. */
/** @returns how many files lie in the watched folders, and what people have named so, down to the rules */
export function fillProfile(profile: Profile): { files: number; names: string[] } {
  const scans = profile.folder('Scans');
  const intake = profile.folder('Intake');
  const exchange = profile.folder('Exchange');
  let files = 0;
  for (const [at, name] of readdirSync(samples).sort().entries()) {
    copyFileSync(join(samples, name), join(scans, name));
    utimesSync(join(scans, name), 1_763_600_000 + at * 5_000, 1_763_600_000 + at * 5_000);
    files += 1;
  }
  for (const month of ['January', 'February', 'March', 'April', 'May', 'June']) {
    writeFileSync(join(intake, `Report ${month}.csv`), `day,${month},visitors\n${Array.from({ length: 28 }, (_, day) => `${day + 1},${month},${(day * 37) % 101}`).join('\n')}\n`);
    files += 1;
  }
  handOver(exchange);
  writeFileSync(
    join(profile.data, 'settings.yaml'),
    stringify({
      version: 1,
      general: {
        firstRunDone: true,
        handoffs: {
          places: [{ path: exchange, apps: ['validator'], settleSeconds: 1 }],
          expectations: [{ id: 'sales', name: 'Daily sales', folder: exchange, pattern: '*_sales_*.csv', days: [1, 2, 3, 4, 5], by: '07:00' }],
        },
      },
      folders: [
        { path: scans, name: 'Scans' },
        { path: intake, name: 'Intake' },
      ],
    }),
  );
  writeFileSync(
    join(profile.data, 'rules.yaml'),
    stringify({
      version: 1,
      rules: [
        { name: 'Reports into their year', folders: ['Intake'], on: ['created', 'modified'], if: { all: [{ 'name starts with': 'Report' }] }, then: [{ tag: 'report' }, { copy: { to: join(profile.home, 'Reports', '{arrived:YYYY}') } }] },
        { name: 'Tell me of blurry pictures', folders: ['Scans'], on: ['created'], if: { all: [{ blurry: true }] }, then: [{ alert: '{name} is blurry' }] },
      ],
    }),
  );
  return { files, names: [...NAMES, ...readdirSync(samples), ...readdirSync(intake)] };
}

const NAMES = ['Scans', 'Fresh', 'Intake', 'Exchange', 'Reports into their year', 'Tell me of blurry pictures', 'Daily sales', 'validator', 'exporter', 'loader', 'billing', 'report', 'Report', 'sales', 'is blurry'];

/** Pairs in every state that the board knows. */
function handOver(exchange: string): void {
  const day = join(exchange, '2026-11-20');
  mkdirSync(day, { recursive: true });
  const content = 'id,amount\n1,12.50\n2,8.00\n';
  const checksum = `sha256:${createHash('sha256').update(content).digest('hex')}`;
  const put = (name: string, more: Record<string, unknown> = {}): void => {
    writeFileSync(join(day, name), content);
    const sidecar = { filename: name, created_at: '2026-11-20T07:00:00+01:00', created_by: 'exporter', file_size: content.length, checksum, row_count: 3, next_app: 'validator', ...more };
    writeFileSync(join(day, `${name}.meta.json`), JSON.stringify(sidecar));
  };
  put('exporter_sales_20261120_065500.csv');
  put('exporter_stock_20261120_071000.csv', { next_app: 'loader' });
  put('billing_notes_20261120_071500.csv', { created_by: 'billing', next_app: null });
  put('exporter_bad_20261120_072000.csv', { next_app: 'loader', file_size: 99 });
}
