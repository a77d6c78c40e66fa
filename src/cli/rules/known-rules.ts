import type { EngineApi } from '../../shared/contract/engine-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { Connected } from '../../shared/rpc/connect';
import { shown } from '../print';

/** The rules that are meant, by their names in whatever letters. @throws FilemillError `usage.invalid` for one that is not there */
export async function knownRules(engine: Connected<EngineApi>, given: readonly string[]): Promise<string[]> {
  const { rules } = await engine.call('rules.read', {});
  const known = new Map(rules.map(({ rule }) => [rule.name.toLowerCase(), rule.name]));
  return given.map((name) => known.get(name.toLowerCase()) ?? unknown(name));
}

function unknown(name: string): never {
  throw new FilemillError('usage.invalid', `There is no rule “${shown(name)}”.`, { hint: 'See: filemill rules list' });
}
