import type { ReactNode } from 'react';
import type { Occurrence } from '../../../../shared/model/handoff';
import { formatMoment } from '../../../format/time';
import { useRoute } from '../../../state/route-store';
import { DAY_NAMES, OCCURRENCE_WORDS } from '../words';
import type { Month } from './month';
import { t } from '../../../../shared/words/words';
import styles from './expectations.module.css';

interface Props {
  month: Month;
  occurrences: readonly Occurrence[];
  label: string;
}

/** A month of days, each with what came of it: icon and word, never the colour alone. */
export function Calendar({ month, occurrences, label }: Props): ReactNode {
  const byDay = new Map(occurrences.map((one) => [one.day, one]));
  return (
    <table className={styles.calendar} aria-label={label}>
      <thead>
        <tr>
          {DAY_NAMES.map((day) => (
            <th key={day} scope="col">{day}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {month.weeks.map((week) => (
          <tr key={week.find((day) => day !== null)}>
            {week.map((day, at) => (
              // A place in the week has no other identity.
              // oxlint-disable-next-line react/no-array-index-key
              <td key={at}>{day === null ? null : <Day day={day} occurrence={byDay.get(day)} />}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ day, occurrence }: { day: string; occurrence: Occurrence | undefined }): ReactNode {
  const number = Number(day.slice(8));
  if (!occurrence) return <span className={styles.plain}>{number}</span>;
  const { word, tone, icon: Icon } = OCCURRENCE_WORDS[occurrence.state];
  const { fileId, arrivedAt, dueAt } = occurrence;
  const due = formatMoment(dueAt);
  const title = arrivedAt === null ? t('{day}: {state}; due {due}', { day, state: word, due }) : t('{day}: {state}, {arrived}; due {due}', { day, state: word, arrived: formatMoment(arrivedAt), due });
  const inside = (
    <>
      <span>{number}</span>
      <Icon aria-hidden />
      <span className={styles.word}>{word}</span>
    </>
  );
  if (fileId === null) return <span className={styles.day} data-tone={tone} data-state={occurrence.state} title={title}>{inside}</span>;
  return (
    <button type="button" className={styles.day} data-tone={tone} data-state={occurrence.state} title={title} aria-label={t('{title}. Show the file', { title })} onClick={() => useRoute.getState().go({ section: 'files', fileId })}>
      {inside}
    </button>
  );
}
