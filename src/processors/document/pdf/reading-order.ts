import type { Line, Segment } from './text-lines';

/** Points of the sampling of the page's width. */
const BIN = 2;
const MIN_GUTTER = 8;
/** A band of text counts as columns from so many lines on each side on. */
const MIN_LINES = 4;
/** Characters a line of running text has on average; cells of tables have fewer. */
const RUNNING_TEXT = 18;
/** Share of its column that a line of running text fills on average. */
const RUNNING_FILL = 0.55;
const MAX_NESTING = 3;

/**
 * Lines in the order in which a person reads them: columns of running text one after the other, everything else from
 * top to bottom; a table stays row by row.
 */
export function inReadingOrder(lines: Line[], nesting = 0): Line[] {
  const gutter = nesting < MAX_NESTING ? findGutter(lines) : null;
  if (gutter === null) return lines;
  const ordered: Line[] = [];
  let band: Line[] = [];
  const endBand = (): void => {
    ordered.push(...orderBand(band, gutter, nesting));
    band = [];
  };
  for (const line of lines) {
    if (line.segments.some(({ left, right }) => left < gutter && right > gutter)) {
      endBand();
      ordered.push(line);
    } else {
      band.push(line);
    }
  }
  endBand();
  return ordered;
}

function orderBand(band: Line[], gutter: number, nesting: number): Line[] {
  const left = side(band, ({ right }) => right <= gutter);
  const right = side(band, ({ left: start }) => start >= gutter);
  if (!areColumns(left, right)) return band;
  return [...inReadingOrder(left, nesting + 1), ...inReadingOrder(right, nesting + 1)];
}

function side(band: Line[], belongs: (segment: Segment) => boolean): Line[] {
  return band
    .map((line) => ({ ...line, segments: line.segments.filter(belongs) }))
    .filter(({ segments }) => segments.length > 0);
}

function areColumns(left: Line[], right: Line[]): boolean {
  if (left.length < MIN_LINES || right.length < MIN_LINES) return false;
  if (isRunningText(left) && isRunningText(right)) return true;
  // One column written completely before the other begins is meant to be read so, unless its lines are single cells.
  const lastOfLeft = Math.max(...left.flatMap(({ segments }) => segments.map(({ order }) => order)));
  const firstOfRight = Math.min(...right.flatMap(({ segments }) => segments.map(({ order }) => order)));
  return lastOfLeft < firstOfRight && meanLength(left) >= RUNNING_TEXT / 2 && meanLength(right) >= RUNNING_TEXT / 2;
}

function isRunningText(lines: Line[]): boolean {
  const spans = lines.map(({ segments }) => [segments[0]?.left ?? 0, segments.at(-1)?.right ?? 0] as const);
  const start = Math.min(...spans.map(([from]) => from));
  const width = Math.max(...spans.map(([, to]) => to)) - start;
  const fill = spans.reduce((sum, [from, to]) => sum + (to - from), 0) / (width * lines.length || 1);
  return meanLength(lines) >= RUNNING_TEXT && fill >= RUNNING_FILL;
}

function meanLength(lines: Line[]): number {
  const total = lines.reduce((sum, { segments }) => sum + segments.reduce((inLine, { length }) => inLine + length, 0), 0);
  return total / lines.length;
}

/**
 * The middle of the vertical strip that the fewest lines cross, looked for in the inner part of the text; null when
 * every strip is crossed by too many.
 */
function findGutter(lines: Line[]): number | null {
  const segments = lines.flatMap((line) => line.segments);
  if (lines.length < MIN_LINES || segments.length < MIN_LINES * 2) return null;
  const start = Math.min(...segments.map(({ left }) => left));
  const end = Math.max(...segments.map(({ right }) => right));
  const bins = Math.ceil((end - start) / BIN);
  if (bins < 20 || bins > 20_000) return null;
  const steps = new Int32Array(bins + 2);
  for (const { left, right } of segments) {
    const from = Math.max(0, Math.floor((left - start) / BIN));
    const to = Math.min(bins, Math.ceil((right - start) / BIN));
    steps[from] = (steps[from] as number) + 1;
    steps[to] = (steps[to] as number) - 1;
  }
  const crossed: number[] = [];
  let open = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    open += steps[bin] as number;
    crossed.push(open);
  }
  const inner = crossed.slice(Math.floor(bins * 0.15), Math.ceil(bins * 0.85));
  const fewest = Math.min(...inner);
  if (fewest > lines.length * 0.5) return null;
  return widestRun(crossed, Math.floor(bins * 0.15), Math.ceil(bins * 0.85), fewest, start);
}

function widestRun(crossed: number[], from: number, to: number, level: number, start: number): number | null {
  let best: [number, number] | null = null;
  let runStart = -1;
  for (let bin = from; bin <= to; bin += 1) {
    const isLow = bin < to && (crossed[bin] as number) <= level;
    if (isLow && runStart < 0) runStart = bin;
    if (!isLow && runStart >= 0) {
      if (!best || bin - runStart > best[1] - best[0]) best = [runStart, bin];
      runStart = -1;
    }
  }
  if (!best || (best[1] - best[0]) * BIN < MIN_GUTTER) return null;
  return start + ((best[0] + best[1]) / 2) * BIN;
}
