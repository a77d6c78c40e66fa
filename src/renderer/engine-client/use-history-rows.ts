import type { HistoryFilter, HistoryRow } from '../../shared/model/history';
import { callEngine } from './engine-client';
import type { AskRows, PagedRows } from './paged-rows';
import { useRows } from './use-rows';

/** A job that reached an end, as a row of a list. */
export type HistoryLine = HistoryRow & { readonly id: number };

function asker(filter: HistoryFilter): AskRows<HistoryLine> {
  return async (range, signal) => {
    const { total, rows } = await callEngine('history.page', { filter, ...range }, { signal });
    return { total, rows: rows.map((row) => ({ ...row, id: row.jobId })) };
  };
}

/** What has happened, newest first, followed while it is on show. */
export function useHistoryRows(filter: HistoryFilter): PagedRows<HistoryLine> {
  return useRows(filter, asker, { growsAtTop: true });
}
