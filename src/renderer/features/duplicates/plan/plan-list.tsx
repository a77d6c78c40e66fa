import { TriangleAlert, Undo2 } from 'lucide-react';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import type { Disposal } from '../../../../shared/model/duplicates';
import { displayName } from '../../../../shared/model/display-name';
import type { PagedRows } from '../../../engine-client/paged-rows';
import { splitPath } from '../../../format/middle-ellipsis';
import { formatSize } from '../../../format/size';
import { IconButton } from '../../../parts/icon-button';
import { ListInstead } from '../../../parts/list-instead';
import { useWindow } from '../../files/use-window';
import { ACTION_ICONS } from '../member-action';
import { actionWord } from './plan-words';
import type { PlanRow } from './use-plan-rows';
import { t } from '../../../../shared/words/words';
import { PartsOfText } from '../../../parts/parts-of-text';
import styles from './plan-list.module.css';

/** Height in pixels. */
const ROW = 50;

interface Props {
  rows: PagedRows<PlanRow>;
  disposal: Disposal;
  /** Takes one out of the plan. */
  onKeep: (row: PlanRow) => void;
}

/** What will be done, file by file, and what stays instead; of any number only those in view exist. */
export function PlanList({ rows, disposal, onKeep }: Props): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const total = rows.total ?? 0;
  const places = useMemo(() => ({ topOf: (index: number) => index * ROW, indexFrom: (top: number) => Math.ceil(top / ROW) }), []);
  const { first, last } = useWindow(frame, places, total);
  useEffect(() => rows.show(first, last), [rows, first, last]);
  const indexes = Array.from({ length: Math.max(0, Math.min(last, total - 1) - first + 1) }, (_, at) => first + at);
  return (
    <div className={styles.list}>
      <div className={styles.frame} ref={frame} role="list" aria-label={t('Planned files')} aria-busy={rows.isReplacing} tabIndex={total === 0 ? -1 : 0} data-empty={total === 0} data-testid="plan-list">
        <div role="presentation" className={styles.all} style={{ height: total * ROW }}>
          {indexes.map((index) => {
            const row = rows.rowAt(index);
            return (
              <div
                key={row?.id ?? `place-${index}`}
                className={styles.row}
                role="listitem"
                aria-posinset={index + 1}
                aria-setsize={total}
                aria-label={row ? undefined : t('Loading')}
                data-testid="plan-row"
                style={{ transform: `translateY(${index * ROW}px)` }}
              >
                {row ? <PlanLine row={row} disposal={disposal} onKeep={onKeep} /> : null}
              </div>
            );
          })}
        </div>
      </div>
      {total === 0 ? <ListInstead total={rows.total} error={rows.error} empty={<p className={styles.none}>{t('Nothing is planned.')}</p>} /> : null}
    </div>
  );
}

function PlanLine({ row, disposal, onKeep }: { row: PlanRow; disposal: Disposal; onKeep: (row: PlanRow) => void }): ReactNode {
  const Icon = ACTION_ICONS[row.action];
  return (
    <>
      <span className={styles.action} data-planned={row.action}>
        <Icon aria-hidden />
        {actionWord(row.action, disposal)}
      </span>
      <span className={styles.files}>
        <Path path={row.absolutePath} />
        {row.obstacle === null ? (
          <span className={styles.keeper}>
            <PartsOfText text="stays: {path}" values={{ path: <Path path={row.keeperPath} /> }} />
          </span>
        ) : (
          <span className={styles.obstacle} title={row.obstacle} data-testid="plan-obstacle">
            <TriangleAlert role="img" aria-label={t('Nothing will be done:')} aria-hidden={undefined} />
            {row.obstacle}
          </span>
        )}
      </span>
      <span className={styles.size}>{formatSize(row.size)}</span>
      <IconButton icon={Undo2} label={t('Keep {name}', { name: displayName(row.absolutePath.split(/[\\/]/).at(-1) ?? row.absolutePath) })} onClick={() => onKeep(row)} />
    </>
  );
}

function Path({ path }: { path: string }): ReactNode {
  const shown = displayName(path);
  const [head, tail] = splitPath(shown);
  return (
    <bdi className={styles.path} translate="no" title={shown}>
      <span>{head}</span>
      <span>{tail}</span>
    </bdi>
  );
}
