import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useLayout } from '../state/layout-store';
import styles from './split-pane.module.css';

interface Props {
  /** Under which the width is remembered. */
  id: string;
  left: ReactNode;
  /** Nothing: the left side has all the room. */
  right: ReactNode | null;
  /** The right side waits for a choice: in a narrow window it must not cover the left one. */
  isIdle?: boolean;
  leftWidth: number;
  leftLeast?: number;
  rightLeast?: number;
  label: string;
}

/**
 * Two panes side by side with a divider to drag or to move with the arrow keys. In a narrow window the right one
 * covers the left.
 */
export function SplitPane(props: Props): ReactNode {
  const { id, left, right, isIdle = false, leftWidth, leftLeast = 260, rightLeast = 360, label } = props;
  const width = useLayout((state) => state.widths[id] ?? leftWidth);
  const setWidth = useLayout((state) => state.setWidth);
  const frame = useRef<HTMLDivElement>(null);

  const clamp = (wanted: number): number => {
    const total = frame.current?.clientWidth ?? 1200;
    return Math.max(leftLeast, Math.min(wanted, total - rightLeast - 14));
  };
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !frame.current) return;
    setWidth(id, clamp(event.clientX - frame.current.getBoundingClientRect().left - 7));
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? -16 : event.key === 'ArrowRight' ? 16 : 0;
    if (step === 0) return;
    event.preventDefault();
    setWidth(id, clamp(width + step));
  };

  return (
    <div className={styles.container}>
      <div className={styles.frame} ref={frame} data-open={right !== null} data-idle={isIdle}>
        <div
          className={styles.left}
          style={
            right === null
              ? undefined
              : { flexBasis: width, minWidth: leftLeast, maxWidth: `calc(100% - ${rightLeast + 14}px)` }
          }
        >
          {left}
        </div>
        {right === null ? null : (
          <>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
            <div
              className={styles.divider}
              role="separator"
              aria-orientation="vertical"
              aria-label={label}
              aria-valuenow={width}
              aria-valuemin={leftLeast}
              aria-valuemax={2000}
              tabIndex={0}
              onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
              onPointerMove={drag}
              onKeyDown={onKey}
              onDoubleClick={() => setWidth(id, leftWidth)}
            />
            <div className={styles.right}>{right}</div>
          </>
        )}
      </div>
    </div>
  );
}
