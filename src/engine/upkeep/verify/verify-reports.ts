import { createHash } from 'node:crypto';
import { createReadStream, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { artifactPath } from '../../stages/publish/artifact-store';
import { breathe, type Verification } from './tally';
import { t, words } from '../../../shared/words/words';

const PER_PAGE = 500;
const RETRY = words('Retry the file: it is read again.');

/** Whether everything that was read is there, can be found by search, and has its pictures. */
export async function verifyReports(verification: Verification): Promise<void> {
  const { database, tally } = verification;
  tally.count('reports', database.get<{ n: number }>('SELECT count(*) AS n FROM reports')?.n ?? 0);
  const without = database.all<{ root: string; path: string }>(
    `SELECT d.path AS root, coalesce(j.former_path, f.path) AS path
     FROM jobs j JOIN files f ON f.id = j.file_id JOIN folders d ON d.id = j.folder_id
     WHERE (j.report_id IS NOT NULL OR (j.is_current = 1 AND j.state = 'done'))
       AND NOT EXISTS (SELECT 1 FROM reports r WHERE r.id = j.report_id)`,
  );
  for (const { root, path } of without) tally.misfit('reports', join(root, path), t('What was read from it is missing.'), t(RETRY));
  await breathe();
  verifyTexts(verification);
  await breathe();
  await verifyArtifacts(verification);
}

function verifyTexts({ database, tally }: Verification): void {
  const rules: [sql: string, message: string][] = [
    [
      'SELECT id FROM reports WHERE text_length > 0 AND id NOT IN (SELECT report_id FROM texts)',
      t('The text that was read is missing.'),
    ],
    ['SELECT report_id AS id FROM texts WHERE report_id NOT IN (SELECT id FROM reports)', t('A text is left of which nothing else is known.')],
    [
      'SELECT report_id AS id FROM texts WHERE report_id NOT IN (SELECT id FROM text_index_docsize)',
      t('Its text can’t be found by search.'),
    ],
    [
      'SELECT id FROM text_index_docsize WHERE id NOT IN (SELECT report_id FROM texts)',
      t('Search finds a text that is not there.'),
    ],
  ];
  for (const [sql, message] of rules) {
    for (const { id } of database.all<{ id: number }>(sql)) {
      const file = database.get<{ root: string; path: string }>(
        `SELECT d.path AS root, coalesce(j.former_path, f.path) AS path FROM jobs j JOIN files f ON f.id = j.file_id
         JOIN folders d ON d.id = j.folder_id WHERE j.report_id = ? LIMIT 1`,
        id,
      );
      tally.misfit('reports', file ? join(file.root, file.path) : null, message, t('Start Filemill anew; if it stays, report it.'));
    }
  }
}

async function verifyArtifacts({ database, dataFolder, hashes, tally }: Verification): Promise<void> {
  for (let last = ''; ; ) {
    const found = database.all<{ id: string }>(
      `SELECT id FROM (
         SELECT thumbnail AS id FROM reports WHERE thumbnail > ?1
         UNION SELECT thumbnail FROM jobs WHERE thumbnail > ?1
         UNION SELECT id FROM artifacts WHERE id > ?1
       ) ORDER BY id LIMIT ${PER_PAGE}`,
      last,
    );
    for (const { id } of found) {
      last = id;
      tally.count('reports');
      const path = artifactPath(dataFolder, id);
      const stat = lstatSync(path, { throwIfNoEntry: false });
      if (!stat?.isFile()) tally.misfit('reports', path, t('A picture that was kept is missing.'), t(RETRY));
      else if (hashes && !id.startsWith(await sha256Of(path))) {
        tally.misfit('reports', path, t('A picture that was kept has other bytes than it had.'), t(RETRY));
      }
    }
    if (found.length < PER_PAGE) return;
    await breathe();
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
