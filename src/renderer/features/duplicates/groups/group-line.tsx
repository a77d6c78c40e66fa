import { Ban, File, FileText, Image, Package, type LucideIcon } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { DuplicateTier } from '../../../../shared/model/duplicates';
import { displayName } from '../../../../shared/model/display-name';
import { formatSize } from '../../../format/size';
import { artifactUrl } from '../../detail/artifact-url';
import { DECISION_WORDS } from '../tier-words';
import type { GroupLine as Line } from './use-group-rows';
import { t } from '../../../../shared/words/words';
import styles from './group-list.module.css';

interface Props {
  domId: string | undefined;
  index: number;
  total: number;
  top: number;
  /** Undefined until it has been read. */
  row: Line | undefined;
  /** The list is thrown: nobody can look at it. */
  isPassing: boolean;
  isSelected: boolean;
  onChoose: (index: number) => void;
}

/** One group at its place; the keys of the list act on it. Drawn again only when it has changed. */
export const GroupLine = memo(function GroupLine({ domId, index, total, top, row, isPassing, isSelected, onChoose }: Props): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={domId}
      className={styles.row}
      role="option"
      aria-selected={isSelected}
      aria-posinset={index + 1}
      aria-setsize={total}
      aria-label={row ? undefined : t('Loading')}
      tabIndex={-1}
      data-testid="group-row"
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => row && onChoose(index)}
    >
      {row && !isPassing ? (
        <>
          <Thumbnails tier={row.tier} ids={row.tier === 'identical' ? row.thumbnails.slice(0, 1) : row.thumbnails} />
          <span className={styles.words}>
            <bdi className={styles.name} translate="no" title={displayName(row.name)}>
              {displayName(row.name)}
            </bdi>
            <span className={styles.line} title={t('{reclaimable} to win of {total}', { reclaimable: formatSize(row.reclaimableBytes), total: formatSize(row.bytes) })}>
              {t('{memberCount, plural, one {# file} other {# files}}', { memberCount: row.memberCount })} · {formatSize(row.reclaimableBytes)}
            </span>
            <Marks row={row} />
          </span>
        </>
      ) : (
        <span className={styles.place} />
      )}
    </div>
  );
});

const ICONS: Readonly<Record<DuplicateTier, LucideIcon>> = { identical: File, samePicture: Image, similar: Image, sameText: FileText };

function Thumbnails({ tier, ids }: { tier: DuplicateTier; ids: readonly string[] }): ReactNode {
  const Icon = ICONS[tier];
  return (
    <span className={styles.thumbnails} data-count={ids.length} aria-hidden>
      {ids.length === 0 ? <Icon /> : null}
      {ids.map((id) => (
        <img key={id} src={artifactUrl(id)} alt="" draggable={false} decoding="async" />
      ))}
    </span>
  );
}

function Marks({ row }: { row: Line }): ReactNode {
  const { archivedCount, plannedCount, decision } = row;
  if (archivedCount + plannedCount === 0 && decision === null) return null;
  return (
    <span className={styles.marks}>
      {archivedCount > 0 ? (
        <span title={t('{archivedCount, plural, one {# file} other {# files}} inside archives', { archivedCount })}>
          <Package role="img" aria-label={t('Inside archives:')} aria-hidden={undefined} />
          {archivedCount}
        </span>
      ) : null}
      {plannedCount > 0 ? (
        <span data-planned title={t('{plannedCount, plural, one {# file} other {# files}} planned', { plannedCount })}>
          <Ban role="img" aria-label={t('Planned:')} aria-hidden={undefined} />
          {t('{count, number} planned', { count: plannedCount })}
        </span>
      ) : null}
      {decision === null ? null : <span>{DECISION_WORDS[decision]}</span>}
    </span>
  );
}
