import type { ReactNode } from 'react';
import type { ImageReport } from '../../../../shared/model/report';
import { copyText } from '../../../state/copy-text';
import styles from './palette.module.css';

type Colours = NonNullable<ImageReport['content']>['palette'];

const percent = (share: number): string => (share > 0 && share < 0.01 ? '< 1 %' : `${Math.round(share * 100)} %`);

/** The colours that stand for a picture; one copies its number. */
export function Palette({ palette }: { palette: Colours }): ReactNode {
  return (
    <ul className={styles.palette} data-testid="palette">
      {palette.map(({ color, share }) => (
        <li key={color}>
          <button type="button" title={`Copy ${color}`} aria-label={`Copy ${color}, ${percent(share)} of the picture`} onClick={() => copyText(color, 'Colour')}>
            <span className={styles.swatch} style={{ backgroundColor: color }} aria-hidden />
            <code>{color}</code>
            <span className={styles.share}>{percent(share)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
