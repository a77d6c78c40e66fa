import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { reportOnRules, rulesPath, type RulesReport } from '../../engine/engine-queries';
import { dataFolder } from '../data-folder';
import { parseArguments } from '../arguments';
import { printJson, printLine, printNote, shown } from '../print';
import { readText } from './read-text';

export const CHECK_USAGE = 'rules check [FILE…]';

/** Says what is wrong with rules, and what is remarkable; changes nothing. Exit 2 when something is wrong. */
export async function checkRules(argv: string[]): Promise<number> {
  const { values, positionals } = parseArguments(argv, {});
  const home = dataFolder(values.data);
  const own = rulesPath(home);
  if (positionals.length === 0 && !existsSync(own)) {
    if (values.json) printJson({ type: 'summary', file: own, rules: 0, enabled: 0, problems: 0, warnings: 0 });
    else printLine('There are no rules yet.');
    return 0;
  }
  const files = positionals.length === 0 ? [own] : positionals.map((file) => (file === '-' ? file : resolve(file)));
  let code = 0;
  for (const file of files) {
    const report = reportOnRules(readText(file), home);
    if (values.json) printReportJson(file, report);
    else printReport(file, report);
    if (report.problems.length > 0) code = 2;
  }
  return code;
}

/** One line for each thing that is wrong, in the form that editors lead to: `file:line:column: what`. */
export function printProblems(file: string, { problems }: Pick<RulesReport, 'problems'>, print = printLine): void {
  for (const { line, column, rule, message, hint } of problems) {
    const place = [shown(file), line, column].filter((part) => part !== null && part !== undefined).join(':');
    print(`${place}: ${rule === null ? '' : `“${shown(rule)}”: `}${shown(message)} ${shown(hint)}`.trimEnd());
  }
}

function printReport(file: string, report: RulesReport): void {
  const { rules, problems, warnings } = report;
  printProblems(file, report);
  for (const { rule, warning } of warnings) printLine(`${shown(file)}: “${shown(rule)}”${warning.action === null ? '' : `, action ${warning.action + 1}`}: ${shown(warning.sentence)}`);
  if (problems.length > 0) {
    printNote(problems.length === 1 ? 'One thing is wrong.' : `${problems.length} things are wrong.`);
    return;
  }
  const on = rules.filter(({ isEnabled }) => isEnabled).length;
  printLine(`${shown(file)}: ${rules.length === 1 ? '1 rule' : `${rules.length} rules`}, ${on} of them on: all can be used.`);
}

function printReportJson(file: string, { rules, problems, warnings }: RulesReport): void {
  for (const problem of problems) printJson({ type: 'problem', file, ...problem });
  for (const { rule, warning } of warnings) printJson({ type: 'warning', file, rule, ...warning });
  printJson({ type: 'summary', file, rules: rules.length, enabled: rules.filter(({ isEnabled }) => isEnabled).length, problems: problems.length, warnings: warnings.length });
}
