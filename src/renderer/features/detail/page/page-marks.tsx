import { memo, useMemo, type ReactNode } from 'react';
import type { PageLayout } from '../../../../shared/model/page-layout';
import type { Term } from '../../../format/find-hits';
import { isDoubtful } from './doubtful-words';
import { hitsOnPage } from './hits-on-page';
import { layoutWords } from './layout-words';
import { framesPath, wavesPath } from './page-box';
import styles from './page-marks.module.css';

interface Props {
  layout: PageLayout;
  /** What is searched for. */
  sought: readonly Term[];
  hasFrames: boolean;
}

/** What is drawn on a page's picture: hits of a search, doubtful words, and frames around all words on wish. */
export const PageMarks = memo(function PageMarks({ layout, sought, hasFrames }: Props): ReactNode {
  const words = layoutWords(layout);
  const hits = useMemo(() => hitsOnPage(words, sought), [words, sought]);
  const doubtful = useMemo(() => words.filter(isDoubtful), [words]);
  const boxes = (some: typeof words): typeof words[number]['box'][] => some.map(({ box }) => box);
  return (
    <svg
      className={styles.marks}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      preserveAspectRatio="none"
      aria-hidden
      data-hits={hits.length}
      data-doubtful={doubtful.length}
      data-testid="page-marks"
    >
      <path className={styles.hits} d={framesPath(boxes(hits.flat()))} />
      {hasFrames ? <path className={styles.frames} d={framesPath(boxes(words))} data-testid="word-frames" /> : null}
      <path className={styles.waves} d={wavesPath(doubtful)} />
    </svg>
  );
});
