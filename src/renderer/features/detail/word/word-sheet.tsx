import { FoldHorizontal, Maximize2, Minus, Plus } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import type { FileDetail } from '../../../../shared/contract/engine-api';
import { displayName } from '../../../../shared/model/display-name';
import { IconButton } from '../../../parts/icon-button';
import { artifactUrl } from '../artifact-url';
import { sheetWidth } from './sheet-width';
import { useSize } from '../../../parts/use-size';
import { LEAST_ZOOM, MOST_ZOOM, stepZoom } from '../page/zoom';
import { t } from '../../../../shared/words/words';
import styles from './word-sheet.module.css';

interface Props {
  detail: FileDetail;
  /** The artifact's id; null until it is made. */
  html: string | null;
  onEnlarge?: () => void;
}

/**
 * A document in a frame of its own, in which nothing runs and nothing loads. It is drawn as wide as its page and then
 * made smaller or larger as a whole.
 */
export function WordSheet({ detail: { row, report }, html, onEnlarge }: Props): ReactNode {
  const room = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(room);
  /** Percent of the page's own size; null fits its width. */
  const [zoom, setZoom] = useState<number | null>(null);
  const natural = sheetWidth(report);
  const percent = zoom ?? Math.min(100, (width / natural) * 100);
  const scale = percent / 100;
  return (
    <div className={styles.word}>
      {/* Wider than its room it is moved with the arrow keys, as with the mouse. */}
      <div className={styles.room} ref={room} role="group" aria-label={t('Preview')} tabIndex={natural * scale > width + 1 ? 0 : undefined}>
        {html === null || width === 0 || height === 0 ? (
          <div className={styles.waiting} role="status" aria-label={t('Preparing the preview')} />
        ) : (
          <div className={styles.sheet} style={{ width: Math.max(width, natural * scale), height }}>
            <iframe
              key={html}
              className={styles.frame}
              sandbox=""
              src={artifactUrl(html)}
              title={t('Preview of {name}', { name: displayName(row.name) })}
              style={{ width: Math.max(width / scale, natural), height: height / scale, transform: `scale(${scale})` }}
              data-testid="word-preview"
            />
          </div>
        )}
      </div>
      <div className={styles.bar} role="group" aria-label={t('Size')}>
        <IconButton icon={Minus} label={t('Smaller')} disabled={percent <= LEAST_ZOOM} onClick={() => setZoom(stepZoom(percent, -1))} />
        <span className={styles.percent}>{Math.round(percent)} %</span>
        <IconButton icon={Plus} label={t('Larger')} disabled={percent >= MOST_ZOOM} onClick={() => setZoom(stepZoom(percent, 1))} />
        <IconButton icon={FoldHorizontal} label={t('Fit the width')} disabled={zoom === null} onClick={() => setZoom(null)} />
        {onEnlarge ? <IconButton icon={Maximize2} label={t('Enlarge')} data-testid="enlarge" onClick={onEnlarge} /> : null}
      </div>
    </div>
  );
}
