import { FilemillError } from '../../shared/errors/filemill-error';
import { CHANGE_USAGE, disableRules, enableRules, removeRules } from '../rules/change-rules';
import { CHECK_USAGE, checkRules } from '../rules/check-rules';
import { EXPORT_USAGE, exportRules } from '../rules/export-rules';
import { IMPORT_USAGE, importRules } from '../rules/import-rules';
import { LIST_USAGE, listRules } from '../rules/list-rules';
import { listSamples, SAMPLES_USAGE } from '../rules/list-samples';
import { RUN_USAGE, runRules } from '../rules/run-rules';
import { SIM_USAGE, simulateRules } from '../rules/simulate-rules';

export const usage = [CHECK_USAGE, SIM_USAGE, RUN_USAGE, EXPORT_USAGE, IMPORT_USAGE, LIST_USAGE, CHANGE_USAGE, SAMPLES_USAGE].join('\n  filemill ');

const ACTS: Record<string, (argv: string[]) => Promise<number>> = {
  check: checkRules,
  sim: simulateRules,
  run: runRules,
  export: exportRules,
  import: importRules,
  list: listRules,
  enable: enableRules,
  disable: disableRules,
  remove: removeRules,
  samples: listSamples,
};

/** Rules as text, the rules that are in force, and having them act on files that are there. */
export async function run(argv: string[]): Promise<number> {
  const at = argv.findIndex((word) => Object.hasOwn(ACTS, word));
  const act = ACTS[argv[at] ?? ''];
  if (act) return act(argv.filter((_, index) => index !== at));
  throw new FilemillError('usage.invalid', 'What is to be done with rules?', { hint: `There is: filemill rules ${Object.keys(ACTS).join(', ')}.` });
}
