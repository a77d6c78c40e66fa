import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { lockedPdf } from '../../tests/helpers/locked-pdf';
import { randomBytes } from '../../tests/helpers/random-bytes';
import type { Profile, RunningApp } from '../app';
import { expect } from '../fixtures';
import { goTo } from '../window';

/* What `fillProfile` leaves out: what goes wrong, and what is under way to other computers. */

/** Nothing listens there. */
const NOBODY = 'http://127.0.0.1:9';
const MB = 1024 * 1024;
/** Slow enough that the large one is under way as long as pictures are taken. */
const BYTES_PER_SECOND = 40_000;
const LARGE = 64 * MB;

/** A folder, a rule or the like more, below what stands in the file already. */
export function append(profile: Profile, file: 'settings.yaml' | 'rules.yaml', key: string, entry: unknown): void {
  const path = join(profile.data, file);
  const written = parse(readFileSync(path, 'utf8')) as Record<string, unknown[]>;
  writeFileSync(path, stringify({ ...written, [key]: [...(written[key] ?? []), entry] }));
}

/**
 * A rule that fails, and a file that only its password opens.
 *
 * @returns how many files more there are
 */
export async function addTroubles(profile: Profile, scans: string): Promise<number> {
  append(profile, 'rules.yaml', 'rules', { name: 'Customers with a phone number', folders: ['Scans'], on: ['created'], if: { all: [{ 'name starts with': 'Kunden' }] }, then: [{ validate: { as: 'csv', columns: ['Phone'] } }, { tag: 'customers' }] });
  writeFileSync(join(scans, 'Payslip November.pdf'), await lockedPdf('Payslip November', 'open sesame'));
  return 1;
}

/** Rules that send what lies in the folder "Outbox" to two places, of which one does not answer. `server` is null where there is none. */
export function addUploads(profile: Profile, server: { endpoint: string; bucket: string } | null): void {
  append(profile, 'settings.yaml', 'folders', { path: profile.folder('Outbox'), name: 'Outbox' });
  const path = join(profile.data, 'settings.yaml');
  const settings = parse(readFileSync(path, 'utf8')) as { general: Record<string, unknown> };
  writeFileSync(path, stringify({ ...settings, general: { ...settings.general, uploads: { bytesPerSecond: BYTES_PER_SECOND } } }));
  const archive = server ? { archive: { bucket: server.bucket, endpoint: server.endpoint, prefix: 'outbox' } } : {};
  writeFileSync(join(profile.data, 'destinations.yaml'), stringify({ ...archive, 'off site': { bucket: 'copies', endpoint: NOBODY } }));
  const send = (name: string, beginsWith: string[], destination: string): void =>
    append(profile, 'rules.yaml', 'rules', { name, folders: ['Outbox'], on: ['created'], if: { any: beginsWith.map((words) => ({ 'name starts with': words })) }, then: [{ upload: destination }] });
  if (server) send('Send to the archive', ['Invoice', 'Video'], 'archive');
  send('Copies off site', ['Contract'], 'off site');
}

/** Files that are sent: some are there already, one is under way for long, one waits for a server that does not answer. */
export async function sendFiles(profile: Profile, { page }: RunningApp): Promise<void> {
  const outbox = profile.folder('Outbox');
  const hasServer = readFileSync(join(profile.data, 'destinations.yaml'), 'utf8').includes('archive:');
  const invoice = join(profile.folder('Scans'), 'Invoice 2026-0147 Northwind Paper.pdf');
  await goTo(page, 'uploads');
  const shown = (state: string) => page.locator(`[data-testid="upload"][data-state="${state}"]`);
  if (hasServer) {
    for (const number of [148, 149, 150]) copyFileSync(invoice, join(outbox, `Invoice 2026-0${number}.pdf`));
    await expect(shown('done')).toHaveCount(3, { timeout: 120_000 });
    writeFileSync(join(outbox, 'Video of the warehouse.mp4'), randomBytes(LARGE, 71));
    await expect(shown('uploading')).toHaveCount(1, { timeout: 60_000 });
  }
  writeFileSync(join(outbox, 'Contract with Northwind Paper.txt'), 'Between the two of us.\n');
  await expect(page.getByTestId('outage')).toBeVisible({ timeout: 120_000 });
}
