import { Type } from 'lucide-react';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import type { FileDetail } from '../../../shared/contract/engine-api';
import { wordsOf } from '../../format/find-hits';
import { Button } from '../../parts/button';
import { EmptyState } from '../../parts/empty-state';
import { ErrorNote } from '../../parts/error-note';
import { Skeleton } from '../../parts/skeleton';
import { PageSwitcher } from './page-switcher';
import { HitSwitcher } from './hit-switcher';
import { TextPiece } from './text-piece';
import { useText } from './use-text';
import styles from './text-tab.module.css';

interface Props {
  detail: FileDetail;
  query: string;
  page: number;
  onPage: (page: number) => void;
}

export function TextTab({ detail, query, page, onPage }: Props): ReactNode {
  if (detail.textLength === 0) {
    const isOpen = detail.row.state === 'inProgress' || detail.row.state === 'waiting';
    return isOpen ? (
      <EmptyState icon={Type} title="No text yet" text="The file has not been read to its end." />
    ) : (
      <EmptyState icon={Type} title="No text in this file" text={noTextReason(detail)} />
    );
  }
  return <LoadedText detail={detail} query={query} page={page} onPage={onPage} />;
}

function noTextReason({ row, report }: FileDetail): string {
  if (row.error) return 'It could not be read; the summary says why.';
  if (report?.kind === 'document') return 'Its pages hold pictures only.';
  return 'Files of this kind hold no text that Filemill reads.';
}

function LoadedText({ detail, query, page, onPage }: Props): ReactNode {
  const { blocks, error, more, isComplete, total } = useText(detail.row.id, `${detail.sha256}-${detail.textLength}`);
  const words = useMemo(() => wordsOf(query), [query]);
  const frame = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const wanted = useRef<number | null>(null);

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

  // A page chosen beside the picture is brought into view here, once it is loaded.
  const shownPage = useRef(page);
  if (shownPage.current !== page) {
    shownPage.current = page;
    wanted.current = page;
  }
  useEffect(() => {
    if (wanted.current === null) return;
    const target = frame.current?.querySelector<HTMLElement>(`[data-page="${wanted.current}"]`);
    if (target) {
      wanted.current = null;
      target.scrollIntoView({ block: 'start' });
    } else if (!isComplete) more();
  }, [page, blocks, isComplete, more]);

  return (
    <>
      <div className={styles.bar}>
        {detail.pageCount > 1 ? <PageSwitcher page={page} count={detail.pageCount} onPage={onPage} /> : null}
        {words.length > 0 ? <HitSwitcher frame={frame} resetKey={`${query}-${blocks.length > 0}`} /> : null}
      </div>
      <div
        className={styles.text}
        ref={frame}
        tabIndex={0}
        role="region"
        aria-label="Text of the file"
        data-mono={detail.row.kind === 'data'}
        data-testid="detail-text"
      >
        {total === null && !error ? <Skeleton rows={8} /> : null}
        {blocks.map((block) => (
          <TextPiece key={block.key} block={block} words={words} hasPages={detail.pageCount > 1} />
        ))}
        {error ? (
          <ErrorNote error={error}>
            <Button onClick={more}>Try again</Button>
          </ErrorNote>
        ) : null}
        <div ref={end} className={styles.end}>
          {isComplete || total === null ? null : 'Loading more…'}
        </div>
      </div>
    </>
  );
}
