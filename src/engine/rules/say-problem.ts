import type { RuleProblem } from '../../shared/model/rule';

/** "The rules, line 4, column 7, “Invoices”: …". @param file what holds them, where it has a name */
export function sayProblem({ line, column, rule, message }: RuleProblem, file = 'The rules'): string {
  const where = [line === null ? '' : `line ${line}`, column === undefined ? '' : `column ${column}`, rule === null ? '' : `“${rule}”`];
  return `${[file, ...where.filter((part) => part !== '')].join(', ')}: ${message}`;
}
