import { Undo2 } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { HistoryEffect } from '../../../shared/model/history';
import { Link } from '../../parts/link';
import { effectWords, obstacleToUndo } from './effect-words';
import { useUndo } from '../undo/undo-store';
import { takeBack, takeBackDuplicates } from './take-back';
import { t } from '../../../shared/words/words';
import styles from './history-grid.module.css';

/** Effects of one line that are shown one by one. */
const MOST_SHOWN = 6;

/** How many lines tell what was done. */
export const linesOfEffects = (count: number): number => Math.min(count, MOST_SHOWN + 1);

interface Props {
  effects: readonly HistoryEffect[];
  /** Null for what belongs to no job. */
  jobId: number | null;
  /** Of the file. */
  name: string;
}

/** What was done to a file, each with the way back or why there is none. */
export function DoneToFile({ effects, jobId, name }: Props): ReactNode {
  const shown = effects.length > MOST_SHOWN + 1 ? effects.slice(0, MOST_SHOWN) : effects;
  const open = effects.filter((effect) => obstacleToUndo(effect) === null);
  const runId = open.find((effect) => effect.runId !== null)?.runId ?? null;
  return (
    <>
      {shown.map((effect, at) => (
        <span key={effect.id} className={styles.effect} data-testid="history-effect">
          <Effect effect={effect} />
          {at > 0 ? null : runId !== null ? (
            <UndoButton label={t('Undo this run')} title={t('Takes back all that was done together with this')} testId="undo-history-run" onPress={() => takeBackDuplicates(runId)} />
          ) : open.length > 1 && jobId !== null ? (
            <UndoButton label={t('Undo all…')} title={t('Takes back all that was done to this version of the file (U)')} testId="undo-job" onPress={() => useUndo.getState().ask({ scope: { jobId }, subject: name })} />
          ) : null}
        </span>
      ))}
      {shown.length < effects.length ? <span className={styles.effect}>{t('and {count, number} more; the details show all of them', { count: effects.length - shown.length })}</span> : null}
    </>
  );
}

function Effect({ effect }: { effect: HistoryEffect }): ReactNode {
  const obstacle = obstacleToUndo(effect);
  const words = effectWords(effect);
  return (
    <>
      <span className={styles.did} title={[displayName(effect.target), obstacle].filter(Boolean).join('\n')}>
        {words}
        {obstacle !== null && effect.state !== 'undone' ? ` – ${obstacle}` : ''}
      </span>
      {effect.rule === null ? null : (
        <Link to={{ section: 'rules', rule: effect.rule }} className={styles.by} tabIndex={-1} title={t('By the rule “{rule}”', { rule: effect.rule })} onMouseDown={(event) => event.stopPropagation()}>
          {t('by {rule}', { rule: displayName(effect.rule) })}
        </Link>
      )}
      {obstacle === null ? <UndoButton label={t('Undo')} title={t('Takes this back')} testId="undo-effect" what={words} onPress={() => takeBack([effect.id])} /> : null}
    </>
  );
}

interface UndoProps {
  label: string;
  title: string;
  testId: string;
  what?: string;
  onPress: () => void;
}

function UndoButton({ label, title, testId, what, onPress }: UndoProps): ReactNode {
  const onClick = (event: MouseEvent): void => {
    event.stopPropagation();
    onPress();
  };
  return (
    <button type="button" className={styles.undo} tabIndex={-1} title={title} aria-label={what === undefined ? undefined : `${label}: ${what}`} data-testid={testId} onClick={onClick}>
      <Undo2 aria-hidden />
      {label}
    </button>
  );
}
