import { memo, useMemo, type ReactNode } from 'react';
import type { PageLayout } from '../../../../shared/model/page-layout';
import { cutText, type TextPart } from './cut-text';
import { isDoubtful } from '../page/doubtful-words';
import { layoutWords } from '../page/layout-words';
import type { WordRange } from './place-words';
import type { TextHit } from './text-hits';
import type { TextBlock } from './text-pages';
import { t } from '../../../../shared/words/words';
import styles from './text-piece.module.css';

const NO_RANGES: readonly WordRange[] = [];

interface Props {
  block: TextBlock;
  hits: readonly TextHit[];
  /** Where the words of the page stand, on it and in its text; undefined as long as that is not known. */
  layout: PageLayout | undefined;
  ranges: readonly WordRange[] | undefined;
  /** Of this page: the word that is pointed at, and where the hit on show begins. */
  pointed: number | null;
  currentHit: number | null;
  hasPages: boolean;
}

export const TextPiece = memo(function TextPiece(props: Props): ReactNode {
  const { block, hits, layout, ranges = NO_RANGES, pointed, currentHit, hasPages } = props;
  const words = layout ? layoutWords(layout) : null;
  const parts = useMemo(() => cutText(block, ranges, hits), [block, ranges, hits]);
  const isStart = block.start === 0;
  const isOfHit = (part: TextPart): boolean => part.pieces.some(({ hit }) => hit !== null && hit === currentHit);
  // A hit of several words is pointed at by its first.
  const isHitPointed = parts.some((part) => part.word !== null && part.word === pointed && isOfHit(part));
  return (
    <div className={styles.piece} data-of={block.page} data-page={isStart ? block.page : undefined} translate="no">
      {hasPages && isStart ? <p className={styles.pageMark} translate="yes">{t('Page {page}', { page: block.page })}</p> : null}
      {parts.map((part, index) => {
        const { word, pieces } = part;
        const inside = pieces.map(({ text, hit }, at) =>
          hit === null ? (
            text
          ) : (
            <mark key={at} data-hit={hit} data-current={(word === null && hit === currentHit && text.trim() !== '') || undefined}>
              {text}
            </mark>
          ),
        );
        if (word === null) return inside;
        const known = words?.[word];
        const doubtful = known && isDoubtful(known) ? known : null;
        return (
          <span
            key={index}
            className={styles.word}
            data-word={word}
            data-current={word === pointed || (isHitPointed && isOfHit(part)) || undefined}
            data-doubtful={doubtful ? true : undefined}
            title={doubtful ? t('Read as “{text}” with {confidence} % confidence', { text: doubtful.text, confidence: Math.round(doubtful.confidence ?? 0) }) : undefined}
          >
            {inside}
          </span>
        );
      })}
    </div>
  );
});
