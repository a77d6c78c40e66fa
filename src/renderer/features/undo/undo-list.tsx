import { Minus, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { UndoPlanItem } from '../../../shared/model/undo-plan';
import { effectWords } from '../history/effect-words';
import { t } from '../../../shared/words/words';
import styles from './undo-dialog.module.css';

/** What would be taken back, and what stays and why. */
export function UndoList({ items, total }: { items: readonly UndoPlanItem[]; total: number }): ReactNode {
  return (
    <ul className={styles.list} tabIndex={0} aria-label={t('What would be taken back')} data-testid="undo-list">
      {items.map(({ id, action, source, target, obstacle }) => {
        const Icon = obstacle === null ? Undo2 : Minus;
        return (
          <li key={id} data-stays={obstacle !== null}>
            <Icon role="img" aria-label={obstacle === null ? t('Taken back:') : t('Stays:')} aria-hidden={undefined} />
            <span>
              <bdi translate="no" title={displayName(source)}>{displayName(source.split(/[\\/]/).at(-1) ?? source)}</bdi> <span title={displayName(target)}>{effectWords({ action, target, state: 'done' })}</span>
              {obstacle === null ? null : <span className={styles.why}>{obstacle}</span>}
            </span>
          </li>
        );
      })}
      {items.length < total ? <li className={styles.more}>{t('and {count, number} more', { count: total - items.length })}</li> : null}
    </ul>
  );
}
