import type { RuleProblem } from '../../shared/model/rule';
import { t } from '../../shared/words/words';

/** "The rules, line 4, column 7, “Invoices”: …". @param file what holds them, where it has a name */
export function sayProblem({ line, column, rule, message }: RuleProblem, file = t('The rules')): string {
  const where = [line === null ? '' : t('line {line}', { line: String(line) }), column === undefined ? '' : t('column {column}', { column: String(column) }), rule === null ? '' : `“${rule}”`];
  return `${[file, ...where.filter((part) => part !== '')].join(', ')}: ${message}`;
}
