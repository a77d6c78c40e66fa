import { withoutTracking } from './letter-spacing';
import { steppedSlope } from './stepped-slope';

/** A run of text as the page shows it: points, from the top left corner, after turning the page upright. */
export interface Fragment {
  readonly text: string;
  /** Start of the baseline, in reading direction. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Font size. */
  readonly size: number;
  /** White space came before it in the file. */
  readonly spaceBefore: boolean;
  readonly isRightToLeft: boolean;
  /** Place in the file. */
  readonly order: number;
  /** Share of the size that reaches above the baseline; for vertical writing, where the baseline is the middle, a half. */
  readonly ascent: number;
  /** The library's name of the font. */
  readonly fontName: string;
  /** Where each UTF-16 unit of the text begins, from the start of the run in reading direction, and where the last one ends; if known. */
  readonly offsets?: readonly number[];
}

/** What is written in one direction, turned so that its lines run from left to right. */
export interface TextFlow {
  readonly fragments: Fragment[];
  /** By so many radians the page was turned back: the direction of writing on the page, clockwise. */
  readonly angle: number;
}

/** From the coordinates of the file to those of the page as shown, as PDF writes matrices. */
export interface PageTransform {
  readonly transform: readonly number[];
}

export interface TextItem {
  str: string;
  dir: string;
  width: number;
  height: number;
  transform: number[];
  hasEOL: boolean;
  fontName: string;
  /** As in a fragment, of a text without white space around it. */
  offsets?: readonly number[];
}

/** Lines that are out of true by less than this belong to the upright text around them. */
const MAX_SKEW_DEGREES = 5;
/** A smaller slope does not carry a word into the next line. */
const MIN_SKEW_DEGREES = 0.1;
const ASCENT = 0.78;

interface Placed {
  item: TextItem;
  /** Trimmed, its letters brought together. */
  text: string;
  order: number;
  spaceBefore: boolean;
  pageX: number;
  pageY: number;
  skewDegrees: number;
}

/** Text runs by the direction in which they are written, the main one first. */
export function textFlows(items: readonly TextItem[], { transform }: PageTransform): TextFlow[] {
  const groups = new Map<number, Placed[]>();
  const texts = withoutTracking(items);
  let spaceBefore = false;
  for (let order = 0; order < items.length; order += 1) {
    const item = items[order] as TextItem;
    const text = texts[order] as string;
    if (text === '') {
      spaceBefore ||= item.str !== '';
      continue;
    }
    const begins = item.str.trimStart().length < item.str.length;
    const { direction, placed } = place({ item, text, order, spaceBefore: spaceBefore || begins }, transform);
    spaceBefore = item.str.trimEnd().length < item.str.length;
    const group = groups.get(direction);
    if (group) group.push(placed);
    else groups.set(direction, [placed]);
  }
  const unit = Math.hypot(transform[0] ?? 1, transform[1] ?? 0);
  const length = (flow: TextFlow): number => flow.fragments.reduce((sum, { text }) => sum + text.length, 0);
  const flows = [...groups].map(([degrees, placed]) => {
    const upright = toFlow(placed, degrees + slopeOf(placed), unit);
    const slope = degrees % 90 === 0 ? steppedSlope(upright.fragments) : 0;
    return slope === 0 ? upright : toFlow(placed, degrees + slope, unit);
  });
  return flows.length < 2 ? flows : flows.sort((first, second) => length(second) - length(first));
}

/** Where a run begins on the page, and in which direction it goes: 0, 90, 180, 270 degrees, or another whole number for slanted text. */
function place(run: Pick<Placed, 'item' | 'text' | 'order' | 'spaceBefore'>, transform: readonly number[]): { direction: number; placed: Placed } {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform;
  const [ia = 1, ib = 0, , , ix = 0, iy = 0] = run.item.transform;
  // Vertical writing sets upright letters one below the other.
  const turn = run.item.dir === 'ttb' ? 90 : 0;
  const degrees = (Math.atan2(b * ia + d * ib, a * ia + c * ib) * 180) / Math.PI + turn;
  const quarter = Math.round(degrees / 90) * 90;
  const main = Math.abs(degrees - quarter) <= MAX_SKEW_DEGREES ? quarter : Math.round(degrees);
  const placed = { ...run, pageX: a * ix + c * iy + e, pageY: b * ix + d * iy + f, skewDegrees: degrees - main };
  return { direction: ((main % 360) + 360) % 360, placed };
}

function toFlow(placed: readonly Placed[], degrees: number, unit: number): TextFlow {
  const angle = (degrees * Math.PI) / 180;
  const [sin, cos] = degrees % 90 === 0 ? (QUARTERS[(degrees / 90) % 4] as [number, number]) : [Math.sin(angle), Math.cos(angle)];
  const fragments = placed.map(({ item, text, order, spaceBefore, pageX, pageY }): Fragment => {
    const [, , ic = 0, id = 1] = item.transform;
    const isVertical = item.dir === 'ttb';
    return {
      text,
      x: pageX * cos + pageY * sin,
      y: pageY * cos - pageX * sin,
      width: (isVertical ? item.height : item.width) * unit,
      size: (Math.hypot(ic, id) || item.height || 1) * unit,
      spaceBefore,
      isRightToLeft: item.dir === 'rtl',
      order,
      ascent: isVertical ? 0.5 : ASCENT,
      fontName: item.fontName,
      ...(item.offsets?.length === text.length + 1 ? { offsets: item.offsets.map((offset) => offset * unit) } : {}),
    };
  });
  return { fragments, angle };
}

/** Sine and cosine, exactly. */
const QUARTERS: readonly (readonly [number, number])[] = [[0, 1], [1, 0], [0, -1], [-1, 0]];

/** How far out of true most of the text is, as on scans that were read by OCR. */
function slopeOf(placed: readonly Placed[]): number {
  const isStraight = placed.every(({ skewDegrees }) => Math.abs(skewDegrees) < MIN_SKEW_DEGREES);
  if (isStraight) return 0;
  const sorted = [...placed].sort((first, second) => first.skewDegrees - second.skewDegrees);
  const half = sorted.reduce((sum, { item }) => sum + item.width, 0) / 2;
  let width = 0;
  const middle = sorted.find(({ item }) => (width += item.width) >= half)?.skewDegrees ?? 0;
  return Math.abs(middle) < MIN_SKEW_DEGREES ? 0 : middle;
}
