import type { ActedFile, Ending, Journal, Redirect, Stayed } from '../action';
import type { ActionParts } from '../action-parts';
import { discardOriginal } from './discard-original';
import { judgedVersion } from './judged-version';
import { placeOriginal } from './place-original';

/** Who moves it, and how that is noted. */
export interface RelocateManner {
  rule: string;
  step: string;
  journal: Journal;
  signal: AbortSignal;
  progress(label: string, fraction: number | null): void;
}

/**
 * Does what rules have decided about the original: noted before, its bytes safe in the vault before, then moved, never over
 * anything. The ledger learns of it by `conclude`, together with the job's end.
 *
 * @throws FilemillError `file.changed` and others; the original then lies where it lay
 */
export async function relocateOriginal(mill: ActionParts, file: ActedFile, redirect: Redirect, how: RelocateManner): Promise<Ending | Stayed> {
  const version = judgedVersion(file);
  return redirect.kind === 'trash' ? discardOriginal(mill, file, redirect.to, version, how) : placeOriginal(mill, file, redirect, version, how);
}
