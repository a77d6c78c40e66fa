import { resolve } from 'node:path';
import { FilemillError } from '../../shared/errors/filemill-error';
import { withArchiveEnding } from '../../shared/model/archive-name';
import { parseArguments } from '../arguments';
import { ARCHIVE_OPTIONS, checkOptions, pickOf, recipeOf, type Given } from '../archive/archive-options';
import { createArchives } from '../archive/create-archives';
import { extractArchives } from '../archive/extract-archives';
import { GROUPS } from '../archive/group-sources';
import { listArchives } from '../archive/list-archives';
import { verifyArchives } from '../archive/verify-archives';
import { withArchives } from '../archive/with-archives';
import { oneOf } from '../choices';
import { dataFolder } from '../data-folder';

const ACTS = {
  list: 'list FILE… [--password P]',
  extract:
    'extract FILE… [--to DIR] [--include P]… [--exclude P]… [--max-file-size N[k|M|G]]' +
    ' [--own-folder smart|always|never] [--conflict rename|skip] [--password P] [--dry-run]',
  create:
    'create OUT FILE… [--format zip|7z|tar|tar.gz|tar.bz2|tar.xz] [--level 0–9] [--flat] [--metadata] [--reproducible]' +
    ' [--password P [--show-names]] [--conflict rename|skip|replace] [--group-by ext|folder]',
  verify: 'verify FILE… [--password P]',
} as const;
type Act = keyof typeof ACTS;

const OPTIONS: Readonly<Record<Act, readonly (keyof Given)[]>> = {
  list: ['password'],
  extract: ['to', 'include', 'exclude', 'max-file-size', 'own-folder', 'conflict', 'password', 'dry-run'],
  create: ['format', 'level', 'flat', 'metadata', 'reproducible', 'password', 'show-names', 'conflict', 'group-by'],
  verify: ['password'],
};

export const usage = `archive ${Object.values(ACTS).join(' | ')}`;

/**
 * Looks into archives, unpacks and makes them, without an engine or a ledger; only where a file is to be replaced, it goes to
 * the vault of the data folder. Exit 1 when something was refused or is damaged.
 */
export async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArguments(argv, ARCHIVE_OPTIONS);
  const [first, ...files] = positionals;
  if (first === undefined) throw new FilemillError('usage.invalid', 'What is to be done with archives?', { hint: 'filemill archive list|extract|create|verify FILE…' });
  if (!Object.hasOwn(ACTS, first)) throw new FilemillError('usage.invalid', `filemill archive can’t ${first}.`, { hint: `There is: ${Object.keys(ACTS).join(', ')}.` });
  const act = first as Act;
  checkOptions(act, values, OPTIONS[act]);
  const isJson = values.json ?? false;
  const passwords = values.password ?? [];
  const home = dataFolder(values.data);
  if (act === 'create') return create(values, files, home, isJson);
  if (files.length === 0) throw new FilemillError('usage.invalid', 'Which archive?', { hint: `filemill archive ${ACTS[act]}` });
  if (act === 'list') return withArchives(home, passwords, (tool) => listArchives(tool, files, passwords, isJson));
  if (act === 'verify') return withArchives(home, passwords, (tool) => verifyArchives(tool, files, passwords, isJson));
  const options = {
    pick: pickOf(values),
    to: values.to === undefined ? null : resolve(values.to),
    ownFolder: oneOf('own-folder', ['smart', 'always', 'never'] as const, values['own-folder'] ?? 'smart'),
    conflict: oneOf('conflict', ['rename', 'skip'] as const, values.conflict ?? 'rename'),
    isDryRun: values['dry-run'] ?? false,
    isJson,
    passwords,
  };
  return withArchives(home, passwords, (tool) => extractArchives(tool, files, options));
}

function create(values: Given, [out, ...files]: string[], home: string, isJson: boolean): Promise<number> {
  if (out === undefined || files.length === 0) {
    throw new FilemillError('usage.invalid', out === undefined ? 'What is the archive to be called?' : 'Which files are to go into it?', { hint: `filemill archive ${ACTS.create}` });
  }
  const recipe = recipeOf(values, out);
  const target = withArchiveEnding(resolve(out), recipe.format);
  const conflict = oneOf('conflict', ['rename', 'skip', 'replace'] as const, values.conflict ?? 'rename');
  const groupBy = values['group-by'] === undefined ? null : oneOf('group-by', GROUPS, values['group-by']);
  return withArchives(home, values.password ?? [], (tool) => createArchives(tool, target, files, { recipe, conflict, groupBy, dataFolder: home, isJson }));
}
