import { ArrowLeftRight, FlipHorizontal2, Minus, Plus, RotateCw, Scan, Shrink } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../../parts/icon-button';
import type { SharedView } from './use-shared-view';
import { t } from '../../../../shared/words/words';
import styles from './view-controls.module.css';

interface Props {
  shared: SharedView;
  isSwapped: boolean;
  onSwap: (isSwapped: boolean) => void;
  onTurn: () => void;
  onMirror: () => void;
}

/** Zoom of all pictures together, and how the right one is laid. */
export function ViewControls({ shared, isSwapped, onSwap, onTurn, onMirror }: Props): ReactNode {
  return (
    <span className={styles.controls} role="group" aria-label={t('View')}>
      <IconButton icon={Minus} label={t('Smaller (−)')} disabled={shared.view.zoom <= 1} onClick={() => shared.step(-1)} />
      <span className={styles.percent} data-testid="compare-percent" title={t('Of the larger picture’s own pixels')}>
        {Math.round(shared.percent)} %
      </span>
      <IconButton icon={Plus} label={t('Larger (+)')} disabled={!shared.canGrow} onClick={() => shared.step(1)} />
      <IconButton icon={Shrink} label={t('Whole picture (0)')} disabled={shared.view.zoom <= 1} onClick={shared.showWhole} />
      <IconButton icon={Scan} label={t('Actual pixels (0)')} data-testid="actual-pixels" onClick={shared.showActual} />
      <IconButton icon={RotateCw} label={t('Turn the right one (T)')} onClick={onTurn} />
      <IconButton icon={FlipHorizontal2} label={t('Mirror the right one (M)')} onClick={onMirror} />
      <IconButton
        icon={ArrowLeftRight}
        label={t('Swap while held (Space)')}
        aria-pressed={isSwapped}
        onPointerDown={() => onSwap(true)}
        onPointerUp={() => onSwap(false)}
        onPointerLeave={() => onSwap(false)}
        onKeyDown={(event) => {
          if (event.key === ' ' || event.key === 'Enter') onSwap(true);
        }}
        onKeyUp={() => onSwap(false)}
        onBlur={() => onSwap(false)}
      />
    </span>
  );
}
