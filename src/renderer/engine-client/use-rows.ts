import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useEngine } from '../state/engine-store';
import { PagedRows, type AskRows, type ListRow } from './paged-rows';

interface Options {
  /** New rows come at the top, and none goes. */
  growsAtTop?: boolean;
}

/** The list that answers `question`, followed while it is on show; `asker` makes the call that asks it. */
export function useRows<Question, Row extends ListRow>(
  question: Question,
  asker: (question: Question) => AskRows<Row>,
  { growsAtTop = false }: Options = {},
): PagedRows<Row> {
  const key = JSON.stringify(question);
  const [rows] = useState(() => new PagedRows(asker(question), undefined, growsAtTop));
  const asked = useRef(key);

  useEffect(() => {
    if (asked.current === key) return;
    asked.current = key;
    rows.replace(asker(JSON.parse(key) as Question));
  }, [rows, key, asker]);

  useEffect(() => {
    rows.touch();
    const unsubscribe = useEngine.subscribe((now, before) => {
      if (now.snapshot?.revision !== before.snapshot?.revision || now.connection !== before.connection) rows.touch();
    });
    return () => {
      unsubscribe();
      rows.stop();
    };
  }, [rows]);

  useSyncExternalStore(rows.subscribe, () => rows.version);
  return rows;
}
