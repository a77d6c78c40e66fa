import type { Cause } from '../../../shared/errors/error-table';
import { callEngine } from '../../engine-client/engine-client';
import { attempt, tell } from '../../state/toast-store';
import { t } from '../../../shared/words/words';

export function retryCause(cause: Cause): void {
  void attempt(async () => {
    const { count } = await callEngine('files.retry', { cause });
    tell(t('{count, plural, one {# file is} other {# files are}} tried again', { count }));
  });
}
