import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { FileFilter } from '../../shared/contract/engine-api';
import { useEngine } from '../state/engine-store';
import type { FileSort } from '../state/route-store';
import { callEngine } from './engine-client';
import { PagedRows, type AskRows } from './paged-rows';

export interface RowsQuestion {
  filter: FileFilter;
  sort: FileSort;
}

function asker({ filter, sort }: RowsQuestion): AskRows {
  return (range, signal) => callEngine('files.page', { filter, sort, ...range }, { signal });
}

/** The list of files that answers `question`, followed while it is on show. */
export function useFileRows(question: RowsQuestion): PagedRows {
  const key = JSON.stringify(question);
  const [rows] = useState(() => new PagedRows(asker(question)));
  const asked = useRef(key);

  useEffect(() => {
    if (asked.current === key) return;
    asked.current = key;
    rows.replace(asker(JSON.parse(key) as RowsQuestion));
  }, [rows, key]);

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
