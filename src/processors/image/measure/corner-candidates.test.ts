import { describe, expect, it } from 'vitest';
import { drawPicture } from '../kernels/drawn-picture.test-kit';
import { CornerCandidates, LEAST_DISTANCE, MOST_CORNERS, type CornerCandidate } from './corner-candidates';

const [WIDTH, HEIGHT] = [2000, 1600];
const DOUBT = 0.0001;

describe('CornerCandidates', () => {
  it('drops many of a crowd, and none that becomes a corner', () => {
    const all = scatter();
    const candidates = new CornerCandidates(WIDTH, 0.01);
    for (const [y, row] of all.entries()) addAll(candidates, y, row);
    const kept = keptOf(candidates);
    expect(kept.length).toBeLessThan(all.flat().length / 4);
    expect(cornersOf(kept)).toEqual(cornersOf(all.flat()));
  });

  it('wants less and less of what follows a crowd, and misses no corner by that', () => {
    const all = scatter();
    const candidates = new CornerCandidates(WIDTH, 0.01);
    let asked = 0;
    for (const [y, row] of all.entries()) {
      const wanted = row.filter(({ upper }) => upper > candidates.threshold);
      asked += wanted.length;
      addAll(candidates, y, wanted);
    }
    expect(asked).toBeLessThan(0.8 * all.flat().length);
    expect(cornersOf(keptOf(candidates))).toEqual(cornersOf(all.flat()));
  });

  it('keeps what may still be the first when it is larger than all before', () => {
    const candidates = new CornerCandidates(WIDTH, 0.01);
    candidates.noteRow(3, 50, () => Float32Array.of(1, 2, 50, 3));
    candidates.noteRow(4, 40, () => Float32Array.of(40));
    expect(candidates.strongest).toMatchObject({ x: 2, y: 3 });
    expect(candidates.threshold).toBeCloseTo(0.5, 3);
  });
});

function addAll(candidates: CornerCandidates, y: number, row: readonly CornerCandidate[]): void {
  const floats = new Float32Array(4 * row.length);
  const integers = new Int32Array(floats.buffer);
  row.forEach(({ x, upper }, i) => {
    integers[4 * i] = x;
    floats.set([upper - DOUBT, upper], 4 * i + 1);
    integers[4 * i + 3] = 1;
  });
  candidates.add(y, integers, floats);
}

const keptOf = (candidates: CornerCandidates): CornerCandidate[] => [...candidates.fromTheTop()].flatMap((part) => Array.from(part, (number) => candidates.candidate(number)));

/** In each row a candidate every thirty pixels or so, with values that differ. */
function scatter(): CornerCandidate[][] {
  const { data } = drawPicture('noise', WIDTH, HEIGHT, 1);
  return Array.from({ length: HEIGHT }, (_row, y) => {
    const row: CornerCandidate[] = [];
    for (let x = 1; x < WIDTH - 1; x += 1) {
      const noise = data[y * WIDTH + x]!;
      if (noise >= 8) continue;
      const upper = 1 + (data[y * WIDTH + x - 1]! + data[y * WIDTH + x + 1]! * 256 + noise * 65_536) / 1024;
      row.push({ x, y, upper: Math.fround(upper), isCertain: true });
    }
    return row;
  });
}

function cornersOf(candidates: readonly CornerCandidate[]): string[] {
  const taken: CornerCandidate[] = [];
  const ordered = candidates.toSorted((a, b) => b.upper - a.upper || b.y - a.y || b.x - a.x);
  for (const each of ordered) {
    if (taken.some(({ x, y }) => (x - each.x) ** 2 + (y - each.y) ** 2 < LEAST_DISTANCE ** 2)) continue;
    taken.push(each);
    if (taken.length === MOST_CORNERS) break;
  }
  return taken.map(({ x, y }) => `${x},${y}`);
}
