import { memo, type ReactNode } from 'react';
import type { FileRow, StepMark, TimelineEntry } from '../../../shared/model/file';
import { formatTook } from '../../format/duration';
import type { Tone } from '../../parts/state-label';
import { Trail, type TrailStep } from './trail';
import { t } from '../../../shared/words/words';
import styles from './timeline.module.css';

const MARKS: Readonly<Record<StepMark, { tone: Tone; word: string | null }>> = {
  pending: { tone: 'ignored', word: t('To come') },
  running: { tone: 'inProgress', word: t('Under way') },
  done: { tone: 'done', word: null },
  failed: { tone: 'attention', word: t('Failed') },
  skipped: { tone: 'ignored', word: t('Skipped') },
};

function stepOf({ at, name, mark, durationMs, detail }: TimelineEntry): TrailStep {
  return { at, name, ...MARKS[mark], durationMs, detail };
}

/** "2 attempts, 1.9 s from claim to end" */
function totalOf({ attempts, durationMs }: Pick<FileRow, 'attempts' | 'durationMs'>): string {
  return [
    attempts > 0 ? t('{attempts, plural, one {# attempt} other {# attempts}}', { attempts }) : null,
    durationMs === null ? null : t('{took} from claim to end', { took: formatTook(durationMs) }),
  ]
    .filter((part) => part !== null)
    .join(', ');
}

interface Props {
  entries: readonly TimelineEntry[];
  row?: FileRow;
}

/** Each step of a file's life. */
export const Timeline = memo(function Timeline({ entries, row }: Props): ReactNode {
  if (entries.length === 0) return <p className={styles.none}>{t('Nothing has happened yet.')}</p>;
  const total = row ? totalOf(row) : '';
  return (
    <div className={styles.timeline} tabIndex={0} role="region" aria-label={t('Timeline')} data-testid="timeline">
      {total ? <p className={styles.total}>{total}</p> : null}
      <Trail steps={entries.map(stepOf)} label={t('Steps')} />
    </div>
  );
});
