import { useRef, type ReactNode } from 'react';
import { useLayout } from '../state/layout-store';
import { PaneDivider } from './pane-divider';
import { useSize } from './use-size';
import styles from './split-pane.module.css';

/** The divider's width, CSS pixels. */
const GAP = 14;

interface Props {
  /** Under which the width is remembered. */
  id: string;
  left: ReactNode;
  /** Nothing: the left side has all the room. */
  right: ReactNode | null;
  /** The right side waits for a choice: in a narrow window it must not cover the left one. */
  isIdle?: boolean;
  leftWidth: number;
  /** Of the whole, where that is more: a large window is not all for the right side. */
  leftShare?: number;
  leftLeast?: number;
  rightLeast?: number;
  label: string;
}

/**
 * Two panes side by side with a divider to drag or to move with the arrow keys. In a narrow window the right one
 * covers the left.
 */
export function SplitPane(props: Props): ReactNode {
  const { id, left, right, isIdle = false, leftWidth, leftShare = 0, leftLeast = 260, rightLeast = 360, label } = props;
  const frame = useRef<HTMLDivElement>(null);
  const usual = Math.max(leftWidth, Math.round(useSize(frame).width * leftShare));
  const width = useLayout((state) => state.widths[id] ?? usual);
  const setWidth = useLayout((state) => state.setWidth);

  return (
    <div className={styles.container}>
      <div className={styles.frame} ref={frame} data-open={right !== null} data-idle={isIdle}>
        <div
          className={styles.left}
          style={
            right === null
              ? undefined
              : { flexBasis: width, minWidth: leftLeast, maxWidth: `calc(100% - ${rightLeast + GAP}px)` }
          }
        >
          {left}
        </div>
        {right === null ? null : (
          <>
            <PaneDivider
              frame={frame}
              label={label}
              width={width}
              least={leftLeast}
              rest={rightLeast + GAP}
              onWidth={(wanted) => setWidth(id, wanted)}
              onReset={() => setWidth(id, null)}
            />
            <div className={styles.right}>{right}</div>
          </>
        )}
      </div>
    </div>
  );
}
