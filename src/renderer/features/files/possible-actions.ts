import type { FileRow } from '../../../shared/model/file';

export type ActionId = 'unlock' | 'accept' | 'retry' | 'takeUp' | 'hold' | 'front' | 'cancel' | 'open' | 'reveal';

/** What makes sense for a file as it is now, the most fitting first. */
export function possibleActions(row: Pick<FileRow, 'state' | 'isHeld' | 'isPresent' | 'error' | 'steps'>): ActionId[] {
  const { state, isHeld, isPresent } = row;
  const actions: ActionId[] = [];
  if (state === 'attention' && row.error?.cause === 'needsPassword') actions.push('unlock');
  if (state === 'attention' && row.error?.cause === 'lowConfidence') actions.push('accept');
  if (isHeld) actions.push('takeUp');
  // A file that was left alone has no failed step; a cancelled one has.
  const isCancelled = state === 'ignored' && row.steps.includes('failed');
  if (state === 'attention' || isCancelled || (state === 'waiting' && row.error !== null)) actions.push('retry');
  if (state === 'waiting' && !isHeld) actions.push('front');
  if ((state === 'waiting' || state === 'inProgress') && !isHeld) actions.push('hold');
  if (state === 'waiting' || state === 'inProgress') actions.push('cancel');
  if (isPresent) actions.push('open', 'reveal');
  return actions;
}
