import { useRef, useState, type PointerEvent, type ReactNode } from 'react';
import type { DuplicateMember } from '../../../../shared/model/duplicates';
import { displayName } from '../../../../shared/model/display-name';
import { Layer, Pane } from './pane';
import type { Frame } from './panes';
import { t } from '../../../../shared/words/words';
import styles from './panes.module.css';

/** One picture over the other, up to a line that is moved by hand or with the arrow keys. */
export function SliderPane({ frame, under, over }: { frame: Frame; under: DuplicateMember; over: DuplicateMember }): ReactNode {
  const [percent, setPercent] = useState(50);
  const isHeld = useRef(false);
  const onMove = (event: PointerEvent<HTMLElement>): void => {
    const pane = event.currentTarget.closest('[data-pane]')?.getBoundingClientRect();
    if (!isHeld.current || !pane) return;
    event.stopPropagation();
    setPercent(Math.max(0, Math.min(100, ((event.clientX - pane.left) / pane.width) * 100)));
  };
  const release = (): void => {
    isHeld.current = false;
  };
  const [left, right] = [displayName(over.name), displayName(under.name)];
  return (
    <Pane frame={frame} members={[under]} isFirst over={over}>
      <div className={styles.over} style={{ clipPath: `inset(0 ${100 - percent}% 0 0)` }}>
        <Layer frame={frame} member={over} />
      </div>
      <span
        className={styles.line}
        style={{ left: `${percent}%` }}
        onPointerDown={(event) => {
          event.stopPropagation();
          isHeld.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={onMove}
        onPointerUp={release}
        onPointerCancel={release}
        onDoubleClick={(event) => event.stopPropagation()}
      />
      <span className={styles.note} data-side="left" translate="no">
        {left}
      </span>
      <span className={styles.note} data-side="right" translate="no">
        {right}
      </span>
      <input
        type="range"
        className={styles.range}
        min={0}
        max={100}
        value={Math.round(percent)}
        aria-label={t('Line between {left} and {right}', { left, right })}
        aria-valuetext={`${Math.round(percent)} % ${left}`}
        data-testid="compare-slider"
        onPointerDown={(event) => event.stopPropagation()}
        onChange={(event) => setPercent(Number(event.currentTarget.value))}
      />
    </Pane>
  );
}
