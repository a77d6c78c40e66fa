import type { ReactNode } from 'react';
import { t } from '../../../../shared/words/words';
import styles from './toggle.module.css';

/** On or off, without words beside it; the keys of the list it stands in reach it. */
export function Toggle({ label, isOn, isFocusable = false, onToggle }: { label: string; isOn: boolean; isFocusable?: boolean; onToggle: () => void }): ReactNode {
  return (
    <button
      type="button"
      className={styles.toggle}
      role="switch"
      aria-checked={isOn}
      aria-label={label}
      title={isOn ? t('On') : t('Off')}
      tabIndex={isFocusable ? 0 : -1}
      data-testid="rule-toggle"
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
    >
      <span className={styles.track} />
    </button>
  );
}
