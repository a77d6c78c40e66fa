import type { PlacedLink, Point } from './lay-out-flow';

export interface Label {
  text: string;
  at: Point;
  isFailure: boolean;
}

interface Rectangle {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** CSS pixels of one sign of a label, and of a line of it. */
const SIGN = 6;
const LINE = 14;

/**
 * Labels of connections, where none covers another: those that most passes through get their place first, and what finds
 * none has none. `isFirst` go before all others.
 */
export function placeLabels(links: readonly PlacedLink[], wordsOf: (link: PlacedLink['link']) => string, isFirst: (link: PlacedLink['link']) => boolean): Label[] {
  const taken: Rectangle[] = [];
  const rank = ({ link }: PlacedLink): number => (isFirst(link) ? 1e15 : 0) + (link.failed > 0 ? 1e12 : 0) + link.perMinute * 1e6 + link.files;
  return links
    .toSorted((a, b) => rank(b) - rank(a))
    .flatMap(({ link, spots }): Label[] => {
      const text = wordsOf(link);
      if (text === '') return [];
      const half = (text.length * SIGN) / 2 + 3;
      for (const at of spots) {
        const place = { left: at.x - half, right: at.x + half, top: at.y - LINE / 2, bottom: at.y + LINE / 2 };
        if (taken.some((other) => overlap(place, other))) continue;
        taken.push(place);
        return [{ text, at, isFailure: link.failed > 0 && link.failed === link.files }];
      }
      return [];
    });
}

const overlap = (a: Rectangle, b: Rectangle): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
