import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { reportOnRules, rulesPath, writeRulesAlone } from '../../engine/engine-queries';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { Rule } from '../../shared/model/rule';
import { parseArguments } from '../arguments';
import { dataFolder } from '../data-folder';
import { printJson, printNote, shown } from '../print';
import { printProblems } from './check-rules';
import { readText } from './read-text';

export const EXPORT_USAGE = 'rules export [NAME…] [--to FILE]';

/** Prints the rules as they stand in their file, comments included; or some of them by their names. */
export async function exportRules(argv: string[]): Promise<number> {
  const { values, positionals: names } = parseArguments(argv, { to: { type: 'string' } });
  const home = dataFolder(values.data);
  const path = rulesPath(home);
  const text = existsSync(path) ? readText(path) : writeRulesAlone([]);
  const report = reportOnRules(text, home);
  if (report.rules.length === 0 && report.problems.length > 0) {
    printProblems(path, report, printNote);
    return 2;
  }
  const wanted = names.length === 0 ? report.rules : names.map((name) => ruleNamed(name, report.rules));
  if (values.json) for (const rule of wanted) printJson({ type: 'rule', ...rule });
  else write(names.length === 0 ? text : writeRulesAlone(wanted), values.to);
  return 0;
}

function ruleNamed(name: string, rules: readonly Rule[]): Rule {
  const rule = rules.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (rule) return rule;
  throw new FilemillError('usage.invalid', `There is no rule “${shown(name)}”.`, { hint: 'See: filemill rules list' });
}

function write(text: string, to: string | undefined): void {
  if (to === undefined) {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    return;
  }
  const target = resolve(to);
  try {
    writeFileSync(target, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new FilemillError('usage.invalid', `There is a file ${shown(target)} already, and it is left as it is.`, { hint: 'Give another name.' });
  }
}
