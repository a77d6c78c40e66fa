import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import type { FileDetail } from '../../../../shared/contract/engine-api';
import { termsOf } from '../../../format/find-hits';
import { Button } from '../../../parts/button';
import { ErrorNote } from '../../../parts/error-note';
import { useLayout } from '../../../state/layout-store';
import { usePlace } from '../detail-store';
import { FACE_FRAMES } from '../metrics/face-frames';
import { layoutWords } from './layout-words';
import { lineHeight } from './line-height';
import { naturalSize } from './natural-size';
import { pageForKey } from './page-for-key';
import type { QuarterTurn } from './reading-direction';
import { addTurns, turnSize, uprightTurn } from './turn-layout';
import { PagePicture } from './page-picture';
import { PageSwitcher } from './page-switcher';
import { useGestures } from './use-gestures';
import { usePageLayouts } from './use-page-layouts';
import { usePagePicture } from './use-page-picture';
import { useSharpness } from './use-sharpness';
import { useSize } from '../../../parts/use-size';
import { useWordCopy } from './use-word-copy';
import { useZoom } from './use-zoom';
import { PAGE_STEPS, PICTURE_STEPS, readableZoom } from './zoom';
import { ZoomControls } from './zoom-controls';
import { t } from '../../../../shared/words/words';
import styles from './page-viewer.module.css';

const FRAMES = 'word-boxes';

interface Props {
  detail: FileDetail;
  page: number;
  onPage: (page: number) => void;
  query: string;
  /** Pages are switched here, not elsewhere on the screen. */
  hasSwitcher: boolean;
  /** It has the window for itself. */
  isLarge?: boolean;
  /** At the ends of its bar. */
  title?: ReactNode;
  close?: ReactNode;
}

