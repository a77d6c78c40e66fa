import { useId, useMemo, useRef, useState, type ReactNode } from 'react';
import type { DuplicateGroup, DuplicateMember } from '../../../../shared/model/duplicates';
import { describePair } from '../facts/describe-pair';
import { modesOf, type CompareMode } from './compare-modes';
import { ModeSwitch } from './mode-switch';
import { Panes } from './panes';
import { poseFor, turnPose, type Pose } from './pose';
import { TextPair } from './text-pair';
import type { SharedView } from './use-shared-view';
import { t } from '../../../../shared/words/words';
import styles from './compare-view.module.css';

/** What keys do to the comparison. */
export interface CompareHandle {
  chooseMode(number: number): boolean;
  swap(isSwapped: boolean): void;
  turn(by: 90 | 270): void;
  mirror(): void;
  view: SharedView | null;
}

interface Props {
  group: DuplicateGroup;
  keeper: DuplicateMember;
  /** That is set against the keeper. */
  member: DuplicateMember;
  /** Which of all members keys act on. */
  currentId: number;
  mode: CompareMode;
  onMode: (mode: CompareMode) => void;
  /** What is looked at next, to be made ready. */
  ahead: readonly DuplicateMember[];
  onChoose: (member: DuplicateMember) => void;
  handle: { current: CompareHandle | null };
}

/** Two or more members set against one another, in one of several ways. */
export function CompareView({ group, keeper, member, currentId, mode, onMode, ahead, onChoose, handle }: Props): ReactNode {
  const id = useId();
  const stage = useRef<HTMLDivElement>(null);
  const modes = modesOf(group);
  const [isSwapped, setSwapped] = useState(false);
  const pairKey = `${group.id} ${member.fileId}`;
  const [byHand, setByHand] = useState<{ key: string; pose: Pose } | null>(null);
  const pose = byHand?.key === pairKey ? byHand.pose : poseFor(member.turn);
  const words = useMemo(() => describePair(keeper, member), [keeper, member]);

  const setPose = (next: Pose): void => setByHand({ key: pairKey, pose: next });
  const view = useRef<SharedView | null>(null);
  handle.current = {
    chooseMode: (number) => {
      const next = modes[number - 1];
      if (next) onMode(next);
      return next !== undefined;
    },
    swap: setSwapped,
    turn: (by) => setPose(turnPose(pose, by)),
    mirror: () => setPose({ ...pose, isMirrored: !pose.isMirrored }),
    get view() {
      return view.current;
    },
  };

  return (
    <div className={styles.compare} data-testid="compare" data-mode={mode}>
      <ModeSwitch modes={modes} mode={mode} onChange={onMode} stage={stage} />
      <div className={styles.stage} ref={stage} role="group" aria-label={t('Comparison')} aria-describedby={id} tabIndex={0} data-compare data-testid="compare-stage">
        <p id={id} className={styles.said} role="status" aria-live="polite" data-testid="compare-words">
          {words}
        </p>
        {mode === 'words' ? (
          <TextPair key={pairKey} group={group} keeper={keeper} member={member} currentId={currentId} />
        ) : (
          <Panes
            key={mode}
            mode={mode}
            group={group}
            keeper={keeper}
            member={member}
            currentId={currentId}
            pose={pose}
            isSwapped={isSwapped}
            ahead={ahead}
            stage={stage}
            onChoose={onChoose}
            onSwap={setSwapped}
            onTurn={() => setPose(turnPose(pose, 90))}
            onMirror={() => setPose({ ...pose, isMirrored: !pose.isMirrored })}
            view={view}
          />
        )}
      </div>
    </div>
  );
}
