import type { Box, LayoutLine } from '../../../shared/model/page-layout';
import type { PageLook, Row } from '../look/look-at-page';
import type { PlaceOn } from './place-back';

export interface MissedText {
  /** Of the letters seen before reading, those over which no word was read, 0–1; 0 when there are hardly any. */
  readonly letters: number;
  /** Of the lines seen, by their length, the stretches as long as two words and more over which none was read, 0–1. */
  readonly lines: number;
}

/** A page read on its prepared picture. */
interface PreparedReading {
  readonly lines: readonly LayoutLine[];
  readonly placeOn: PlaceOn;
  /** Pixels of the prepared picture for one of the page. */
  readonly scale: number;
}

const MAX_SPOTS = 3_000;
/** Pixels around a word that still belong to it. */
const SLACK = 4;
/** In heights of the row. */
const MIN_STRETCH = 6;
/** In heights of the row; a larger word is rubbish that hides what is below it. */
const MAX_WORD_HEIGHT = 4;

/** What of the print that was seen is not among the words that were read. */
export function missedText({ inWords, rows }: Pick<PageLook, 'inWords' | 'rows'>, reading: PreparedReading): MissedText {
  const boxes = reading.lines.flatMap(({ words }) => words.map(({ box }) => box));
  const step = Math.max(1, Math.ceil(inWords.length / MAX_SPOTS));
  const looked = inWords.filter((_, index) => index % step === 0);
  const missed = looked.filter(({ x, y }) => !isWithin(boxes, reading.placeOn(x, y)));
  return {
    letters: looked.length === 0 ? 0 : missed.length / looked.length,
    lines: missedLines(rows, boxes, reading),
  };
}

function missedLines(rows: readonly Row[], boxes: readonly Box[], { placeOn, scale }: PreparedReading): number {
  let [all, missed] = [0, 0];
  for (const { height, pieces } of rows) {
    const words = boxes.filter((box) => Math.min(box.width, box.height) <= height * scale * MAX_WORD_HEIGHT);
    let stretch = 0;
    const end = (): void => {
      if (stretch >= height * MIN_STRETCH) missed += stretch;
      stretch = 0;
    };
    for (const { x, y, length } of pieces) {
      all += length;
      if (isWithin(words, placeOn(x, y))) end();
      else stretch += length;
    }
    end();
  }
  return all === 0 ? 0 : missed / all;
}

function isWithin(boxes: readonly Box[], [x, y]: readonly [number, number]): boolean {
  return boxes.some(
    (box) => x >= box.x - SLACK && x <= box.x + box.width + SLACK && y >= box.y - SLACK && y <= box.y + box.height + SLACK,
  );
}
