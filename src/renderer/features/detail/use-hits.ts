import { useEffect, useMemo, useRef, useState } from 'react';
import { wordsOf } from '../../format/find-hits';
import { usePlace } from './detail-store';
import { allHits, hitFinder, type TextHit } from './text-hits';
import type { TextBlock } from './text-pages';
import type { useText } from './use-text';

/** So much of a text is searched by itself, UTF-16 units: as much as the index holds. */
const MOST_LOADED = 2_000_000;

interface Hits {
  sought: readonly string[];
  find: (block: TextBlock) => readonly TextHit[];
  hits: readonly TextHit[];
  /** The one on show, from 0. */
  at: number;
  isComplete: boolean;
  go: (at: number) => void;
}

/** The hits of a search in a text. It is loaded for them, and the first one is shown by itself. */
export function useHits(query: string, text: ReturnType<typeof useText>, show: (hit: TextHit) => void): Hits {
  const sought = useMemo(() => wordsOf(query), [query]);
  const find = useMemo(() => hitFinder(sought), [sought]);
  const { blocks, loaded, isComplete, error, more } = text;
  const hits = useMemo(() => (sought.length > 0 ? allHits(blocks, find) : []), [blocks, find, sought]);
  const [at, setAt] = useState(0);
  const isSearching = sought.length > 0 && !isComplete && loaded < MOST_LOADED && !error;

  useEffect(() => {
    if (isSearching) more();
  }, [isSearching, blocks, more]);

  const go = (next: number): void => {
    const hit = hits[next];
    if (!hit) return;
    setAt(next);
    show(hit);
  };
  const latestGo = useRef(go);
  latestGo.current = go;
  // Whoever comes from elsewhere with a place of their own, as from a table, is not led away from it.
  const landed = useRef(usePlace.getState().place === null ? null : find);
  const hasHits = hits.length > 0;
  useEffect(() => {
    if (!hasHits || landed.current === find) return;
    landed.current = find;
    latestGo.current(0);
  }, [find, hasHits]);

  return { sought, find, hits, at: Math.min(at, Math.max(0, hits.length - 1)), isComplete, go };
}
