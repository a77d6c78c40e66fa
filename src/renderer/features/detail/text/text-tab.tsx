import { Maximize2, Type } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type MouseEvent, type ReactNode } from 'react';
import type { FileDetail } from '../../../../shared/contract/engine-api';
import { Button } from '../../../parts/button';
import { EmptyState } from '../../../parts/empty-state';
import { ErrorNote } from '../../../parts/error-note';
import { Skeleton } from '../../../parts/skeleton';
import { useReread } from '../../reread/reread-store';
import { usePlace } from '../detail-store';
import { rereadingOf } from '../rereading';
import { doubtfulWords } from '../page/doubtful-words';
import { DoubtfulSwitcher } from './doubtful-switcher';
import { HitSwitcher } from './hit-switcher';
import { ocrOf } from './ocr-of';
import { PageSwitcher } from '../page/page-switcher';
import { wordsWithin } from './place-words';
import { ReadingChip } from './reading-chip';
import { TextPiece } from './text-piece';
import { useDoubtful } from './use-doubtful';
import { useHits } from './use-hits';
import { usePageLayouts } from '../page/use-page-layouts';
import { usePointAt } from './use-point-at';
import { LARGE_CHUNK, useText } from './use-text';
import { useTextGoal } from './use-text-goal';
import { useVisiblePages } from './use-visible-pages';
import { versionOf } from '../version-of';
import { wordPlacer } from './word-placer';
import { t } from '../../../../shared/words/words';
import styles from './text-tab.module.css';

interface Props {
  detail: FileDetail;
  query: string;
  page: number;
  onPage: (page: number) => void;
  /** The page is shown beside its text; else it is enlarged for what is pointed at. */
  isBeside: boolean;
}

export function TextTab(props: Props): ReactNode {
  const { detail } = props;
  if (detail.textLength === 0) {
    const isOpen = detail.row.state === 'inProgress' || detail.row.state === 'waiting';
    const rereading = rereadingOf(detail);
    return isOpen ? (
      <EmptyState icon={Type} title={t('No text yet')} text={t('The file has not been read to its end.')} />
    ) : (
      <EmptyState icon={Type} title={t('No text in this file')} text={noTextReason(detail)}>
        {rereading ? (
          <Button data-testid="read-anyway" onClick={() => useReread.getState().ask(rereading)}>
            {t('Read it anyway…')}
          </Button>
        ) : null}
      </EmptyState>
    );
  }
  return <LoadedText {...props} />;
}

function noTextReason(detail: FileDetail): string {
  if (detail.row.error) return t('It could not be read; the summary says why.');
  if (ocrOf(detail)) return t('OCR looked at it and found none.');
  if (detail.report?.kind === 'document') return t('Its pages hold pictures only.');
  if (detail.report?.kind === 'image') return t('No text was seen in this picture.');
  return t('Files of this kind hold no text that Filemill reads.');
}

