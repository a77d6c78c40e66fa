import type { HistoryFilter } from '../../../shared/model/history';
import { callEngine } from '../../engine-client/engine-client';
import { copyText } from '../../state/copy-text';
import { attempt, useToasts } from '../../state/toast-store';
import { t } from '../../../shared/words/words';

/** Writes what is on show to a file and says where it lies. */
export function exportHistory(filter: HistoryFilter): Promise<boolean> {
  return attempt(async () => {
    const { path, rows } = await callEngine('history.export', { filter });
    useToasts.getState().show({
      text: t('{rows, plural, one {# entry} other {# entries}} exported', { rows }),
      hint: path,
      tone: 'plain',
      action: { label: t('Copy path'), run: () => copyText(path, t('Path')) },
    });
  });
}
