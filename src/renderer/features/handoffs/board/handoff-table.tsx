import { ArrowRight } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { displayName } from '../../../../shared/model/display-name';
import type { HandoffRowView } from '../../../../shared/model/handoff';
import { formatSize } from '../../../format/size';
import { Ago } from '../../../parts/ago';
import { FileName } from '../../../parts/file-name';
import { StateLabel, type Tone } from '../../../parts/state-label';
import { programName, STATE_WORDS } from '../words';
import { t } from '../../../../shared/words/words';
import styles from './board.module.css';

interface Props {
  rows: readonly HandoffRowView[];
  selected: string;
  onSelect: (path: string) => void;
}

/** One line for each hand-off. Arrow keys move, Enter opens. */
export function HandoffTable({ rows, selected, onSelect }: Props): ReactNode {
  const onKey = (event: KeyboardEvent<HTMLDivElement>): void => {
    const row = event.currentTarget;
    const next = event.key === 'ArrowDown' || event.key === 'j' ? row.nextElementSibling : event.key === 'ArrowUp' || event.key === 'k' ? row.previousElementSibling : null;
    if (next instanceof HTMLElement && next.dataset.row) next.focus();
    else if (event.key === 'Enter' || event.key === ' ') row.click();
    else return;
    event.preventDefault();
  };
  const focusable = rows.some(({ path }) => path === selected) ? selected : rows[0]?.path;
  return (
    <div className={styles.container}>
      <div className={styles.scroll} data-list role="grid" aria-label={t('Hand-offs')} aria-rowcount={rows.length + 1} data-testid="handoffs">
        <div className={styles.head} role="row" aria-rowindex={1}>
          <span role="columnheader">{t('State')}</span>
          <span role="columnheader">{t('File')}</span>
          <span role="columnheader" className={styles.routeCell}>{t('Route')}</span>
          <span role="columnheader" className={styles.sizeCell}>{t('Size')}</span>
          <span role="columnheader">{t('Since')}</span>
        </div>
        {rows.map((row, at) => (
          <div key={row.path} role="row" aria-rowindex={at + 2} className={styles.row} aria-selected={row.path === selected} tabIndex={row.path === focusable ? 0 : -1} data-row="handoff" data-testid="handoff" onClick={() => onSelect(row.path)} onKeyDown={onKey}>
            <span role="gridcell">
              <StateLabel tone={toneOf(row)} label={row.label} icon={STATE_WORDS[row.state].icon} title={row.error?.message} />
            </span>
            <span role="gridcell">
              <FileName name={row.name} />
            </span>
            <span role="gridcell" className={styles.routeCell}>
              <Way producer={row.producer} consumer={row.consumer} />
            </span>
            <span role="gridcell" className={`${styles.dim} ${styles.sizeCell}`}>
              {row.bytes === null ? '' : formatSize(row.bytes)}
            </span>
            <span role="gridcell" className={styles.dim}>
              <Ago at={row.since} />
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}

/** What is wrong is red whatever its state; what is for others is none of ours. */
export function toneOf({ fault, state, isOurs }: Pick<HandoffRowView, 'fault' | 'state' | 'isOurs'>): Tone {
  if (fault !== null) return 'attention';
  return state === 'ready' && !isOurs ? 'ignored' : STATE_WORDS[state].tone;
}

/** "loader → validator" */
export function Way({ producer, consumer }: Pick<HandoffRowView, 'producer' | 'consumer'>): ReactNode {
  return (
    <span className={styles.way}>
      <bdi translate="no">{displayName(programName(producer))}</bdi>
      <ArrowRight aria-label={t('to')} />
      <bdi translate="no">{displayName(programName(consumer))}</bdi>
    </span>
  );
}
