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
 * Labels of connections, where none covers another or lies across a line that it does not belong to: those that most passes through get their place
 * first, and what finds none has none. `isFirst` go before all others, and also across lines.
 */
export function placeLabels(links: readonly PlacedLink[], wordsOf: (link: PlacedLink['link']) => string, isFirst: (link: PlacedLink['link']) => boolean): Label[] {
  const taken: Rectangle[] = [];
  const courses = links.map(({ link, course }) => ({ link, course, around: aroundOf(course) }));
  const isAcross = (place: Rectangle, own: PlacedLink['link']): boolean =>
    courses.some(({ link, course, around }) => link !== own && overlap(place, around) && course.some(({ x, y }) => x > place.left && x < place.right && y > place.top && y < place.bottom));
  const rank = ({ link }: PlacedLink): number => (isFirst(link) ? 1e15 : 0) + (link.failed > 0 ? 1e12 : 0) + link.perMinute * 1e6 + link.files;
  return links
    .toSorted((a, b) => rank(b) - rank(a))
    .flatMap(({ link, spots }): Label[] => {
      const text = wordsOf(link);
      if (text === '') return [];
      const half = (text.length * SIGN) / 2 + 3;
      for (const at of spots) {
        const place = { left: at.x - half, right: at.x + half, top: at.y - LINE / 2, bottom: at.y + LINE / 2 };
        if (taken.some((other) => overlap(place, other)) || (!isFirst(link) && isAcross(place, link))) continue;
        taken.push(place);
        return [{ text, at, isFailure: link.failed > 0 && link.failed === link.files }];
      }
      return [];
    });
}

const aroundOf = (course: readonly Point[]): Rectangle => {
  const [xs, ys] = [course.map(({ x }) => x), course.map(({ y }) => y)];
  return { left: Math.min(...xs) - 1, right: Math.max(...xs) + 1, top: Math.min(...ys) - 1, bottom: Math.max(...ys) + 1 };
};

const overlap = (a: Rectangle, b: Rectangle): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
