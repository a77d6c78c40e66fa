import { useEffect, useState } from 'react';
import type { FileDetail } from '../../../../shared/contract/engine-api';
import type { ErrorData } from '../../../../shared/errors/filemill-error';
import { callEngine } from '../../../engine-client/engine-client';
import { artifactUrl } from '../artifact-url';
import { KeptAnswers, type Question } from './kept-answers';
import { useKept } from './use-kept';
import { versionOf } from '../version-of';

export interface Picture {
  page: number;
  url: string;
  width: number;
  height: number;
}

const pictures = new KeptAnswers<Picture>(40);

interface PagePicture {
  /** The sharpest that is there of this page, else the one shown before; null before the first. */
  picture: Picture | null;
  error: ErrorData | null;
  retry: () => void;
}

/**
 * The picture of a page, `side` pixels on its longer side; none is asked for while that is null. When it is there, the
 * one of the next page is made ready too.
 */
export function usePagePicture(detail: FileDetail, page: number, side: number | null): PagePicture {
  const { id } = detail.row;
  const questionOf = (wanted: number): Question<Picture> => ({
    key: `${versionOf(detail)} ${wanted} ${side}`,
    ask: async (signal) => {
      const made = await callEngine('files.preview', { id, page: wanted, maxSidePixels: side ?? 0 }, { signal });
      return { page: wanted, url: artifactUrl(made.id), width: made.width, height: made.height };
    },
  });
  const { answers, retry } = useKept(pictures, side === null ? [] : [questionOf(page)]);
  const [current] = answers;
  const hasNext = side !== null && current?.value != null && page < detail.pageCount;
  const next = useKept(pictures, hasNext ? [questionOf(page + 1)] : []).answers[0]?.value;

  useEffect(() => {
    if (!next) return;
    const ahead = new Image();
    ahead.src = next.url;
  }, [next]);

  const [shown, setShown] = useState<Picture | null>(null);
  const fresh = current?.value ?? null;
  if (fresh && fresh !== shown) setShown(fresh);
  return { picture: fresh ?? shown, error: current?.error ?? null, retry };
}
