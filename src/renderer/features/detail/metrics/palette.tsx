import type { ReactNode } from 'react';
import type { ImageReport } from '../../../../shared/model/report';
import { copyText } from '../../../state/copy-text';
import { t } from '../../../../shared/words/words';
import styles from './palette.module.css';

type Colours = NonNullable<ImageReport['content']>['palette'];

const percent = (share: number): string => (share > 0 && share < 0.01 ? '< 1 %' : `${Math.round(share * 100)} %`);

/** The colours that stand for a picture; one copies its number. */
export function Palette({ palette }: { palette: Colours }): ReactNode {
  return (
    <ul className={styles.palette} data-testid="palette">
      {palette.map(({ color, share }) => (
        <li key={color}>
          <button type="button" title={t('Copy {color}', { color })} aria-label={t('Copy {color}, {share} of the picture', { color, share: percent(share) })} onClick={() => copyText(color, t('Colour'))}>
            <span className={styles.swatch} style={{ backgroundColor: color }} aria-hidden />
            <code translate="no">{color}</code>
            <span className={styles.share}>{percent(share)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