function LoadedText({ detail, query, page, onPage, isBeside }: Props): ReactNode {
  const text = useText(detail.row.id, versionOf(detail));
  const { blocks, error, more, isComplete, total } = text;
  const frame = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const place = usePlace((state) => state.place);
  const { enlarge } = usePlace.getState();

  const visible = useVisiblePages(frame, blocks.length);
  const { layouts } = usePageLayouts(detail, [...new Set([page, ...visible])]);
  const [placer] = useState(wordPlacer);
  const pointAt = usePointAt(layouts);
  const moreAtOnce = useCallback(() => more(LARGE_CHUNK), [more]);
  const goTo = useTextGoal({ frame, page, onPage, more: isComplete || error ? undefined : moreAtOnce });

  const { sought, find, hits, at, isComplete: isSearched, go } = useHits({
    query,
    text,
    page,
    show: (hit) => {
      onPage(hit.page);
      goTo({ page: hit.page, selector: `[data-hit="${hit.start}"]` });
      if (detail.hasLayout) pointAt({ page: hit.page, numbers: (layout) => wordsWithin(placer(blocks, layout), hit.start, hit.end) });
    },
  });
  const showPage = (): void => {
    if (!isBeside && detail.canPreview) enlarge(true);
  };
  const ocr = ocrOf(detail);
  const doubtful = useDoubtful(ocr, layouts, page);
  const stepDoubtful = (step: 1 | -1): void => {
    const next = doubtful.next(step);
    if (!next) return;
    onPage(next.page);
    pointAt({ page: next.page, numbers: (layout) => doubtfulWords(layout).slice(next.nth, next.nth + 1) });
    showPage();
  };

  useEffect(() => {
    if (place && place.word !== null) goTo({ page: place.page, selector: `[data-word="${place.word}"]` });
  }, [place, goTo]);

  useEffect(() => {
    const sentinel = end.current;
    if (!sentinel || isComplete || error) return undefined;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && more(), {
      root: frame.current,
      rootMargin: '800px',
    });
    observer.observe(sentinel);
    return () => observer.disconnect();
  }, [more, isComplete, error, blocks]);

  const onClick = (event: MouseEvent): void => {
    const word = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-word]') : null;
    const piece = word?.closest<HTMLElement>('[data-of]');
    // A word that is being selected is not pointed at.
    if (!word || !piece || window.getSelection()?.isCollapsed === false) return;
    const [wordPage, number] = [Number(piece.dataset['of']), Number(word.dataset['word'])];
    onPage(wordPage);
    pointAt({ page: wordPage, numbers: () => [number] });
    showPage();
  };

  const facts = ocr?.pages.find((one) => one.page === page);
  const current = hits[at];
  return (
    <>
      <div className={styles.bar}>
        {detail.pageCount > 1 ? <PageSwitcher page={page} count={detail.pageCount} onPage={onPage} /> : null}
        {ocr && facts ? <ReadingChip report={ocr} page={facts} pageCount={detail.pageCount} /> : null}
        {sought.length > 0 ? <HitSwitcher at={at} count={hits.length} isComplete={isSearched} onGo={go} /> : null}
        {doubtful.total > 0 ? (
          <DoubtfulSwitcher
            number={doubtful.number}
            total={doubtful.total}
            canStep={(step) => doubtful.next(step) !== null}
            onStep={stepDoubtful}
          />
        ) : null}
        {detail.canPreview && !isBeside ? (
          <Button icon={Maximize2} title={t('Show the page')} data-testid="show-page" onClick={() => enlarge(true)}>
            {t('Page')}
          </Button>
        ) : null}
      </div>
      {/* Keys lead to places by the bar above. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions */}
      <div
        className={styles.text}
        ref={frame}
        tabIndex={0}
        role="region"
        aria-label={t('Text of the file')}
        data-mono={detail.row.kind === 'data'}
        data-testid="detail-text"
        onClick={onClick}
      >
        {total === null && !error ? <Skeleton rows={8} /> : null}
        {blocks.map((block) => {
          const layout = layouts.get(block.page);
          return (
            <TextPiece
              key={block.key}
              block={block}
              hits={find(block)}
              layout={layout}
              ranges={layout && placer(blocks, layout)}
              pointed={place?.page === block.page ? place.word : null}
              currentHit={current?.page === block.page ? current.start : null}
              hasPages={detail.pageCount > 1}
            />
          );
        })}
        {error ? (
          <ErrorNote error={error}>
            <Button onClick={() => more()}>{t('Try again')}</Button>
          </ErrorNote>
        ) : null}
        <div ref={end} className={styles.end}>
          {isComplete || total === null ? null : t('Loading more…')}
        </div>
        {isComplete && detail.hasLayout && detail.canPreview ? <p className={styles.hint}>{hintOf(doubtful.total)}</p> : null}
      </div>
    </>
  );
}

function hintOf(doubtful: number): string {
  return doubtful > 0 ? t('Select a word to see it on the page. Alt+Down: next doubtful word.') : t('Select a word to see it on the page.');
}
