import { SAMPLES, writeRulesAlone } from '../../engine/engine-queries';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { RuleSample } from '../../shared/model/rule';
import { parseArguments } from '../arguments';
import { oneOf } from '../choices';
import { printJson, printLine, shown } from '../print';
import { withEngine } from '../with-engine';
import { readText } from './read-text';

export const IMPORT_USAGE = 'rules import FILE…|--sample ID [--enable]';

/** Adds rules at the end, switched off unless something else is asked for; a name that is taken gets a number. */
export async function importRules(argv: string[]): Promise<number> {
  const { values, positionals } = parseArguments(argv, { sample: { type: 'string', multiple: true }, enable: { type: 'boolean' } });
  const samples = (values.sample ?? []).map((id) => sampleNamed(id));
  if (positionals.length + samples.length === 0) throw new FilemillError('usage.invalid', 'Which rules?', { hint: `filemill ${IMPORT_USAGE}; a FILE of “-” is standard input` });
  const texts = [...positionals.map(readText), ...samples.map(({ rules }) => writeRulesAlone(rules))];
  const added = await withEngine(values.data, async (engine) => {
    const names: string[] = [];
    for (const text of texts) names.push(...(await engine.call('rules.import', { text })).added);
    if (values.enable && names.length > 0) await engine.call('rules.enable', { names, isEnabled: true });
    return names;
  });
  if (values.json) for (const name of added) printJson({ type: 'added', name, isEnabled: values.enable === true });
  else {
    for (const name of added) printLine(shown(name));
    printLine(added.length === 0 ? 'There were no rules in it.' : `${added.length === 1 ? '1 rule' : `${added.length} rules`} added, ${values.enable ? 'switched on' : 'switched off: look at them, then switch them on with: filemill rules enable NAME'}.`);
  }
  return 0;
}

function sampleNamed(id: string): RuleSample {
  const known = oneOf('sample', SAMPLES.map((sample) => sample.id), id);
  return SAMPLES.find((sample) => sample.id === known) as RuleSample;
}
