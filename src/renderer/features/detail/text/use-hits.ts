import { useEffect, useMemo, useRef, useState } from 'react';
import { termsOf, type Term } from '../../../format/find-hits';
import { usePlace } from '../detail-store';
import { allHits, hitFinder, type TextHit } from './text-hits';
import type { TextBlock } from './text-pages';
import { LARGE_CHUNK, type useText } from './use-text';

/** So much of a text is searched by itself, UTF-16 units: as much as the index holds. */
const MOST_LOADED = 2_000_000;

interface Hits {
  sought: readonly Term[];
  find: (block: TextBlock) => readonly TextHit[];
  hits: readonly TextHit[];
  /** The one on show, from 0. */
  at: number;
  isComplete: boolean;
  go: (at: number) => void;
}

interface Search {
  query: string;
  text: ReturnType<typeof useText>;
  page: number;
  show: (hit: TextHit) => void;
}

/** The hits of a search in a text. It is loaded for them, and the first one is shown by itself. */
export function useHits({ query, text, page, show }: Search): Hits {
  const sought = useMemo(() => termsOf(query), [query]);
  const find = useMemo(() => hitFinder(sought), [sought]);
  const { blocks, loaded, isComplete, error, more } = text;
  const hits = useMemo(() => (sought.length > 0 ? allHits(blocks, find) : []), [blocks, find, sought]);
  const [at, setAt] = useState(0);
  const isSearching = sought.length > 0 && !isComplete && loaded < MOST_LOADED && !error;

  useEffect(() => {
    if (isSearching) more(LARGE_CHUNK);
  }, [isSearching, blocks, more]);

  const go = (next: number): void => {
    const hit = hits[next];
    if (!hit) return;
    setAt(next);
    show(hit);
  };
  /** The search that was led to its first hit. */
  const landed = useRef<typeof find | null>(null);
  const land = (): void => {
    // Whoever comes with a place of their own, as from a table or from another tab, is not led away from it.
    if (landed.current !== null || usePlace.getState().place === null) go(0);
    else setAt(Math.max(0, hits.findIndex((hit) => hit.page >= page)));
  };
  const latestLand = useRef(land);
  latestLand.current = land;
  const hasHits = hits.length > 0;
  useEffect(() => {
    if (!hasHits || landed.current === find) return;
    latestLand.current();
    landed.current = find;
  }, [find, hasHits]);

  return { sought, find, hits, at: Math.min(at, Math.max(0, hits.length - 1)), isComplete, go };
}
