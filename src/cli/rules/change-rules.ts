import type { EngineApi } from '../../shared/contract/engine-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { Connected } from '../../shared/rpc/connect';
import { parseArguments } from '../arguments';
import { printJson, printLine, shown } from '../print';
import { withEngine } from '../with-engine';
import { knownRules } from './known-rules';

export const CHANGE_USAGE = 'rules enable|disable|remove NAME…';

export const enableRules = (argv: string[]): Promise<number> => change(argv, 'enabled', (engine, names) => engine.call('rules.enable', { names, isEnabled: true }));
export const disableRules = (argv: string[]): Promise<number> => change(argv, 'disabled', (engine, names) => engine.call('rules.enable', { names, isEnabled: false }));
export const removeRules = (argv: string[]): Promise<number> => change(argv, 'removed', (engine, names) => engine.call('rules.remove', { names }));

const DONE = { enabled: 'is on', disabled: 'is off', removed: 'is removed' } as const;

async function change(argv: string[], what: keyof typeof DONE, act: (engine: Connected<EngineApi>, names: string[]) => Promise<unknown>): Promise<number> {
  const { values, positionals } = parseArguments(argv, {});
  if (positionals.length === 0) throw new FilemillError('usage.invalid', 'Which rules?', { hint: `filemill ${CHANGE_USAGE}; see their names with: filemill rules list` });
  const names = await withEngine(values.data, async (engine) => {
    const meant = await knownRules(engine, positionals);
    await act(engine, meant);
    return meant;
  });
  for (const name of names) {
    if (values.json) printJson({ type: what, name });
    else printLine(`“${shown(name)}” ${DONE[what]}.`);
  }
  return 0;
}
