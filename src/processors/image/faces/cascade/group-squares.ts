import type { Square } from './square';

/** How far apart two sides of alike squares lie at most, in sides of the smaller one. */
const ALIKE_WITHIN = 0.2;

export interface Group {
  /** The mean of the squares. */
  readonly square: Square;
  /** Squares in the group. */
  readonly votes: number;
}

/** Puts squares that are alike, or joined by a row of such, together: OpenCV's `groupRectangles` with an eps of 0.2. */
export function groupSquares(squares: readonly Square[]): Group[] {
  const parents = squares.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root] ?? root;
    parents[index] = root;
    return root;
  };
  // By size, so that the comparisons of a square end where all others are too large.
  const order = squares.map((_, index) => index).sort((a, b) => (squares[a]?.side ?? 0) - (squares[b]?.side ?? 0));
  for (let i = 0; i < order.length; i++) {
    const first = squares[order[i] ?? -1];
    if (first === undefined) continue;
    for (let j = i + 1; j < order.length; j++) {
      const second = squares[order[j] ?? -1];
      if (second === undefined || second.side > first.side * (1 + 2 * ALIKE_WITHIN)) break;
      if (areAlike(first, second)) parents[rootOf(order[j] ?? 0)] = rootOf(order[i] ?? 0);
    }
  }
  const members = new Map<number, Square[]>();
  squares.forEach((square, index) => {
    const root = rootOf(index);
    const group = members.get(root);
    if (group === undefined) members.set(root, [square]);
    else group.push(square);
  });
  return [...members.values()].map((group) => ({ square: meanOf(group), votes: group.length }));
}

function areAlike(a: Square, b: Square): boolean {
  const reach = ALIKE_WITHIN * Math.min(a.side, b.side);
  return (
    Math.abs(a.x - b.x) <= reach &&
    Math.abs(a.y - b.y) <= reach &&
    Math.abs(a.x + a.side - b.x - b.side) <= reach &&
    Math.abs(a.y + a.side - b.y - b.side) <= reach
  );
}

function meanOf(squares: readonly Square[]): Square {
  const mean = (pick: (square: Square) => number): number => squares.reduce((sum, square) => sum + pick(square), 0) / squares.length;
  return { x: mean(({ x }) => x), y: mean(({ y }) => y), side: mean(({ side }) => side) };
}
