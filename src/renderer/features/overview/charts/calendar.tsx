import { useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { Charts } from '../../../../shared/model/charts';
import { locale, t } from '../../../../shared/words/words';
import { formatDate } from '../../../format/time';
import { Link } from '../../../parts/link';
import { weeksOf } from './days';
import styles from './charts.module.css';

const month = new Intl.DateTimeFormat(locale(), { month: 'short' });
const WEEK = 7;

/** Half a year, a square for each day, the stronger the more came. One stop for the Tab key; arrows lead from day to day. */
export function Calendar({ days, now }: { days: Charts['days']; now: number }): ReactNode {
  const weeks = useMemo(() => weeksOf(days, now), [days, now]);
  const grid = useRef<HTMLDivElement>(null);
  const last = weeks.at(-1)?.at(-1)?.day;
  const all = days.reduce((sum, { files }) => sum + files, 0);

  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowLeft: -WEEK, ArrowRight: WEEK, ArrowUp: -1, ArrowDown: 1 };
    const step = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined;
    const squares = [...(grid.current?.querySelectorAll<HTMLElement>('[data-day]') ?? [])];
    const at = squares.indexOf(document.activeElement as HTMLElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    squares[at + step]?.focus();
  };

  return (
    <div className={styles.calendar}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div ref={grid} role="group" aria-label={t('{files, plural, one {# file} other {# files}} in the last 26 weeks, by day', { files: all })} className={styles.weeks} onKeyDown={onKeyDown}>
        {weeks.map((week, at) => (
          <div key={week[0]?.day} className={styles.week}>
            <span className={styles.month} aria-hidden>
              {week[0] && isFirstOfMonth(weeks[at - 1]?.[0]?.at, week[0].at) ? month.format(week[0].at) : ''}
            </span>
            {week.map(({ day, files, level }) => {
              const sentence = t('{day}: {files, plural, =0 {no file} one {# file} other {# files}}', { day: formatDate(day), files });
              return <Link key={day} to={{ section: 'history', day }} className={styles.day} data-day data-level={level} title={sentence} aria-label={sentence} tabIndex={day === last ? 0 : -1}>{null}</Link>;
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

const isFirstOfMonth = (before: number | undefined, at: number): boolean => before !== undefined && new Date(before).getMonth() !== new Date(at).getMonth();
