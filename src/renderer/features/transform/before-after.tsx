import { useState, type ReactNode } from 'react';
import type { ErrorData } from '../../../shared/errors/filemill-error';
import type { FileDetail } from '../../../shared/contract/engine-api';
import { ErrorNote } from '../../parts/error-note';
import { artifactUrl } from '../detail/artifact-url';
import { t } from '../../../shared/words/words';
import styles from './before-after.module.css';

interface Props {
  made: { before: { id: string; width: number; height: number }; after: { id: string; width: number; height: number } } | null;
  /** An answer to the newest recipe is on its way. */
  isStale: boolean;
  error: ErrorData | null;
  hasAlpha: boolean;
  /** The format of the copy can't be see-through: it has a white ground. */
  isFilled: boolean;
  thumbnail: FileDetail['row']['thumbnail'];
}

/** A picture before and after its change, one over the other; what divides them is dragged, or moved with the arrow keys. */
export function BeforeAfter({ made, isStale, error, hasAlpha, isFilled, thumbnail }: Props): ReactNode {
  const [percent, setPercent] = useState(50);
  if (error) {
    return (
      <div className={styles.frame}>
        <ErrorNote error={error} />
      </div>
    );
  }
  if (!made) {
    return (
      <div className={styles.frame} aria-busy>
        {thumbnail ? <img className={styles.early} src={artifactUrl(thumbnail)} alt={t('Before')} draggable={false} /> : null}
        <p className={styles.waiting} role="status">
          {t('Making the preview…')}
        </p>
      </div>
    );
  }
  const { before, after } = made;
  return (
    <div className={styles.frame} aria-busy={isStale} data-testid="before-after">
      <div
        className={styles.sheet}
        data-alpha={hasAlpha}
        // As large as fits: the frame's own size is what its query container gives.
        style={{ aspectRatio: `${before.width} / ${before.height}`, width: `min(100cqw, ${(100 * before.width) / before.height}cqh)` }}
      >
        <img src={artifactUrl(before.id)} alt={t('Before')} draggable={false} data-testid="preview-before" />
        <img
          src={artifactUrl(after.id)}
          alt={t('After')}
          draggable={false}
          style={{ clipPath: `inset(0 0 0 ${percent}%)` }}
          data-after={isFilled ? 'filled' : 'clear'}
          data-testid="preview-after"
        />
        <input
          type="range"
          min={0}
          max={100}
          step={1}
          value={percent}
          aria-label={t('Divide before from after')}
          aria-valuetext={t('Before {before} %, after {after} %', { before: percent, after: 100 - percent })}
          data-testid="divide"
          onChange={(event) => setPercent(event.currentTarget.valueAsNumber)}
        />
        <span className={styles.line} style={{ left: `${percent}%` }} aria-hidden />
        <span className={styles.label} data-side="before" hidden={percent < 14}>
          {t('Before')}
        </span>
        <span className={styles.label} data-side="after" hidden={percent > 86}>
          {t('After')}
        </span>
      </div>
    </div>
  );
}