/** A page as it looks, with its words to select and to point at; to be zoomed, moved and turned. */
export function PageViewer({ detail, page, onPage, query, hasSwitcher, isLarge = false, title, close }: Props): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const room = useSize(frame);
  const isPage = detail.row.kind === 'document';
  const place = usePlace((state) => state.place);
  const { point, enlarge } = usePlace.getState();
  const areFramesOn = useLayout((state) => state.folds[FRAMES] ?? false);
  const areFacesOn = useLayout((state) => state.folds[FACE_FRAMES] ?? true);
  const setOpen = useLayout((state) => state.setOpen);
  const sought = useMemo(() => termsOf(query), [query]);
  const [lostUrl, setLostUrl] = useState<string | null>(null);

  const { layouts, error: layoutError, retry: retryLayout } = usePageLayouts(detail, [page]);
  const layout = layouts.get(page);
  // The next page is made ready, as its picture is.
  usePageLayouts(detail, layout && page < detail.pageCount ? [page + 1] : []);
  const [turns, setTurns] = useState<Readonly<Record<string, QuarterTurn>>>({});
  const sheetKey = `${detail.row.id} ${page}`;
  const turn = turns[sheetKey] ?? uprightTurn(layout);
  const [known, setKnown] = useState<{ width: number; height: number } | null>(null);
  const natural = turnSize(naturalSize(detail, page, layout, known), turn);
  const zoom = useZoom({
    frame,
    sheet,
    room,
    natural,
    mayGrow: isPage,
    initial: isPage && !isLarge ? 'width' : 'page',
    steps: isPage ? PAGE_STEPS : PICTURE_STEPS,
  });
  const side = useSharpness(room.width > 0 ? zoom.size : null);
  const { picture, error, retry } = usePagePicture(detail, page, side);
  useEffect(() => {
    if (picture) setKnown({ width: picture.width, height: picture.height });
  }, [picture]);

  useLayoutEffect(() => {
    if (room.width === 0 || !place || place.word === null || place.isOnPage || place.page !== page || !layout) return;
    zoom.bring(readableZoom((lineHeight(layout, place.word) * natural.width) / turnSize(layout, turn).width, isPage));
    // It is brought once, when it is pointed at.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [place, page, layout, room.width === 0]);

  const gestures = useGestures(frame, zoom, { zoomsByWheel: !isPage });
  const { onCopy, selectAll } = useWordCopy(sheet, layout);
  useLayoutEffect(() => {
    frame.current?.scrollTo({ top: 0 });
  }, [page]);

  const turnPage = (by: QuarterTurn): void => setTurns({ ...turns, [sheetKey]: addTurns(turn, by) });
  const onKey = (event: KeyboardEvent): void => {
    const isOn = (selector: string): boolean => event.target instanceof Element && event.target.closest(selector) !== null;
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.altKey || isOn('input, [role="menu"]')) return;
    const turned = isCommand || event.shiftKey ? null : pageForKey(event.key, page, detail.pageCount);
    if (turned !== null) onPage(turned);
    else if (isOn('button') || (isCommand && event.key !== 'a')) return;
    else if (isCommand) selectAll();
    else if (event.key === '+' || event.key === '=') zoom.step(1);
    else if (event.key === '-') zoom.step(-1);
    else if (event.key === '0') zoom.set(isPage && zoom.zoom === 'page' ? 'width' : 'page');
    else if (event.key === '1') zoom.set(100);
    else if (event.key.toLowerCase() === 't') turnPage(event.shiftKey ? 270 : 90);
    else if (event.key === ' ') enlarge(!isLarge);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  /** Between fitted and actual pixels. */
  const onDoubleClick = (event: MouseEvent): void => {
    if (isPage || (event.target instanceof Element && event.target.closest('[data-word]'))) return;
    if (zoom.zoom === 'page') zoom.at((zoom.percent < 99 ? 100 : 200) / zoom.percent, event);
    else zoom.set('page');
  };
  const faces = detail.report?.kind === 'image' && page === 1 ? (detail.report.content?.faces ?? []) : [];
  const isLost = picture !== null && picture.url === lostUrl;
  const bar = (
    <div className={styles.bar}>
      {title}
      {hasSwitcher && detail.pageCount > 1 ? <PageSwitcher page={page} count={detail.pageCount} onPage={onPage} /> : null}
      <ZoomControls
        control={zoom}
        isPage={isPage}
        faces={faces.length > 0 ? { areShown: areFacesOn, toggle: () => setOpen(FACE_FRAMES, !areFacesOn) } : undefined}
        frames={detail.hasLayout ? { areShown: areFramesOn, toggle: () => setOpen(FRAMES, !areFramesOn) } : undefined}
        onTurn={() => turnPage(90)}
        onEnlarge={isLarge ? undefined : () => enlarge(true)}
      />
      {close}
    </div>
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={styles.viewer}
      role="group"
      aria-label={t('Pages')}
      data-large={isLarge}
      data-testid="page-viewer"
      onKeyDown={onKey}
      onCopy={onCopy}
    >
      {isLarge ? bar : null}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        className={styles.frame}
        ref={frame}
        tabIndex={0}
        role="group"
        aria-label={isPage ? t('Page {page, number} of {pages, number}', { page, pages: detail.pageCount }) : t('Picture')}
        data-testid="page-frame"
        data-first
        onDoubleClick={onDoubleClick}
        {...gestures}
      >
        {error || isLost ? (
          <div className={styles.note}>
            <ErrorNote error={error ?? LOST}>{error ? <Button onClick={retry}>{t('Try again')}</Button> : null}</ErrorNote>
          </div>
        ) : (
          <PagePicture
            detail={detail}
            page={page}
            size={zoom.size}
            turn={turn}
            picture={picture}
            layout={layout}
            sought={sought}
            hasFrames={areFramesOn}
            faces={areFacesOn ? faces : []}
            place={place}
            brought={zoom.brought}
            frame={frame}
            sheet={sheet}
            onWord={(word) => {
              const box = layout && layoutWords(layout)[word]?.box;
              if (box) point({ page, box, word, isOnPage: true });
            }}
            onLost={() => setLostUrl(picture?.url ?? null)}
          />
        )}
      </div>
      {layoutError ? (
        <p className={styles.problem} role="status">
          {t('The words of this page could not be placed.')}{' '}
          <button type="button" onClick={retryLayout}>
            {t('Try again')}
          </button>
        </p>
      ) : null}
      {isLarge ? null : bar}
    </div>
  );
}

const LOST = {
  code: 'artifact.none',
  message: t('The picture of it is no longer there.'),
  hint: t('Retry the file to make it again.'),
  cause: 'damaged',
} as const;
