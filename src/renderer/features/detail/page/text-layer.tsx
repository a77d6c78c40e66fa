import { memo, useMemo, useRef, type MouseEvent, type PointerEvent, type ReactNode } from 'react';
import type { PageLayout } from '../../../../shared/model/page-layout';
import { layoutWords } from './layout-words';
import { nearestWord, type WordOffset } from './nearest-word';
import { percentOf } from './page-box';
import { standOf } from './reading-direction';
import { selectWords } from './select-words';
import { wordWidth } from './word-width';
import styles from './text-layer.module.css';

/** What a hand does to a click, CSS pixels. */
const TREMOR = 3;

interface Props {
  layout: PageLayout;
  /** A word was clicked. */
  onWord: (word: number) => void;
}

/**
 * The words of a page over its picture, unseen but there to be selected. The selection is made by the nearest word,
 * because between words that stand freely on a page the browser's own jumps about. For screen readers, the text stands
 * in the tab of that name.
 */
export const TextLayer = memo(function TextLayer({ layout, onWord }: Props): ReactNode {
  const words = layoutWords(layout);
  const ref = useRef<HTMLDivElement>(null);
  const drag = useRef<{ from: WordOffset; x: number; y: number; hasMoved: boolean } | null>(null);

  const placeOf = ({ clientX, clientY }: MouseEvent): WordOffset | null => {
    const box = ref.current?.getBoundingClientRect();
    if (!box || box.width === 0) return null;
    const [x, y] = [(clientX - box.left) / box.width, (clientY - box.top) / box.height];
    return nearestWord(words, x * layout.width, y * layout.height);
  };
  const isOnWord = (event: MouseEvent): boolean => event.target instanceof Element && event.target.closest('[data-word]') !== null;

  const begin = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    window.getSelection()?.removeAllRanges();
    const from = isOnWord(event) ? placeOf(event) : null;
    if (!from) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from, x: event.clientX, y: event.clientY, hasMoved: false };
  };
  const move = (event: PointerEvent): void => {
    const { current } = drag;
    if (!current) return;
    current.hasMoved ||= Math.hypot(event.clientX - current.x, event.clientY - current.y) > TREMOR;
    const to = current.hasMoved ? placeOf(event) : null;
    if (to && ref.current) selectWords(ref.current, current.from, to);
  };
  const end = (event: PointerEvent): void => {
    const { current } = drag;
    drag.current = null;
    if (current && !current.hasMoved && event.type === 'pointerup') onWord(current.from.word);
  };
  /** Keeps the browser from selecting too, and does the rest that it would have done. */
  const takeOver = (event: MouseEvent): void => {
    event.preventDefault();
    ref.current?.closest<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
  };
  const selectWord = (event: MouseEvent): void => {
    const word = isOnWord(event) ? placeOf(event)?.word : undefined;
    const text = word === undefined ? undefined : words[word]?.text;
    if (word !== undefined && text !== undefined && ref.current) {
      selectWords(ref.current, { word, offset: 0 }, { word, offset: text.length });
    }
  };

  const spans = useMemo(
    () =>
      layoutWords(layout).map(({ text, box, turn }, index) => {
        const { x, y, length, height } = standOf(box, turn);
        const { left, top } = percentOf({ x, y, width: 0, height: 0 }, layout);
        const natural = wordWidth(text) * height;
        return (
          <span
            key={index}
            data-word={index}
            style={{
              left,
              top,
              fontSize: `${(height / layout.height) * 100}cqh`,
              transform: `rotate(${-turn}deg) scaleX(${natural > 0 ? length / natural : 1})`,
            }}
          >
            {text}
          </span>
        );
      }),
    [layout],
  );

  return (
    <div
      className={styles.layer}
      ref={ref}
      aria-hidden
      translate="no"
      data-testid="text-layer"
      onMouseDown={takeOver}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={selectWord}
    >
      {spans}
    </div>
  );
});
