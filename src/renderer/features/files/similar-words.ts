import { useEffect } from 'react';
import { create } from 'zustand';
import type { FileRows } from '../../engine-client/use-file-rows';

interface SimilarWords {
  fileId: number | null;
  words: readonly string[];
}

/** The words by which the search found the chosen file, where they are not those of the query. */
const useStore = create<SimilarWords>()(() => ({ fileId: null, words: [] }));

/** Tells of the chosen file as the list has it. */
export function useTellSimilar(rows: FileRows, selectedId: number | null): void {
  const { version } = rows;
  useEffect(() => {
    if (selectedId === null) return;
    const row = rows.read().find(([, one]) => one.id === selectedId)?.[1];
    const before = useStore.getState();
    const words = row?.similarWords ?? [];
    if (row && (before.fileId !== selectedId || before.words.join(' ') !== words.join(' '))) useStore.setState({ fileId: selectedId, words });
  }, [rows, version, selectedId]);
}

/** What is marked in a file that was found by `words`: these, and those that are one letter off where it was found by them. */
export function useMarkedWords(fileId: number | null, words: string): string {
  const similar = useStore((state) => (state.fileId === fileId ? state.words : NONE));
  return words === '' || similar.length === 0 ? words : withSimilar(words, similar);
}

const NONE: readonly string[] = [];

/** The last word of the query stays the last: it may be unfinished. */
export function withSimilar(words: string, similar: readonly string[]): string {
  return [...similar.map((word) => `"${word.replaceAll('"', '')}"`), words].join(' ');
}
