import type { ErrorData } from '../../../../shared/errors/filemill-error';
import type { DuplicateMember } from '../../../../shared/model/duplicates';
import { callEngine } from '../../../engine-client/engine-client';
import { KeptAnswers, type Question } from '../../detail/page/kept-answers';
import { useKept } from '../../detail/page/use-kept';

/** Characters of each text that are compared. */
export const MOST_CHARACTERS = 60_000;

export interface MemberText {
  text: string;
  /** Of the whole text. */
  total: number;
}

const texts = new KeptAnswers<MemberText>(8);

function questionOf({ fileId, sha256 }: DuplicateMember): Question<MemberText> {
  return {
    key: `${fileId} ${sha256}`,
    ask: (signal) => callEngine('files.text', { id: fileId, limit: MOST_CHARACTERS }, { signal }),
  };
}

interface PairText {
  first: MemberText | null;
  second: MemberText | null;
  error: ErrorData | null;
  retry: () => void;
}

/** The beginnings of two texts. */
export function usePairText(first: DuplicateMember, second: DuplicateMember): PairText {
  const { answers, retry } = useKept(texts, [questionOf(first), questionOf(second)]);
  return {
    first: answers[0]?.value ?? null,
    second: answers[1]?.value ?? null,
    error: answers.find(({ error }) => error !== null)?.error ?? null,
    retry,
  };
}
