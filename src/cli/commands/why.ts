import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import { explainFile, isInstanceRunning, listFolders } from '../../engine/engine-queries';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { Why, WhyEffect, WhyStep } from '../../shared/model/why';
import { parseArguments } from '../arguments';
import { openLedger } from '../open-ledger';
import { iso, printJson, printLine, printTable, shown } from '../print';

export const usage = 'why FILE';

const MARKS: Record<WhyStep['mark'], string> = { passed: '✓', failed: '✗', waiting: '…', skipped: '–', info: '·' };

const EFFECT_MARKS: Record<WhyEffect['state'], string> = { intended: '…', done: '✓', undoing: '…', undone: '–', failed: '✗', expired: '✓' };
const EFFECT_WORDS: Record<WhyEffect['state'], string> = { intended: 'being done', done: '', undoing: 'being taken back', undone: 'taken back', failed: 'not done', expired: 'can’t be taken back any more' };

/** Why a file was, or was not, processed: from its event to its error. */
export function run(argv: string[]): number {
  const { values, positionals } = parseArguments(argv, {});
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    throw new FilemillError('usage.invalid', 'Which file is it about? Name one.', { hint: `filemill ${usage}` });
  }
  const { database, folder, close } = openLedger(values.data);
  try {
    const path = resolve(file);
    const why = explainFile(database, listFolders(database), { path }, { isRunning: isInstanceRunning(folder), now: Date.now() });
    if (values.json) printJson(whyLine(why));
    else printWhy(why);
    return exitCode(why, path);
  } finally {
    close();
  }
}

function exitCode({ state, fileId }: Why, path: string): number {
  if (state === 'attention') return 1;
  return fileId === null && !isThere(path) ? 2 : 0;
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path) !== undefined;
  } catch {
    return false;
  }
}

const whyLine = (why: Why): object => ({
  type: 'why',
  ...why,
  steps: why.steps.map((step) => ({ ...step, at: iso(step.at) })),
  earlier: why.earlier.map(({ at, sentence }) => ({ at: iso(at), sentence })),
});

function printWhy({ answer, hint, path, folder, lines, steps, effects, earlier }: Why): void {
  printLine(shown(answer));
  if (hint !== '') printLine(shown(hint));
  printLine(`\n${shown(path)}${folder ? `  (folder ${shown(folder.name)})` : ''}`);
  printPart(
    'Filter',
    lines.map(({ line, value, passes, decides }) => [passes ? '✓' : '✗', shown(line), shown(value), decides ? '← decides' : '']),
  );
  printPart(
    'Steps',
    steps.map(({ mark, name, detail, at }) => [MARKS[mark], name, at === null ? '' : clock(at), shown(detail)]),
  );
  printPart(
    'Effects',
    effects.map(({ id, action, rule, target, state }) => [EFFECT_MARKS[state], String(id), action, rule === null ? '' : `“${shown(rule)}”`, shown(target), state === 'done' ? '' : EFFECT_WORDS[state]]),
  );
  printPart(
    'Earlier',
    earlier.map(({ at, sentence }) => ['·', clock(at), shown(sentence)]),
  );
}

function printPart(title: string, rows: string[][]): void {
  if (rows.length === 0) return;
  printLine(`\n${title}`);
  printTable(rows.map(([mark, ...cells]) => [`  ${mark}`, ...cells]));
}

/** The time of day here, with the date unless it is today's. */
function clock(instant: number): string {
  const when = new Date(instant);
  const time = when.toLocaleTimeString('en-GB');
  return when.toDateString() === new Date().toDateString() ? time : `${when.toLocaleDateString('en-CA')} ${time}`;
}
