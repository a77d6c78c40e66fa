import { useMemo, useRef, useState, type CSSProperties, type ReactNode, type RefObject } from 'react';
import type { FileDetail } from '../../../../shared/contract/engine-api';
import type { PageLayout } from '../../../../shared/model/page-layout';
import type { Term } from '../../../format/find-hits';
import type { Face } from '../../../../shared/model/report';
import { artifactUrl } from '../artifact-url';
import type { Place } from '../detail-store';
import { FaceFrames } from '../metrics/face-frames';
import { PageMarks } from './page-marks';
import { PagePlace } from './page-place';
import type { QuarterTurn } from './reading-direction';
import { TextLayer } from './text-layer';
import { turnBox, turnLayout, turnSize } from './turn-layout';
import type { Picture } from './use-page-picture';
import type { Size } from './zoom';
import { t } from '../../../../shared/words/words';
import styles from './page-picture.module.css';

interface Props {
  detail: FileDetail;
  page: number;
  /** As turned, CSS pixels. */
  size: Size;
  /** By which it is shown turned, clockwise. */
  turn: QuarterTurn;
  picture: Picture | null;
  layout: PageLayout | undefined;
  /** What is searched for. */
  sought: readonly Term[];
  hasFrames: boolean;
  /** Framed on the picture. */
  faces: readonly Face[];
  place: Place | null;
  /** How large it was brought by itself, percent. */
  brought: number | null;
  frame: RefObject<HTMLElement | null>;
  sheet: RefObject<HTMLDivElement | null>;
  onWord: (word: number) => void;
  /** The picture can't be shown. */
  onLost: () => void;
}

/** One page of a document, or a picture, with its words over it. The page before stays until the next one is there. */
export function PagePicture(props: Props): ReactNode {
  const { detail, page, size, turn, picture, layout, sought, hasFrames, faces, place, brought, frame, sheet, onWord, onLost } = props;
  const isPage = detail.row.kind === 'document';
  const { report } = detail;
  const isSeeThrough = report?.kind === 'image' && report.hasAlpha;
  const early: Picture | null = detail.row.thumbnail && page === 1 ? { page, url: artifactUrl(detail.row.thumbnail), ...size } : null;
  const wanted = picture ?? early;
  const [drawn, setDrawn] = useState<Pick<Picture, 'page' | 'url'> | null>(null);
  // Pages that look alike have the same picture, of which the browser tells once.
  const isReady = wanted?.page === page && (drawn?.page === page || drawn?.url === wanted.url);

  const pointed = useRef({ place, count: 0 });
  if (pointed.current.place !== place) pointed.current = { place, count: pointed.current.count + 1 };
  const shown = useMemo(() => layout && turnLayout(layout, turn), [layout, turn]);
  const shownPlace = place && layout && place.page === page && place.box.width > 0 ? { ...place, box: turnBox(place.box, layout, turn) } : null;

  return (
    <div className={styles.sheet} ref={sheet} data-page={isPage} data-alpha={isSeeThrough} style={size} aria-busy={!isReady} data-testid="page-sheet">
      {wanted ? (
        <img
          src={wanted.url}
          alt={isPage ? t('Page {page}', { page: isReady ? page : (drawn?.page ?? page) }) : t('Picture')}
          draggable={false}
          style={turnedPicture(size, turn)}
          data-early={picture ? undefined : true}
          data-testid={picture ? 'preview-image' : undefined}
          onLoad={() => setDrawn(wanted)}
          onError={picture ? onLost : undefined}
        />
      ) : null}
      {report?.kind === 'image' && faces.length > 0 && isReady ? <FaceFrames faces={faces} picture={report} turn={turn} /> : null}
      {shown && isReady ? (
        <>
          <PageMarks layout={shown} sought={sought} hasFrames={hasFrames} />
          {shownPlace ? <PagePlace key={pointed.current.count} place={shownPlace} layout={shown} brought={brought} frame={frame} /> : null}
          <TextLayer layout={shown} onWord={onWord} />
        </>
      ) : null}
    </div>
  );
}

/** The picture turned within the sheet, whose size is the turned one. */
function turnedPicture(sheet: Size, turn: QuarterTurn): CSSProperties | undefined {
  if (turn === 0) return undefined;
  const [x, y] = [turn === 270 ? 0 : sheet.width, turn === 90 ? 0 : sheet.height];
  return { ...turnSize(sheet, turn), transformOrigin: '0 0', transform: `translate(${x}px, ${y}px) rotate(${turn}deg)` };
}
