import { useRef, useState, type ReactNode, type RefObject } from 'react';
import type { FileDetail } from '../../../../shared/contract/engine-api';
import type { PageLayout } from '../../../../shared/model/page-layout';
import { artifactUrl } from '../artifact-url';
import type { Place } from '../detail-store';
import { PageMarks } from './page-marks';
import { PagePlace } from './page-place';
import { TextLayer } from './text-layer';
import type { Picture } from './use-page-picture';
import type { Size } from './zoom';
import styles from './page-picture.module.css';

interface Props {
  detail: FileDetail;
  page: number;
  /** CSS pixels. */
  size: Size;
  picture: Picture | null;
  layout: PageLayout | undefined;
  /** The words that are searched for. */
  sought: readonly string[];
  hasFrames: boolean;
  place: Place | null;
  frame: RefObject<HTMLElement | null>;
  sheet: RefObject<HTMLDivElement | null>;
  onWord: (word: number) => void;
  /** The picture can't be shown. */
  onLost: () => void;
}

/** One page of a document, or a picture, with its words over it. The page before stays until the next one is there. */
export function PagePicture(props: Props): ReactNode {
  const { detail, page, size, picture, layout, sought, hasFrames, place, frame, sheet, onWord, onLost } = props;
  const isPage = detail.row.kind === 'document';
  const early: Picture | null = detail.row.thumbnail && page === 1 ? { page, url: artifactUrl(detail.row.thumbnail), ...size } : null;
  const wanted = picture ?? early;
  const [drawn, setDrawn] = useState<Pick<Picture, 'page' | 'url'> | null>(null);
  // Pages that look alike have the same picture, of which the browser tells once.
  const isReady = wanted?.page === page && (drawn?.page === page || drawn?.url === wanted.url);

  const turn = useRef({ place, count: 0 });
  if (turn.current.place !== place) turn.current = { place, count: turn.current.count + 1 };

  return (
    <div className={styles.sheet} ref={sheet} data-page={isPage} style={size} aria-busy={!isReady} data-testid="page-sheet">
      {wanted ? (
        <img
          src={wanted.url}
          alt={isPage ? `Page ${isReady ? page : (drawn?.page ?? page)}` : 'Picture'}
          draggable={false}
          data-early={picture ? undefined : true}
          data-testid={picture ? 'preview-image' : undefined}
          onLoad={() => setDrawn(wanted)}
          onError={picture ? onLost : undefined}
        />
      ) : null}
      {layout && isReady ? (
        <>
          <PageMarks layout={layout} sought={sought} hasFrames={hasFrames} />
          {place?.page === page && place.box.width > 0 ? <PagePlace key={turn.current.count} place={place} layout={layout} frame={frame} /> : null}
          <TextLayer layout={layout} onWord={onWord} />
        </>
      ) : null}
    </div>
  );
}
