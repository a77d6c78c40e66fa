import type { ReactNode } from 'react';
import type { FileDetail } from '../../../shared/contract/engine-api';
import { ERROR_TABLE } from '../../../shared/errors/error-table';
import type { FileEvent } from '../../../shared/model/file';
import { formatMoment } from '../../format/time';
import { FactList, type Fact } from '../../parts/fact-list';
import { StateLabel } from '../../parts/state-label';
import styles from './tab.module.css';

const EVENTS: Readonly<Record<FileEvent, string>> = {
  created: 'The file is new',
  modified: 'The file was touched',
  content_changed: 'The content changed',
  deleted: 'The file was deleted',
  moved: 'The file was moved or renamed',
};

const RETRIES = {
  backoff: 'Tried again by itself, after a growing pause',
  whenCleared: 'Goes on by itself once the cause is gone',
  never: 'Not tried again by itself: the same content would fail the same way',
} as const;

/** Which event, which line, which step, which error: why the file is where it is. */
export function WhyTab({ detail }: { detail: FileDetail }): ReactNode {
  const { row, processor, timeline } = detail;
  const decisions = timeline.filter((entry) => entry.stage === 'admit' || entry.stage === 'decide');
  const facts: Fact[] = [
    ['Now', <StateLabel key="state" tone={row.state} label={row.stateLabel} />],
    ['Event', `${EVENTS[row.event]}, seen ${formatMoment(row.arrivedAt)}`],
    ['Reason', row.reason ?? ''],
    ...decisions
      .filter((entry) => entry.detail !== '')
      .map((entry, index): Fact => {
        const isRepeated = decisions[index - 1]?.name === entry.name;
        return [isRepeated ? `${entry.name} ${index + 1}` : entry.name, entry.detail];
      }),
    ['Read by', processor ?? ''],
    ['Error', row.error ? <code key="code">{row.error.code}</code> : ''],
    ['What happened', row.error?.message ?? ''],
    ['What to do', row.error?.hint ?? ''],
    ['Retry', row.error ? RETRIES[ERROR_TABLE[row.error.code].retry] : ''],
    ['Attempts', row.attempts > 0 ? String(row.attempts) : ''],
    ['Looked at again', row.dueAt === null ? '' : formatMoment(row.dueAt)],
    ['Moved', 'No. Watch and tell me only: the file stays where it is.'],
  ];
  return (
    <div className={styles.tab} data-testid="detail-why">
      <FactList facts={facts} />
    </div>
  );
}
