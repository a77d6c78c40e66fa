import type { RuleView } from '../../shared/model/rule';
import { parseArguments } from '../arguments';
import { iso, printJson, printLine, printNote, printTable, shown } from '../print';
import { withEngine } from '../with-engine';

export const LIST_USAGE = 'rules list';

/** The rules that are in force, in their order, with what became of them. */
export async function listRules(argv: string[]): Promise<number> {
  const { values } = parseArguments(argv, {});
  const { rules, problem, path } = await withEngine(values.data, (engine) => engine.call('rules.read', {}));
  if (values.json) for (const view of rules) printJson(ruleLine(view));
  else if (rules.length === 0) printLine('There are no rules yet.');
  else printTable(rules.map(({ rule, hits, failures }) => [rule.isEnabled ? 'on' : 'off', shown(rule.name), `acted on ${hits.toLocaleString('en')}`, failures === 0 ? '' : `failed with ${failures.toLocaleString('en')}`]));
  if (!problem) return 0;
  printNote(`${path} has a mistake; these are the last rules that were right. See: filemill rules check`);
  return 2;
}

const ruleLine = ({ rule, warnings, hits, failures, lastHitAt }: RuleView): object => ({
  type: 'rule',
  name: rule.name,
  isEnabled: rule.isEnabled,
  folders: rule.folders,
  on: rule.on,
  actions: rule.then.map((spec) => spec.do),
  stop: rule.stop,
  hits,
  failures,
  lastHitAt: iso(lastHitAt),
  warnings,
});
