import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Database } from '../../src/engine/store/database';
import { sha256Of, type Originals } from './originals';

const cli = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js');
const SETTLED = ['done', 'attention', 'ignored'];

interface ListedFile {
  path: string;
  state: string;
  sha256: string | null;
  error?: unknown;
  reason?: string;
}

/**
 * What breaks the law that holds after every fault (SAFETY.md, P), one sentence each: every file settled once, with its
 * real hash; no original harmed; nothing doubled; a sound store; nothing left lying about. No engine may be running.
 */
export function breachesOf(originals: Originals, data: string): string[] {
  return [
    ...originals.harm(),
    ...unsettled(originals, data),
    ...inStore(data),
    ...leftovers(originals.root, data),
    ...artifacts(data),
  ];
}

/** Beside a running engine: which files have not yet ended as they must. */
export function leftToSettle(originals: Originals, data: string): string[] {
  const states = ledgerOf(data);
  const left: string[] = [];
  for (const [path, { sha256, end }] of originals.known) {
    const now = states.get(path);
    if (now?.state !== end || (end !== 'ignored' && now.sha256 !== sha256)) left.push(`${path} (${now?.state ?? 'unknown'})`);
  }
  return left;
}

/** Of the files themselves, as `list --json` tells them. */
function unsettled(originals: Originals, data: string): string[] {
  const found: string[] = [];
  const counts = new Map<string, number>();
  for (const file of listed(data)) {
    const path = file.path.slice(originals.root.length + 1);
    counts.set(path, (counts.get(path) ?? 0) + 1);
    const original = originals.known.get(path);
    const why = JSON.stringify(file.error ?? file.reason ?? '');
    if (!original) found.push(`${path} is listed (${file.state}) and was never written.`);
    else if (!SETTLED.includes(file.state)) found.push(`${path} is ${file.state}: ${why}`);
    else if (file.state !== original.end) found.push(`${path} is ${file.state} and should be ${original.end}: ${why}`);
    else if (file.state !== 'ignored' && file.sha256 !== original.sha256) {
      found.push(`${path} has the hash ${file.sha256} in the ledger and ${original.sha256} on the disk.`);
    }
  }
  for (const path of originals.known.keys()) {
    const count = counts.get(path) ?? 0;
    if (count !== 1) found.push(`${path} is listed ${count} times.`);
  }
  return found;
}

function listed(data: string): ListedFile[] {
  const text = execFileSync(process.execPath, [cli, 'list', '--json', '--data', data], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  return text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as ListedFile);
}

/** Each asks for rows that must not be. */
const QUERIES: Record<string, string> = {
  'An old version was never settled': `SELECT id, file_id, state FROM jobs WHERE settled_at IS NULL`,
  'A lease was kept': `SELECT id, state, lease FROM jobs WHERE lease IS NOT NULL`,
  'A file has not one current job': `
    SELECT f.path, count(j.id) AS jobs FROM files f LEFT JOIN jobs j ON j.file_id = f.id AND j.is_current = 1
    WHERE f.present = 1 GROUP BY f.id HAVING count(j.id) <> 1 OR max(j.id) <> f.job_id`,
  'A version was settled twice': `
    SELECT f.path, j.sha256, count(*) AS times FROM jobs j JOIN files f ON f.id = j.file_id
    WHERE j.state IN ('done', 'attention') GROUP BY j.file_id, j.sha256 HAVING count(*) > 1`,
  'A report is doubled': `
    SELECT sha256, processor, count(*) AS times FROM reports GROUP BY sha256, processor, processor_version HAVING count(*) > 1`,
  'A done file has no report of its bytes': `
    SELECT f.path, j.sha256, r.sha256 AS reported FROM jobs j JOIN files f ON f.id = j.file_id
    LEFT JOIN reports r ON r.id = j.report_id WHERE j.state = 'done' AND r.sha256 IS NOT j.sha256`,
  'A report has lost its text': `
    SELECT r.id FROM reports r LEFT JOIN texts t ON t.report_id = r.id WHERE r.text_length > 0 AND t.report_id IS NULL`,
  'A text can’t be searched for': `
    SELECT report_id FROM texts WHERE report_id NOT IN (SELECT id FROM text_index_docsize)`,
};

function inStore(data: string): string[] {
  const database = Database.open(join(data, 'filemill.db'), true);
  try {
    const found: string[] = [];
    const check = database.pragma<{ integrity_check: string }>('PRAGMA integrity_check').map((row) => row.integrity_check);
    if (check.join() !== 'ok') found.push(`integrity_check: ${check.join('; ')}`);
    for (const [what, sql] of Object.entries(QUERIES)) {
      const rows = database.all(sql);
      if (rows.length > 0) found.push(`${what}: ${JSON.stringify(rows.slice(0, 5))} (${rows.length})`);
    }
    return found;
  } finally {
    database.close();
  }
}

function ledgerOf(data: string): Map<string, { state: string; sha256: string | null }> {
  const path = join(data, 'filemill.db');
  if (!existsSync(path)) return new Map();
  const database = Database.open(path, true);
  try {
    const rows = database.all<{ path: string; state: string; sha256: string | null }>(
      'SELECT f.path, j.state, j.sha256 FROM files f JOIN jobs j ON j.id = f.job_id',
    );
    return new Map(rows.map(({ path: file, ...row }) => [file, row]));
  } catch {
    // An engine is just making it.
    return new Map();
  } finally {
    database.close();
  }
}

function leftovers(inbox: string, data: string): string[] {
  const found: string[] = [];
  for (const folder of [inbox, data]) {
    for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const name = basename(entry);
      if (name.startsWith('.tmp_') || (folder === data && name.endsWith('.tmp'))) found.push(`Left over: ${join(folder, entry)}`);
    }
  }
  for (const name of readdirSync(join(data, 'scratch'))) found.push(`Left in scratch: ${name}`);
  for (const name of readdirSync(data)) if (name.includes('.damaged-')) found.push(`The store was taken for damaged: ${name}`);
  return found;
}

/** A picture lies there whole, or not at all. */
function artifacts(data: string): string[] {
  const found: string[] = [];
  const folder = join(data, 'artifacts');
  let entries: string[] = [];
  try {
    entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    // No picture was ever made.
  }
  for (const entry of entries.filter((path) => path.includes('.'))) {
    const named = basename(entry).split('.')[0];
    if (sha256Of(readFileSync(join(folder, entry))) !== named) found.push(`The artifact ${entry} is not what its name says.`);
  }
  return found;
}
