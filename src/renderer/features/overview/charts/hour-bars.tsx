import type { ReactNode } from 'react';
import type { Charts } from '../../../../shared/model/charts';
import { locale, t } from '../../../../shared/words/words';
import { Link } from '../../../parts/link';
import { dayOf } from './days';
import styles from './charts.module.css';

const clock = new Intl.DateTimeFormat(locale(), { hour: 'numeric', minute: '2-digit' });

/** Files that came to an end, hour by hour; what needs attention stands in its colour on top. */
export function HourBars({ hours }: Pick<Charts, 'hours'>): ReactNode {
  const most = Math.max(1, ...hours.map(({ done, attention }) => done + attention));
  const all = hours.reduce((sum, { done, attention }) => sum + done + attention, 0);
  if (all === 0) return <p className={styles.nothing}>{t('No file came to an end in the last 24 hours.')}</p>;
  return (
    <ul className={styles.hours}>
      {hours.map(({ at, done, attention }) => {
        const sentence = t('From {hour}: {done, plural, one {# file} other {# files}} done, {attention} to attend to', { hour: clock.format(at), done, attention });
        return (
          <li key={at}>
            {done + attention === 0 ? (
              <span className={styles.hour} />
            ) : (
              <Link to={{ section: 'history', day: dayOf(at) }} className={styles.hour} title={sentence} aria-label={sentence}>
                <span className={styles.hourAttention} style={{ height: `${(attention / most) * 100}%` }} />
                <span className={styles.hourDone} style={{ height: `${(done / most) * 100}%` }} />
              </Link>
            )}
            <span className={styles.tick} aria-hidden>
              {new Date(at).getHours() % 6 === 0 ? clock.format(at) : ''}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
