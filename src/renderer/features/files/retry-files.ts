import type { Cause } from '../../../shared/errors/error-table';
import { callEngine } from '../../engine-client/engine-client';
import { countOf } from '../../format/number';
import { attempt, tell } from '../../state/toast-store';

export function retryCause(cause: Cause): void {
  void attempt(async () => {
    const { count } = await callEngine('files.retry', { cause });
    tell(count === 1 ? '1 file is tried again' : `${countOf(count, 'file')} are tried again`);
  });
}
