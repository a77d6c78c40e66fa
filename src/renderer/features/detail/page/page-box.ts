import type { Box } from '../../../../shared/model/page-layout';
import type { PlacedWord } from './layout-words';
import { standOf } from './reading-direction';

interface Size {
  width: number;
  height: number;
}

/** A box as parts of its page, for an element that lies on the page's picture. */
export function percentOf(box: Box, page: Size): Record<'left' | 'top' | 'width' | 'height', string> {
  const percent = (part: number, whole: number): string => `${whole > 0 ? Math.round((part / whole) * 1e5) / 1e3 : 0}%`;
  return {
    left: percent(box.x, page.width),
    top: percent(box.y, page.height),
    width: percent(box.width, page.width),
    height: percent(box.height, page.height),
  };
}

/** The smallest box around all of them; null around nothing. */
export function boxAround(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** The frames of all boxes as one path of an SVG in the page's unit. */
export function framesPath(boxes: readonly Box[]): string {
  return boxes.map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}z`).join('');
}

/** A wavy line below the foot of each word, likewise; one wave is about two thirds of the letters' height long. */
export function wavesPath(words: readonly Pick<PlacedWord, 'box' | 'turn'>[]): string {
  return words
    .map(({ box, turn }) => {
      const { x, y, length, height, along, down } = standOf(box, turn);
      const count = Math.max(2, Math.round((length / Math.max(height, 1)) * 3));
      const half = length / count;
      const step = (ahead: number, below: number): string =>
        `${round(along.x * ahead + down.x * below)} ${round(along.y * ahead + down.y * below)}`;
      const start = `${round(x + down.x * height * 1.05)} ${round(y + down.y * height * 1.05)}`;
      return `M${start}q${step(half / 2, height * 0.22)} ${step(half, 0)}` + `t${step(half, 0)}`.repeat(count - 1);
    })
    .join('');
}

const round = (value: number): number => Math.round(value * 100) / 100 + 0;
