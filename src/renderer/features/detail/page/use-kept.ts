import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useEngine } from '../../../state/engine-store';
import type { Answer, KeptAnswers, Question } from './kept-answers';

interface Kept<T> {
  /** One for each question. */
  answers: readonly Answer<T>[];
  /** Asks again for those that failed. */
  retry: () => void;
}

/** The answers to these questions, wanted for as long as they are named here; asked again with a new engine. */
export function useKept<T>(kept: KeptAnswers<T>, questions: readonly Question<T>[]): Kept<T> {
  const keys = questions.map((question) => question.key).join('\n');
  const latest = useRef(questions);
  latest.current = questions;
  const connection = useEngine((state) => state.connection);
  const [tries, setTries] = useState(0);

  useEffect(() => {
    const releases = latest.current.map((question) => kept.want(question));
    return () => {
      for (const release of releases) release();
    };
  }, [kept, keys, connection, tries]);

  useSyncExternalStore(kept.subscribe, () => kept.version);
  const retry = useCallback(() => setTries((count) => count + 1), []);
  return { answers: questions.map((question) => kept.find(question.key)), retry };
}
