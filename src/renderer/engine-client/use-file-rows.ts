import type { FileFilter } from '../../shared/contract/engine-api';
import type { FileRow } from '../../shared/model/file';
import type { FileSort } from '../state/route-store';
import { callEngine } from './engine-client';
import type { AskRows, PagedRows } from './paged-rows';
import { useRows } from './use-rows';

export interface RowsQuestion {
  filter: FileFilter;
  sort: FileSort;
}

/** A list of files. */
export type FileRows = PagedRows<FileRow>;

function asker({ filter, sort }: RowsQuestion): AskRows<FileRow> {
  return (range, signal) => callEngine('files.page', { filter, sort, ...range }, { signal });
}

/** The list of files that answers `question`, followed while it is on show. */
export function useFileRows(question: RowsQuestion): FileRows {
  return useRows(question, asker);
}
