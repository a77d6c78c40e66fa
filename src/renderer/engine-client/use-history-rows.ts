import type { HistoryFilter, HistoryRow } from '../../shared/model/history';
import { callEngine } from './engine-client';
import type { AskRows, PagedRows } from './paged-rows';
import { useRows } from './use-rows';

/** A line of the history as a row of a list: by the number of its job, or of its effect as a negative one. */
export type HistoryLine = HistoryRow & { readonly id: number };

function asker(filter: HistoryFilter): AskRows<HistoryLine> {
  return async (range, signal) => {
    const { total, rows } = await callEngine('history.page', { filter, ...range }, { signal });
    return { total, rows: rows.map((row) => ({ ...row, id: row.type === 'job' ? row.jobId : -(row.effects[0]?.id ?? 0) })) };
  };
}

/** What has happened, newest first, followed while it is on show. */
export function useHistoryRows(filter: HistoryFilter): PagedRows<HistoryLine> {
  return useRows(filter, asker, { growsAtTop: true });
}
