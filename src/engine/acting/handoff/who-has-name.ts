import type { SpecOf } from '../../../shared/model/action';
import { hashAt } from '../../actions/copy-verified';
import { fileHere, isThere } from '../../actions/file-version';
import { HandoffFault } from '../../handoff/faults';
import type { Pair } from '../../handoff/pair-names';
import { readSidecar } from '../../handoff/read-sidecar';

/** So many pairs with the name are compared. */
const MOST_COMPARED = 50;

/** What keeps a file from being handed over, as the rule says: whoever has its name, or the same file for the same consumer. Null where nothing does. */
export async function whoHasName(
  conflict: SpecOf<'handOff'>['conflict'],
  pairAt: (number: number) => Pair,
  nextApp: string,
  sha256: () => string | Promise<string>,
): Promise<{ path: string; why: 'taken' | 'identical' } | null> {
  if (conflict === 'rename') return null;
  for (let number = 1; number <= MOST_COMPARED; number += 1) {
    const pair = pairAt(number);
    if (!isThere(pair.data) && !isThere(pair.sidecar)) return null;
    if (conflict === 'skip') return { path: pair.data, why: 'taken' };
    if (fileHere(pair.data) && addresseeOf(pair) === nextApp && (await hashAt(pair.data)) === (await sha256())) return { path: pair.data, why: 'identical' };
  }
  return null;
}

/** Null where no sidecar says it. */
function addresseeOf({ sidecar }: Pair): string | null {
  try {
    return readSidecar(sidecar, null)?.sidecar.next_app ?? null;
  } catch (error) {
    if (error instanceof HandoffFault) return null;
    throw error;
  }
}
