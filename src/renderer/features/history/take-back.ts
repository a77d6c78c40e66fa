import type { ErrorData } from '../../../shared/errors/filemill-error';
import { callEngine } from '../../engine-client/engine-client';
import { attempt, tell, useToasts } from '../../state/toast-store';
import { t } from '../../../shared/words/words';

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
    tell(count === 0 ? t('There is nothing to take back') : t('{count, plural, one {# change was} other {# changes were}} taken back', { count }));
    return;
  }
  useToasts.getState().show({
    text: count > 0 ? t('{count, plural, one {# change was} other {# changes were}} taken back, {failed, plural, one {# was} other {# were}} not', { count, failed: failed.length }) : first.error.message,
    hint: count > 0 ? first.error.message : first.error.hint,
    tone: 'problem',
  });
}
