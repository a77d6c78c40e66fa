import { Undo2 } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { HistoryEffect } from '../../../shared/model/history';
import { effectWords, obstacleToUndo } from './effect-words';
import { takeBack, takeBackRun } from './take-back';
import styles from './history-grid.module.css';

/** What was done to a file, with the way back or why there is none. */
export function DoneToFile({ effects }: { effects: readonly HistoryEffect[] }): ReactNode {
  const open = effects.filter((effect) => obstacleToUndo(effect) === null);
  const runId = open.find((effect) => effect.runId !== null)?.runId ?? null;
  const reasons = effects.flatMap((effect) => obstacleToUndo(effect) ?? []);
  const title = [...effects.map(({ target }) => displayName(target)), ...reasons].filter(Boolean).join('\n');
  return (
    <>
      <span className={styles.did} title={title}>
        {effects.map(effectWords).join(' · ')}
        {open.length === 0 && reasons[0] !== undefined && effects[0]?.state === 'done' ? ` – ${reasons[0]}` : ''}
      </span>
      {open.length > 0 ? (
        <UndoButton label="Undo" title="Takes this back (U)" testId="undo-effects" onPress={() => takeBack(open.map(({ id }) => id))} />
      ) : null}
      {runId === null ? null : (
        <UndoButton label="Undo this run" title="Takes back all that was done together with this" testId="undo-history-run" onPress={() => takeBackRun(runId)} />
      )}
    </>
  );
}

function UndoButton({ label, title, testId, onPress }: { label: string; title: string; testId: string; onPress: () => void }): ReactNode {
  const onClick = (event: MouseEvent): void => {
    event.stopPropagation();
    onPress();
  };
  return (
    <button type="button" className={styles.undo} tabIndex={-1} title={title} data-testid={testId} onClick={onClick}>
      <Undo2 aria-hidden />
      {label}
    </button>
  );
}
