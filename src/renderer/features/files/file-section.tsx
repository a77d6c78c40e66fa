import { ChevronDown, ChevronRight, Folder } from 'lucide-react';
import { useEffect, useId, useState, type CSSProperties, type ReactNode } from 'react';
import { useFileRows } from '../../engine-client/use-file-rows';
import { formatCount } from '../../format/number';
import { StateLabel } from '../../parts/state-label';
import { useLayout } from '../../state/layout-store';
import type { FileSort } from '../../state/route-store';
import { FileGrid } from './file-grid';
import type { Group } from './group-by';
import { rowHeightOf } from './grid-measures';
import { useTellSimilar } from './similar-words';
import { t } from '../../../shared/words/words';
import styles from './file-section.module.css';

/** A group of so many files is shown whole; longer ones share the room that is left. */
const WHOLE_ROWS = 5;

export interface SectionList {
  sort: FileSort;
  selectedId: number | null;
  onSelect: (id: number) => void;
  onOpen: (id: number) => void;
  hasFolder: boolean;
  hasSnippets: boolean;
}

interface Props {
  group: Group;
  /** Under which it is remembered whether it is open. */
  fold: string;
  list: SectionList;
}

/** One group: a heading that opens and closes it, and its own list. */
export function FileSection({ group, fold, list }: Props): ReactNode {
  const { title, tone, count, partOf, opensAtFirst } = group;
  const isWanted = useLayout((now) => now.folds[fold] ?? opensAtFirst);
  const setOpen = useLayout((now) => now.setOpen);
  // A group that runs empty keeps its list, and with it the focus and the places of all others; an empty one has none.
  const [isKept, setKept] = useState(false);
  const isOpen = isWanted && (isKept || (count ?? 0) > 0);
  useEffect(() => setKept(isOpen), [isOpen]);
  const id = useId();
  const Icon = isOpen ? ChevronDown : ChevronRight;
  const toggle = (open: boolean): void => {
    setOpen(fold, open);
    setKept(open);
  };
  return (
    <section className={styles.section} data-open={isOpen} data-part={partOf !== null} aria-labelledby={`${id}-head`} data-testid={`group-${group.id}`}>
      <h2 className={styles.head}>
        <button
          type="button"
          id={`${id}-head`}
          aria-expanded={isOpen}
          aria-controls={isOpen ? `${id}-list` : undefined}
          data-group-head
          data-zero={count === 0}
          onClick={() => toggle(!isOpen)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
            event.preventDefault();
            toggle(event.key === 'ArrowRight');
          }}
        >
          <Icon aria-hidden />
          {tone === null ? (
            <span className={styles.folder}>
              <Folder aria-hidden />
              <bdi title={title} translate="no">{title}</bdi>
            </span>
          ) : (
            <StateLabel tone={tone} label={title} />
          )}
          <span className={styles.count}>{count === null ? '' : formatCount(count)}</span>
          {partOf === null ? null : <span className={styles.part}>{t('also counted under {state}', { state: partOf })}</span>}
        </button>
      </h2>
      {isOpen ? <SectionRows id={`${id}-list`} group={group} list={list} /> : null}
    </section>
  );
}

function SectionRows({ id, group, list }: { id: string; group: Group; list: SectionList }): ReactNode {
  const { sort, ...rest } = list;
  const rows = useFileRows({ filter: group.filter, sort });
  useTellSimilar(rows, list.selectedId);
  const total = rows.total ?? group.count ?? 0;
  const rowHeight = rowHeightOf(list.hasSnippets);
  return (
    <div
      id={id}
      className={styles.rows}
      data-whole={total <= WHOLE_ROWS}
      style={{ '--whole': `${Math.max(1, total) * rowHeight}px`, '--least': `${WHOLE_ROWS * rowHeight}px` } as CSSProperties}
    >
      <FileGrid
        {...rest}
        rows={rows}
        isUnderHeads
        label={group.title}
        onMove={list.onSelect}
        listKey={JSON.stringify([group.filter, sort])}
        empty={<p className={styles.none}>{t('No file at the moment')}</p>}
      />
    </div>
  );
}
