import { History } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { HistoryLine as Line } from '../../engine-client/use-history-rows';
import { formatTook } from '../../format/duration';
import { EVENT_WORDS } from '../../format/event-words';
import { STATE_WORDS } from '../../format/state-words';
import { formatClock, formatMoment } from '../../format/time';
import { TRIGGER_WORDS } from '../../format/trigger-words';
import { FileName } from '../../parts/file-name';
import { KindIcon } from '../../parts/kind-icon';
import { StateLabel } from '../../parts/state-label';
import { DoneToFile } from './done-to-file';
import styles from './history-grid.module.css';

/** The cells of one line. Drawn again only when the line itself has changed. */
export const HistoryLine = memo(function HistoryLine({ line }: { line: Line }): ReactNode {
  const { settledAt, event, path, kind, name, isCurrent, folderName, state, stateLabel, trigger, durationMs } = line;
  const { word, icon: EventIcon } = EVENT_WORDS[event];
  const moment = formatMoment(settledAt);
  return (
    <>
      <span role="gridcell" className={styles.time} title={moment} aria-label={moment}>
        {formatClock(settledAt)}
      </span>
      <span role="gridcell" className={styles.event}>
        <EventIcon aria-hidden />
        <span>{word}</span>
      </span>
      <span role="gridcell" className={styles.name} title={displayName(path)}>
        <KindIcon kind={kind} />
        <FileName name={name} />
        {isCurrent ? null : (
          <span className={styles.former} title="A former version of the file">
            <History role="img" aria-label="Former version" aria-hidden={undefined} />
          </span>
        )}
      </span>
      <span role="gridcell" className={styles.folder} title={folderName}>
        {folderName}
      </span>
      <span role="gridcell" className={styles.outcome} title={line.error?.message ?? line.reason ?? undefined}>
        <StateLabel tone={state} label={stateLabel} icon={STATE_WORDS[state].icon} />
      </span>
      <span role="gridcell" className={styles.trigger}>
        {TRIGGER_WORDS[trigger].word}
      </span>
      <span role="gridcell" className={styles.took}>
        {durationMs === null ? '–' : formatTook(durationMs)}
      </span>
      {line.effects.length > 0 ? (
        <span role="gridcell" className={styles.note}>
          <DoneToFile effects={line.effects} />
        </span>
      ) : event === 'deleted' && line.reason !== null ? (
        <span role="gridcell" className={styles.note} title={line.reason}>
          <span className={styles.did}>{line.reason}</span>
        </span>
      ) : null}
    </>
  );
});
