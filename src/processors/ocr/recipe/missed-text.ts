import type { LayoutLine } from '../../../shared/model/page-layout';
import type { Spot } from '../look/look-at-page';

const MAX_SPOTS = 3_000;
/** Pixels around a word that still belong to it. */
const SLACK = 4;

/**
 * The share (0–1) of the letters seen before reading over which no word was read; 0 when there are hardly any.
 * Spots and lines lie in the same pixels.
 */
export function missedText(spots: readonly Spot[], lines: readonly LayoutLine[]): number {
  const step = Math.max(1, Math.ceil(spots.length / MAX_SPOTS));
  const boxes = lines.flatMap(({ words }) => words.map(({ box }) => box));
  let [looked, missed] = [0, 0];
  for (let index = 0; index < spots.length; index += step) {
    const { x, y } = spots[index] ?? { x: 0, y: 0 };
    looked++;
    const isRead = boxes.some(
      (box) => x >= box.x - SLACK && x <= box.x + box.width + SLACK && y >= box.y - SLACK && y <= box.y + box.height + SLACK,
    );
    if (!isRead) missed++;
  }
  return looked === 0 ? 0 : missed / looked;
}
