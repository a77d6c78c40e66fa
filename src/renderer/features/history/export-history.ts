import type { HistoryFilter } from '../../../shared/model/history';
import { callEngine } from '../../engine-client/engine-client';
import { countOf } from '../../format/number';
import { copyText } from '../../state/copy-text';
import { attempt, useToasts } from '../../state/toast-store';

/** Writes what is on show to a file and says where it lies. */
export function exportHistory(filter: HistoryFilter): Promise<boolean> {
  return attempt(async () => {
    const { path, rows } = await callEngine('history.export', { filter });
    useToasts.getState().show({
      text: `${countOf(rows, 'entry', 'entries')} exported`,
      hint: path,
      tone: 'plain',
      action: { label: 'Copy path', run: () => copyText(path, 'Path') },
    });
  });
}
