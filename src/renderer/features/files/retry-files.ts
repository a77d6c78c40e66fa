import { displayName } from '../../../shared/model/display-name';
import type { Cause } from '../../../shared/errors/error-table';
import type { FileRow } from '../../../shared/model/file';
import { callEngine } from '../../engine-client/engine-client';
import { countOf } from '../../format/number';
import { middleEllipsis } from '../../format/middle-ellipsis';
import { attempt, tell } from '../../state/toast-store';

export function retryRow(row: Pick<FileRow, 'id' | 'name' | 'state'>): void {
  if (row.state === 'inProgress') return;
  void attempt(async () => {
    const { count } = await callEngine('files.retry', { ids: [row.id] });
    const name = middleEllipsis(displayName(row.name), 40);
    tell(count > 0 ? `${name} is tried again` : `There is nothing to retry about ${name}`);
  });
}

export function retryCause(cause: Cause): void {
  void attempt(async () => {
    const { count } = await callEngine('files.retry', { cause });
    tell(count === 1 ? '1 file is tried again' : `${countOf(count, 'file')} are tried again`);
  });
}
