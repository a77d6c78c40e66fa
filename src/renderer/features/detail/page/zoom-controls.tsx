import { FoldHorizontal, Maximize2, Minus, Percent, Plus, RectangleVertical, RotateCw, Scan, ScanFace, ScanText, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { IconButton } from '../../../parts/icon-button';
import { Menu, type MenuItem, type MenuPlace } from '../../../parts/menu';
import type { ZoomControl } from './use-zoom';
import { t } from '../../../../shared/words/words';
import styles from './zoom-controls.module.css';

const PAGE_PERCENTS = [50, 75, 100, 150, 200, 300, 400] as const;
const PICTURE_PERCENTS = [25, 50, 200, 400, 800] as const;

interface Frames {
  areShown: boolean;
  toggle: () => void;
}

interface Props {
  control: ZoomControl;
  isPage: boolean;
  /** Undefined: the words have no boxes to show. */
  frames: Frames | undefined;
  /** Undefined: there are no faces to frame. */
  faces: Frames | undefined;
  onTurn: () => void;
  /** Undefined: it fills the window already. */
  onEnlarge: (() => void) | undefined;
}

/** Buttons for how a page is shown, and what on it. */
export function ZoomControls({ control, isPage, frames, faces, onTurn, onEnlarge }: Props): ReactNode {
  const { percent } = control;
  const [place, setPlace] = useState<MenuPlace | null>(null);
  const fitted: MenuItem = {
    id: 'zoom-page',
    label: isPage ? t('Fit the page') : t('Fit the picture'),
    icon: RectangleVertical,
    key: '0',
    run: () => control.set('page'),
  };
  const items: MenuItem[] = [
    ...(isPage
      ? [{ id: 'zoom-width', label: t('Fit the width'), icon: FoldHorizontal, run: () => control.set('width') }, fitted]
      : [fitted, { id: 'zoom-actual', label: t('Actual pixels'), icon: Scan, key: '1', run: () => control.set(100) }]),
    ...(isPage ? PAGE_PERCENTS : PICTURE_PERCENTS).map((one): MenuItem => ({ id: `zoom-${one}`, label: `${one} %`, icon: Percent, run: () => control.set(one) })),
  ];
  return (
    <span className={styles.controls} role="group" aria-label={t('View')}>
      <IconButton icon={Minus} label={t('Smaller (−)')} disabled={control.smaller === null} onClick={() => control.step(-1)} />
      <button
        type="button"
        className={styles.percent}
        aria-haspopup="menu"
        aria-label={t('{percent} %, choose the size', { percent: Math.round(percent) })}
        title={t('Choose the size')}
        data-testid="zoom"
        onClick={(event) => setPlace(event.currentTarget.getBoundingClientRect())}
      >
        {Math.round(percent)} %
      </button>
      <IconButton icon={Plus} label={t('Larger (+)')} disabled={!control.canGrow} onClick={() => control.step(1)} />
      {frames ? <FramesToggle icon={ScanText} label={t('Show word boxes')} id="toggle-word-boxes" frames={frames} /> : null}
      {faces ? <FramesToggle icon={ScanFace} label={t('Show faces')} id="toggle-faces" frames={faces} /> : null}
      <IconButton icon={RotateCw} label={t('Turn (T)')} data-testid="turn-page" onClick={onTurn} />
      {onEnlarge ? <IconButton icon={Maximize2} label={t('Enlarge (Space)')} data-testid="enlarge" onClick={onEnlarge} /> : null}
      {place ? <Menu label={t('Size')} items={items} place={place} onClose={() => setPlace(null)} /> : null}
    </span>
  );
}

function FramesToggle({ icon, label, id, frames }: { icon: LucideIcon; label: string; id: string; frames: Frames }): ReactNode {
  return <IconButton icon={icon} label={label} className={styles.toggle} aria-pressed={frames.areShown} data-testid={id} onClick={frames.toggle} />;
}
