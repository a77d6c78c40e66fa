import { join } from 'node:path';
import { FILE_STATES } from '../../../shared/model/file';
import { breathe, type Verification } from './tally';
import { t, words } from '../../../shared/words/words';

const states = FILE_STATES.map((state) => `'${state}'`).join(', ');
const REREAD = words('Remove the folder and add it again: its files are read anew.');

/** One question to the ledger: the files (or jobs) it finds do not fit. */
interface Rule {
  sql: string;
  message: string;
  hint: string;
  /** Only while nothing works on the ledger. */
  atRest?: true;
}

const FILE = 'SELECT d.path AS root, f.path FROM files f JOIN folders d ON d.id = f.folder_id';
const JOB = 'SELECT d.path AS root, f.path FROM jobs j JOIN files f ON f.id = j.file_id JOIN folders d ON d.id = j.folder_id';

const RULES: Rule[] = [
  {
    sql: `${FILE} LEFT JOIN jobs j ON j.id = f.job_id AND j.file_id = f.id WHERE j.id IS NULL`,
    message: words('The ledger does not say what became of it.'),
    hint: REREAD,
  },
  {
    sql: `${FILE} JOIN jobs j ON j.id = f.job_id AND j.file_id = f.id WHERE j.is_current = 0 AND f.present = 1 AND d.removed_at IS NULL`,
    message: words('It is in a watched folder but counted nowhere.'),
    hint: REREAD,
  },
  {
    sql: `${JOB} WHERE j.is_current = 1 AND d.removed_at IS NOT NULL`,
    message: words('It is counted though its folder was removed.'),
    hint: words('Add the folder again and remove it once more.'),
  },
  {
    sql: `${JOB} WHERE j.is_current = 1 AND f.job_id <> j.id`,
    message: words('It is counted twice: a former version still counts.'),
    hint: REREAD,
  },
  {
    sql: `${JOB} WHERE j.is_current = 1 AND j.folder_id <> f.folder_id AND j.state <> 'inProgress'`,
    message: words('It is counted in another folder than the one it lies in.'),
    hint: REREAD,
  },
  {
    sql: `${JOB} WHERE j.is_current = 1 AND j.state NOT IN (${states})`,
    message: words('Its state is none that Filemill knows, so the sum does not come out.'),
    hint: REREAD,
  },
  {
    sql: `${JOB} WHERE j.is_current = 1 AND j.state = 'inProgress' AND j.lease IS NULL`,
    message: words('It is said to be in progress, and nobody has it in hand.'),
    hint: words('Start Filemill anew: it is read again.'),
  },
  {
    sql: `${JOB} WHERE j.is_current = 1 AND j.state = 'inProgress'`,
    message: words('It is said to be in progress, and Filemill does not run.'),
    hint: words('Start Filemill: it is read again.'),
    atRest: true,
  },
  {
    sql: `${JOB} WHERE j.is_current = 1 AND (j.settled_at IS NULL) <> (j.state IN ('waiting', 'inProgress'))`,
    message: words('Its state and the time of its end contradict each other.'),
    hint: words('Retry the file.'),
  },
];

/** The accounting law: every file counts exactly once, in one of five states. */
export async function verifyAccounting({ database, tally, isRunning }: Verification): Promise<void> {
  tally.count('accounting', database.get<{ n: number }>('SELECT count(*) AS n FROM files')?.n ?? 0);
  for (const { sql, message, hint, atRest } of RULES) {
    if (atRest && isRunning) continue;
    // One statement sees one state of the ledger, whatever is written beside.
    for (const { root, path } of database.all<{ root: string; path: string }>(sql)) {
      tally.misfit('accounting', join(root, path), t(message), t(hint));
    }
    await breathe();
  }
}
