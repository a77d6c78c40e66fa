import { useEffect, type ReactNode } from 'react';
import { useFileRows } from '../../engine-client/use-file-rows';
import { formatCount } from '../../format/number';
import { PageHead } from '../../parts/page-head';
import { Panel } from '../../parts/panel';
import { SplitPane } from '../../parts/split-pane';
import { useSnapshot } from '../../state/engine-store';
import { useRoute } from '../../state/route-store';
import { FileDetail } from '../detail/file-detail';
import { FileGrid } from './file-grid';
import { FileFilters } from './file-filters';
import { NoFiles } from './no-files';
import { retryRow } from './retry-files';
import { StateChips } from './state-chips';
import styles from './files-screen.module.css';

export function FilesScreen(): ReactNode {
  const { state, folderId, query, sort, fileId } = useRoute((now) => now.route);
  const adjust = useRoute((now) => now.adjust);
  const isSearching = query.trim() !== '';
  const accounting = useSnapshot(
    (snapshot) =>
      folderId === null
        ? snapshot.accounting
        : (snapshot.folders.find((folder) => folder.id === folderId)?.accounting ?? null),
    null,
  );
  const rows = useFileRows({
    filter: {
      ...(state === 'all' ? {} : { states: [state] }),
      ...(folderId === null ? {} : { folderId }),
      ...(isSearching ? { query: query.trim() } : {}),
    },
    sort: sort ?? (isSearching ? 'relevance' : 'newest'),
  });
  const select = (id: number | null): void => adjust({ fileId: id });
  const close = (): void => {
    select(null);
    document.querySelector<HTMLElement>('[data-list]')?.focus();
  };
  useEscape(fileId === null ? null : close);

  return (
    <>
      <PageHead
        title="Files"
        beside={
          <>
            <span className={styles.total} data-testid="files-total">
              {rows.total === null ? '' : formatCount(rows.total)}
            </span>
            <StateChips
              accounting={isSearching ? null : accounting}
              value={state}
              onChange={(next) => adjust({ state: next, fileId: null })}
            />
          </>
        }
        actions={<FileFilters />}
      />
      <SplitPane
        id="files"
        label="Width of the list"
        leftWidth={418}
        leftLeast={300}
        rightLeast={420}
        left={
          <Panel className={styles.list}>
            <FileGrid
              rows={rows}
              label="Files"
              selectedId={fileId}
              onSelect={select}
              onMove={select}
              onOpen={(id) => {
                select(id);
                requestAnimationFrame(focusDetail);
              }}
              onRetry={retryRow}
              hasSnippets={isSearching}
              listKey={JSON.stringify([state, folderId, query, sort])}
              empty={<NoFiles />}
            />
          </Panel>
        }
        right={fileId === null ? null : <FileDetail id={fileId} query={query} onClose={close} />}
      />
    </>
  );
}

function focusDetail(): void {
  document.querySelector<HTMLElement>('[data-detail] [role=tab][tabindex="0"]')?.focus();
}

function useEscape(close: (() => void) | null): void {
  useEffect(() => {
    if (!close) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]')) close();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}
