import { ChevronLeft, FileArchive, FolderOpen, PackagePlus, X } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { FileRow } from '../../../shared/model/file';
import { callShell } from '../../engine-client/shell-client';
import { useFileRows } from '../../engine-client/use-file-rows';
import { formatCount } from '../../format/number';
import { focusList, useEscape } from '../../parts/beside-list';
import { Button } from '../../parts/button';
import { EmptyState } from '../../parts/empty-state';
import { FindField } from '../../parts/find-field';
import { IconButton } from '../../parts/icon-button';
import { Kbd } from '../../parts/kbd';
import { PageHead } from '../../parts/page-head';
import { Panel } from '../../parts/panel';
import { Select } from '../../parts/select';
import { SplitPane } from '../../parts/split-pane';
import { useMedia } from '../../state/use-media';
import { useRoute, type FileSort } from '../../state/route-store';
import { attempt } from '../../state/toast-store';
import { useCreate } from './create/create-store';
import { ArchiveList } from './list/archive-list';
import { NoArchives } from './list/no-archives';
import { RunsStrip } from './runs/runs-strip';
import { ShownArchive } from './shown-pane';
import { archiveOfRoute } from './shown-archive';
import { useLetterKey } from './use-letter-key';
import { t } from '../../../shared/words/words';
import styles from './archives-screen.module.css';

/** The archive lies over the list: as the splitter has it, with rail and padding. */
const COVERS_LIST = '(width < 812px)';

const SORTS: readonly { value: FileSort; label: string }[] = [
  { value: 'newest', label: t('Newest first') },
  { value: 'oldest', label: t('Oldest first') },
  { value: 'name', label: t('By name') },
  { value: 'size', label: t('Largest first') },
];

/** All archives, and what is in one of them. */
export function ArchivesScreen(): ReactNode {
  const route = useRoute((now) => now.route);
  const { find, sort, fileId, path } = route;
  const { adjust, go } = useRoute.getState();
  const query = find.trim();
  const shownSort = sort ?? (query === '' ? 'newest' : 'relevance');
  const rows = useFileRows({ filter: { kind: 'archive', ...(query === '' ? {} : { query }) }, sort: shownSort });
  const isCovering = useMedia(COVERS_LIST);
  const archive = archiveOfRoute(route);
  const openCreate = (): void => useCreate.getState().open([]);
  useLetterKey('n', openCreate);
  const openElsewhere = (): void =>
    void attempt(async () => {
      const [picked] = (await callShell('files.pick', { purpose: 'openArchive' })).paths;
      if (picked !== undefined) go({ section: 'archives', path: picked });
    });

  const show = (row: FileRow): void =>
    adjust({ fileId: row.id, path: '', inside: row.member?.ordinals.slice(0, -1).join('.') ?? '', entry: row.member?.ordinals.at(-1) ?? null });
  const toList = (): void => {
    if (isCovering) adjust({ fileId: null, path: '', inside: '', entry: null });
    focusList();
  };
  useEscape(archive === null || !isCovering ? null : toList);

  // Where there is room for both, the first one is shown at once.
  const first = rows.isReplacing ? undefined : rows.rowAt(0);
  const firstId = first?.id ?? null;
  useEffect(() => {
    if (archive === null && firstId !== null && !isCovering) adjust({ fileId: firstId });
  }, [archive, firstId, isCovering, adjust]);

  const isEmpty = rows.total === 0 && !rows.isReplacing && archive === null;
  return (
    <>
      <PageHead
        title={t('Archives')}
        beside={
          <span className={styles.total} data-testid="archives-total">
            {rows.total === null || rows.error ? '' : formatCount(rows.total)}
          </span>
        }
        actions={
          <div className={styles.actions}>
            <FindField label={t('Find archives')} value={find} onChange={(text) => adjust({ find: text })} testId="archive-find" />
            <Select label={t('Order')} value={shownSort} options={query === '' ? SORTS : [{ value: 'relevance', label: t('Best match') }, ...SORTS]} onChange={(next) => adjust({ sort: next })} testId="archive-sort" />
            <Button icon={FolderOpen} title={t('An archive that lies elsewhere')} data-testid="open-archive" onClick={openElsewhere}>
              {t('Open…')}
            </Button>
            <Button icon={PackagePlus} data-testid="new-archive" onClick={openCreate}>
              {t('New archive')} <Kbd>N</Kbd>
            </Button>
          </div>
        }
      />
      <RunsStrip />
      {isEmpty ? (
        <Panel className={styles.panel}>
          <NoArchives query={query} onClear={() => adjust({ find: '' })} />
        </Panel>
      ) : (
        <SplitPane
          id="archives"
          label={t('Width of the list of archives')}
          leftWidth={196}
          leftShare={0.17}
          leftLeast={150}
          rightLeast={440}
          isIdle={archive === null}
          left={
            <Panel className={styles.panel}>
              {path === '' ? null : <Elsewhere path={path} onClose={() => go({ section: 'archives', find, sort })} />}
              <ArchiveList rows={rows} selectedId={path === '' ? fileId : null} onShow={show} listKey={JSON.stringify([query, shownSort])} empty={<NoArchives query={query} onClear={() => adjust({ find: '' })} />} />
            </Panel>
          }
          right={
            archive === null ? (
              <Panel className={styles.panel}>
                <EmptyState icon={FileArchive} title={t('No archive chosen')} text={t('Choose one at the left to see what is in it.')} />
              </Panel>
            ) : (
              <ShownArchive
                archive={archive}
                back={
                  <span className={styles.back}>
                    <Button icon={ChevronLeft} data-testid="back-to-archives" onClick={toList}>
                      {t('Archives')}
                    </Button>
                  </span>
                }
              />
            )
          }
        />
      )}
    </>
  );
}

/** An archive that lies in no watched folder, opened for this once. */
function Elsewhere({ path, onClose }: { path: string; onClose: () => void }): ReactNode {
  return (
    <div className={styles.elsewhere} data-testid="archive-elsewhere">
      <FileArchive aria-hidden />
      <span className={styles.elsewhereWords}>
        <bdi title={displayName(path)} translate="no">{displayName(path.split(/[\\/]/).at(-1) ?? path)}</bdi>
        <span>{t('From elsewhere')}</span>
      </span>
      <IconButton icon={X} label={t('Close this archive')} onClick={onClose} />
    </div>
  );
}
