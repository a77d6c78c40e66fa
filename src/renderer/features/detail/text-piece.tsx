import { memo, type ReactNode } from 'react';
import { findHits } from '../../format/find-hits';
import { Marked } from '../../parts/marked';
import type { TextBlock } from './text-pages';
import styles from './text-tab.module.css';

interface Props {
  block: TextBlock;
  words: readonly string[];
  hasPages: boolean;
}

export const TextPiece = memo(function TextPiece({ block, words, hasPages }: Props): ReactNode {
  return (
    <div className={styles.piece} data-page={block.isStart ? block.page : undefined}>
      {hasPages && block.isStart ? <p className={styles.pageMark}>Page {block.page}</p> : null}
      {words.length > 0 ? <Marked pieces={findHits(block.text, words)} /> : block.text}
    </div>
  );
});
