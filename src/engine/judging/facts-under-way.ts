import { basename, dirname } from 'node:path';
import type { FactValue } from '../../shared/model/fact';
import type { Facts } from '../rules/compile-condition';
import { placeFacts } from './place-facts';

/** Where the rules so far have decided that a file goes. */
export interface Present {
  /** Absolute. */
  readonly folder: string;
  readonly name: string;
}

export const presentOf = (source: string): Present => ({ folder: dirname(source), name: basename(source) });

/** What is known of a file, with the name and the place that the rules so far have given it. */
export function factsUnderWay(facts: Facts, root: string, present: Present): Facts {
  const changed: Readonly<Record<string, FactValue>> = placeFacts(root, present);
  return { now: facts.now, value: (name) => (Object.hasOwn(changed, name) ? changed[name] : facts.value(name)) };
}
