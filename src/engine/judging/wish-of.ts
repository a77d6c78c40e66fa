import { basename, dirname, join } from 'node:path';
import type { ConflictPolicy } from '../../shared/model/transform';
import { placeOf } from '../acting/file/place-of';
import { numberedName } from '../actions/numbered-name';
import type { JudgedStep } from './judged';

/** What a step wants to write, or to move. */
export interface Wish {
  readonly step: JudgedStep;
  readonly conflict: ConflictPolicy;
  /** Absolute, for the nth try, from 1. */
  targetAt(number: number): string;
}

/** Null for what writes no file of its own under a name that may be taken. */
export function wishOf(step: JudgedStep): Wish | null {
  const { spec, told, context } = step;
  const first = told.target;
  if (first === null) return null;
  switch (spec.do) {
    case 'extract':
      return { step, conflict: spec.conflict, targetAt: (number) => join(dirname(first), numberedName(basename(first), number, false)) };
    case 'archive': {
      const { count, bytes, days } = spec.gather;
      return count === undefined && bytes === undefined && days === undefined ? { step, conflict: spec.conflict, targetAt: namesOf(spec, context, first) } : null;
    }
    case 'handOff':
    case 'log':
      return null;
    default:
      return 'conflict' in spec ? { step, conflict: spec.conflict, targetAt: 'as' in spec ? namesOf(spec, context, first) : (number) => nthOf({ folder: dirname(first), name: basename(first) }, number) } : null;
  }
}

/** By the template's counter where it has one. A picture's extension is its action's affair. */
function namesOf({ as, ...spec }: { to?: string | undefined; as: string }, context: JudgedStep['context'], first: string): (number: number) => string {
  const place = placeOf({ as, ...('to' in spec ? { to: spec.to } : {}) }, context);
  return place.targetAt(1) === first ? place.targetAt : (number) => nthOf({ folder: dirname(first), name: basename(first) }, number);
}

export const nthOf = ({ folder, name }: { folder: string; name: string }, number: number): string => join(folder, numberedName(name, number));
