import { useEffect } from 'react';
import type { PlanItem } from '../../../../shared/model/duplicates';
import { callEngine } from '../../../engine-client/engine-client';
import type { AskRows, PagedRows } from '../../../engine-client/paged-rows';
import { useRows } from '../../../engine-client/use-rows';
import { useDuplicates } from '../duplicates-store';

export type PlanRow = PlanItem & { readonly id: number };

function asker(): AskRows<PlanRow> {
  return async (range, signal) => {
    const { total, items } = await callEngine('duplicates.plan', range, { signal });
    return { total, rows: items.map((item) => ({ ...item, id: item.fileId })) };
  };
}

/** Every file that something is planned for. */
export function usePlanRows(): PagedRows<PlanRow> {
  const rows = useRows(null, asker);
  const changes = useDuplicates((state) => state.changes);
  useEffect(() => rows.touch(), [rows, changes]);
  return rows;
}
