import { Fragment, type ReactNode } from 'react';
import { Link } from '../../parts/link';
import { useSnapshot } from '../../state/engine-store';
import { useRoute } from '../../state/route-store';
import { SavedViews } from '../views/saved-views';
import { SECTIONS } from './sections';
import { t } from '../../../shared/words/words';
import styles from './rail.module.css';

export function Rail(): ReactNode {
  const current = useRoute((state) => state.route.section);
  const attention = useSnapshot((snapshot) => snapshot.accounting.attention, 0);
  return (
    <nav className={styles.rail} aria-label={t('Sections')} data-region tabIndex={-1}>
      {SECTIONS.map(({ id, label, icon: Icon, isLow }) => {
        const count = id === 'attention' ? attention : 0;
        return (
          <Fragment key={id}>
            <Link
              to={{ section: id }}
              className={styles.section}
              data-low={isLow}
              data-testid={`nav-${id}`}
              aria-current={id === current ? 'page' : undefined}
              title={label}
            >
              <Icon aria-hidden />
              <span className={styles.label}>{label}</span>
              {count > 0 ? (
                <span className={styles.badge} aria-label={t('{count, plural, one {# needs} other {# need}} attention', { count })}>
                  {count > 9999 ? '9999+' : count}
                </span>
              ) : null}
            </Link>
            {id === 'files' ? <SavedViews /> : null}
          </Fragment>
        );
      })}
    </nav>
  );
}
