import type { Box, PageLayout } from '../../../../shared/model/page-layout';
import { layoutWords } from './layout-words';
import { quarterOf, type QuarterTurn } from './reading-direction';
import type { Size } from './zoom';

/** Of the words on a page, this share has to run one way for it to count as lying on its side. */
const MOST = 0.6;

export function addTurns(one: QuarterTurn, other: QuarterTurn): QuarterTurn {
  return ((one + other) % 360) as QuarterTurn;
}

export function turnSize({ width, height }: Size, turn: QuarterTurn): Size {
  return turn % 180 === 0 ? { width, height } : { width: height, height: width };
}

/** Where a box lies when its page is turned clockwise. */
export function turnBox({ x, y, width, height }: Box, page: Size, turn: QuarterTurn): Box {
  switch (turn) {
    case 0:
      return { x, y, width, height };
    case 90:
      return { x: page.height - y - height, y: x, width: height, height: width };
    case 180:
      return { x: page.width - x - width, y: page.height - y - height, width, height };
    case 270:
      return { x: y, y: page.width - x - width, width: height, height: width };
  }
}

/** The layout of the page turned clockwise; its words keep their numbers. */
export function turnLayout(layout: PageLayout, turn: QuarterTurn): PageLayout {
  if (turn === 0) return layout;
  const lines = layout.lines.map((line) => ({
    ...line,
    turn: ((line.turn ?? 0) + 360 - turn) % 360,
    words: line.words.map((word) => ({ ...word, box: turnBox(word.box, layout, turn) })),
  }));
  return { ...layout, ...turnSize(layout, turn), lines };
}

/** How a scan has to be turned for most of its words to stand upright; what has text of its own is shown as it is. */
export function uprightTurn(layout: PageLayout | undefined): QuarterTurn {
  if (layout?.source !== 'ocr') return 0;
  const words = layoutWords(layout).length;
  const most = ([90, 180, 270] as const).find((turn) => {
    const turned = layout.lines.filter((line) => quarterOf(line) === turn);
    return turned.reduce((sum, line) => sum + line.words.length, 0) > words * MOST;
  });
  return most ?? 0;
}
