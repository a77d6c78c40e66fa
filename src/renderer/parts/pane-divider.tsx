import type { KeyboardEvent, PointerEvent, ReactNode, RefObject } from 'react';
import styles from './pane-divider.module.css';

const STEP = 16;

interface Props {
  /** Holds both panes; the left one begins at its left edge. */
  frame: RefObject<HTMLElement | null>;
  label: string;
  /** Of the left pane, CSS pixels. */
  width: number;
  least: number;
  /** What the right pane keeps, the divider included. */
  rest: number;
  onWidth: (width: number) => void;
  /** Back to the width that nobody chose. */
  onReset: () => void;
  /** One line between panes of the same panel, in place of a gap. */
  isLine?: boolean;
}

/** Between two panes: to drag, to move with the arrow keys, and to set back with a double click. */
export function PaneDivider({ frame, label, width, least, rest, onWidth, onReset, isLine = false }: Props): ReactNode {
  const change = (wanted: number): void => {
    const total = frame.current?.clientWidth ?? 1200;
    onWidth(Math.max(least, Math.min(wanted, total - rest)));
  };
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !frame.current) return;
    change(event.clientX - frame.current.getBoundingClientRect().left - event.currentTarget.offsetWidth / 2);
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    change(width + step);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={styles.divider}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(width)}
      aria-valuemin={least}
      aria-valuemax={2000}
      tabIndex={0}
      data-line={isLine}
      data-divider
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={onKey}
      onDoubleClick={onReset}
    />
  );
}
