import type { ErrorData } from '../../../shared/errors/filemill-error';
import { callEngine } from '../../engine-client/engine-client';
import { countOf } from '../../format/number';
import { attempt, tell, useToasts } from '../../state/toast-store';

/** Takes back what was done to files, and tells what came of it. */
export function takeBack(ids: number[]): void {
  void attempt(async () => {
    const { undone, failed } = await callEngine('effects.undo', { ids });
    tellTakenBack(undone, failed);
  });
}

/** Likewise all that one turn of applying a plan for duplicates did. */
export function takeBackDuplicates(runId: number): void {
  void attempt(async () => {
    const { restored, failed } = await callEngine('duplicates.undo', { runId });
    tellTakenBack(restored, failed);
  });
}

function tellTakenBack(count: number, failed: readonly { error: ErrorData }[]): void {
  const [first] = failed;
  if (!first) {
    tell(count === 0 ? 'There is nothing to take back' : `${countOf(count, 'change was', 'changes were')} taken back`);
    return;
  }
  useToasts.getState().show({
    text: count > 0 ? `${countOf(count, 'change was', 'changes were')} taken back, ${countOf(failed.length, 'was', 'were')} not` : first.error.message,
    hint: count > 0 ? first.error.message : first.error.hint,
    tone: 'problem',
  });
}
