import { useMemo, type ReactNode } from 'react';
import type { FileState } from '../../../shared/model/file';
import { formatCount, formatPercent } from '../../format/number';
import { STATE_WORDS } from '../../format/state-words';
import { Link } from '../../parts/link';
import { useSnapshot } from '../../state/engine-store';
import { t } from '../../../shared/words/words';
import styles from './accounting-strip.module.css';

const PARTS: readonly FileState[] = ['done', 'inProgress', 'waiting', 'attention', 'ignored'];

/** Seen = done + in progress + waiting + needs attention + ignored; each part leads to its files. */
export function AccountingStrip(): ReactNode {
  const accounting = useSnapshot((snapshot) => snapshot.accounting, null);
  const successRate = useSnapshot((snapshot) => snapshot.successRate, null);
  const parts = useMemo(() => PARTS.map((state) => ({ state, ...STATE_WORDS[state] })), []);
  if (!accounting) return null;
  return (
    <section className={styles.strip} aria-label={t('Every file is accounted for')} data-testid="accounting-strip">
      <Link
        to={{ section: 'files' }}
        className={styles.part}
        data-testid="acct-seen"
        aria-label={t('Seen {seen}', { seen: formatCount(accounting.seen) })}
      >
        <span className={styles.word}>{t('Seen')}</span>
        <span className={styles.figure}>{formatCount(accounting.seen)}</span>
      </Link>
      <span className={styles.equals} aria-hidden>
        =
      </span>
      {parts.map(({ state, word, icon: Icon }) => (
        <Link
          key={state}
          to={{ section: 'files', state }}
          className={styles.part}
          data-state={state}
          data-testid={`acct-${state}`}
          aria-label={`${word} ${formatCount(accounting[state])}`}
        >
          <span className={styles.word}>
            <Icon aria-hidden />
            {word}
          </span>
          <span className={styles.figure}>{formatCount(accounting[state])}</span>
        </Link>
      ))}
      <span className={styles.rate}>
        <span className={styles.word}>{t('Success rate')}</span>
        <span className={styles.figure} data-testid="success-rate">
          {successRate === null ? '–' : formatPercent(successRate)}
        </span>
      </span>
    </section>
  );
}
