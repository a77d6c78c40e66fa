import { CircleDashed, History } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { HistoryDeed, HistoryJob } from '../../../shared/model/history';
import type { HistoryLine as Line } from '../../engine-client/use-history-rows';
import { DEED_WORDS, deedOf } from '../../format/deed-words';
import { formatTook } from '../../format/duration';
import { EVENT_WORDS } from '../../format/event-words';
import { STATE_WORDS } from '../../format/state-words';
import { formatClock, formatMoment } from '../../format/time';
import { TRIGGER_WORDS } from '../../format/trigger-words';
import { FileName } from '../../parts/file-name';
import { KindIcon } from '../../parts/kind-icon';
import { StateLabel } from '../../parts/state-label';
import { DoneToFile, linesOfEffects } from './done-to-file';
import { t } from '../../../shared/words/words';
import styles from './history-grid.module.css';

/** Notes below a line: what was done, or why nothing was. */
export function notesOf(line: Line): number {
  if (line.effects.length > 0) return linesOfEffects(line.effects.length);
  return line.type === 'job' && line.event === 'deleted' && line.reason !== null ? 1 : 0;
}

/** The cells of one line. Drawn again only when the line itself has changed. */
export const HistoryLine = memo(function HistoryLine({ line }: { line: Line }): ReactNode {
  return line.type === 'job' ? <JobCells line={line} /> : <DeedCells line={line} />;
});

function Time({ at }: { at: number }): ReactNode {
  const moment = formatMoment(at);
  return (
    <span role="gridcell" className={styles.time} title={moment} aria-label={moment}>
      {formatClock(at)}
    </span>
  );
}

function JobCells({ line }: { line: HistoryJob }): ReactNode {
  const { jobId, settledAt, event, path, kind, name, isCurrent, folderName, state, stateLabel, trigger, durationMs } = line;
  const { word, icon: EventIcon } = EVENT_WORDS[event];
  return (
    <>
      <Time at={settledAt} />
      <span role="gridcell" className={styles.event}>
        <EventIcon aria-hidden />
        <span>{word}</span>
      </span>
      <span role="gridcell" className={styles.name} title={displayName(path)}>
        <KindIcon kind={kind} />
        <FileName name={name} />
        {isCurrent ? null : (
          <span className={styles.former} title={t('A former version of the file')}>
            <History role="img" aria-label={t('Former version')} aria-hidden={undefined} />
          </span>
        )}
      </span>
      <span role="gridcell" className={styles.folder} translate="no" title={folderName}>
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
          <DoneToFile effects={line.effects} jobId={jobId} name={name} />
        </span>
      ) : event === 'deleted' && line.reason !== null ? (
        <span role="gridcell" className={styles.note} title={line.reason}>
          <span className={styles.reason}>{line.reason}</span>
        </span>
      ) : null}
    </>
  );
}

/** Something that belongs to no version of a single file, such as an archive of many. */
function DeedCells({ line: { settledAt, source, effects } }: { line: HistoryDeed }): ReactNode {
  const [effect] = effects;
  const deed = effect && deedOf(effect.action);
  const Icon = deed ? DEED_WORDS[deed].icon : CircleDashed;
  const name = source.split(/[\\/]/).at(-1) ?? source;
  return (
    <>
      <Time at={settledAt} />
      <span role="gridcell" className={styles.event}>
        <Icon aria-hidden />
        <span>{deed ? DEED_WORDS[deed].word : t('Done')}</span>
      </span>
      <span role="gridcell" className={styles.name} title={displayName(source)}>
        <KindIcon kind={null} />
        <FileName name={name} />
      </span>
      <span role="gridcell" className={styles.folder}>
        –
      </span>
      <span role="gridcell" className={styles.outcome}>
        {effect?.state === 'stuck' ? <StateLabel tone="attention" label={t('Interrupted')} icon={STATE_WORDS.attention.icon} /> : effect?.state === 'undone' ? <StateLabel tone="ignored" label={t('Taken back')} /> : <StateLabel tone="done" label={t('Done')} icon={STATE_WORDS.done.icon} />}
      </span>
      <span role="gridcell" className={styles.trigger}>
        {effect?.rule === null ? TRIGGER_WORDS.manual.word : t('Rule')}
      </span>
      <span role="gridcell" className={styles.took}>
        –
      </span>
      <span role="gridcell" className={styles.note}>
        <DoneToFile effects={effects} jobId={null} name={name} />
      </span>
    </>
  );
}
