import { Rows3 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { LANE_WORDS } from '../../format/lane-words';
import { midSentence } from '../../format/mid-sentence';
import { formatCount } from '../../format/number';
import { focusDetail, focusList, useEscape } from '../../parts/beside-list';
import { Chip } from '../../parts/chip';
import { IconButton } from '../../parts/icon-button';
import { PageHead } from '../../parts/page-head';
import { Panel } from '../../parts/panel';
import { SplitPane } from '../../parts/split-pane';
import { useSnapshot } from '../../state/engine-store';
import { useLayout } from '../../state/layout-store';
import { useRoute } from '../../state/route-store';
import { useMedia } from '../../state/use-media';
import { FileDetail } from '../detail/file-detail';
import { splitQuery, toggleCondition, wordsIn } from '../search/split-query';
import { ViewButton } from '../views/view-button';
import { FileFilters } from './file-filters';
import type { SectionList } from './file-section';
import { FlatFiles } from './flat-files';
import type { Narrowing } from './group-by';
import { GroupedFiles } from './grouped-files';
import { LaneStrip } from './lane-strip';
import { NoFiles } from './no-files';
import { useMarkedWords } from './similar-words';
import { StateChips } from './state-chips';
import { useGrouping } from './use-groups';
import { t } from '../../../shared/words/words';
import styles from './files-screen.module.css';

/** Files with the same bytes one by one. */
const EACH_COPY = 'copies:all';
/** Lanes above the details would leave the list no room. */
const LOW = '(height < 680px)';

export function FilesScreen(): ReactNode {
  const { state, lane, folderId, query, sort, fileId } = useRoute((now) => now.route);
  const adjust = useRoute((now) => now.adjust);
  const isLow = useMedia(LOW);
  const hasLanes = useLayout((now) => now.folds['lanes']) ?? !isLow;
  const setOpen = useLayout((now) => now.setOpen);
  const isSearching = query.trim() !== '';
  const words = wordsIn(query);
  const marked = useMarkedWords(fileId, words);
  const allCopies = splitQuery(query).conditions.some((condition) => condition.toLowerCase() === EACH_COPY);
  const accounting = useSnapshot(
    (snapshot) =>
      folderId === null
        ? snapshot.accounting
        : (snapshot.folders.find((folder) => folder.id === folderId)?.accounting ?? null),
    null,
  );
  const grouping = useGrouping();
  const [total, setTotal] = useState<number | null>(null);
  const select = (id: number | null): void => adjust({ fileId: id });
  const close = (): void => {
    const list = document.querySelector<HTMLElement>('[data-list]:has([aria-selected="true"])');
    select(null);
    if (list) list.focus();
    else focusList();
  };
  useEscape(fileId === null ? null : close);
  const narrowing: Narrowing = { state, lane, folderId, query };
  const list: SectionList = {
    sort: sort ?? (words === '' ? 'newest' : 'relevance'),
    selectedId: fileId,
    onSelect: select,
    onOpen: (id) => {
      select(id);
      focusDetail();
    },
    hasFolder: folderId === null && grouping !== 'folder',
    hasSnippets: words !== '',
  };

  return (
    <>
      <PageHead
        title={t('Files')}
        beside={
          <span className={styles.total} data-testid="files-total">
            {total === null ? '' : formatCount(total)}
          </span>
        }
        actions={
          <>
            <FileFilters />
            <ViewButton />
            <IconButton
              icon={Rows3}
              label={hasLanes ? t('Hide the lanes') : t('Show the lanes')}
              aria-expanded={hasLanes}
              data-testid="toggle-lanes"
              onClick={() => setOpen('lanes', !hasLanes)}
            />
          </>
        }
      />
      {hasLanes ? <LaneStrip /> : null}
      <StateChips
        accounting={isSearching || lane !== null ? null : accounting}
        folderId={folderId}
        value={state}
        onChange={(next) => adjust({ state: next, fileId: null })}
      >
        {words === '' ? null : (
          <Chip
            label={t('Each copy')}
            pressed={allCopies}
            onPress={() => adjust({ query: toggleCondition(query, EACH_COPY), fileId: null })}
            testId="chip-copies"
          />
        )}
        {lane === null ? null : (
          <Chip label={t('Only {lane}', { lane: midSentence(LANE_WORDS[lane].word) })} pressed onPress={() => adjust({ lane: null, fileId: null })} testId="chip-lane" />
        )}
      </StateChips>
      <SplitPane
        id="files"
        label={t('Width of the list')}
        leftWidth={300}
        leftShare={0.32}
        leftLeast={220}
        rightLeast={420}
        left={
          <Panel className={styles.list}>
            {grouping === 'none' ? (
              <FlatFiles narrowing={narrowing} list={list} empty={<NoFiles />} onTotal={setTotal} />
            ) : (
              <GroupedFiles key={grouping} grouping={grouping} narrowing={narrowing} list={list} empty={<NoFiles />} onTotal={setTotal} />
            )}
          </Panel>
        }
        right={fileId === null ? null : <FileDetail id={fileId} query={marked} onClose={close} />}
      />
    </>
  );
}
