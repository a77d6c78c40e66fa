import type { FileDetail } from '../../../../shared/contract/engine-api';
import type { ErrorData } from '../../../../shared/errors/filemill-error';
import type { PageLayout } from '../../../../shared/model/page-layout';
import { callEngine } from '../../../engine-client/engine-client';
import { KeptAnswers } from './kept-answers';
import { useKept } from './use-kept';
import { versionOf } from '../version-of';

const layouts = new KeptAnswers<PageLayout>(12);

interface PageLayouts {
  /** By page, as far as they are there. */
  layouts: ReadonlyMap<number, PageLayout>;
  error: ErrorData | null;
  retry: () => void;
}

/** Where the words of these pages stand; nothing for files without layouts. */
export function usePageLayouts(detail: FileDetail, pages: readonly number[]): PageLayouts {
  const { id } = detail.row;
  const wanted = detail.hasLayout ? pages : [];
  const { answers, retry } = useKept(
    layouts,
    wanted.map((page) => ({
      key: `${versionOf(detail)} ${page}`,
      ask: async (signal) => {
        // The picture of the page goes first.
        await new Promise((resolve) => setTimeout(resolve));
        signal.throwIfAborted();
        return callEngine('files.layout', { id, page }, { signal });
      },
    })),
  );
  return {
    layouts: new Map(answers.flatMap(({ value }, index) => (value ? [[wanted[index] as number, value]] : []))),
    error: answers.find(({ error }) => error)?.error ?? null,
    retry,
  };
}
