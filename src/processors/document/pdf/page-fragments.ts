import { withoutTracking } from './letter-spacing';

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
}

/** Lines that are out of true by less than this belong to the upright text around them. */
const MAX_SKEW_DEGREES = 5;
/** A smaller slope does not carry a word into the next line. */
const MIN_SKEW_DEGREES = 0.1;
const ASCENT = 0.78;

interface Placed {
  item: TextItem;
  order: number;
  spaceBefore: boolean;
  pageX: number;
  pageY: number;
  skewDegrees: number;
}

/** Text runs by the direction in which they are written, the main one first. */
export function textFlows(items: readonly TextItem[], { transform }: PageTransform): TextFlow[] {
  const [a, b, c, d, e, f] = transform as readonly [number, number, number, number, number, number];
  const unit = Math.hypot(a, b);
  const groups = new Map<number, Placed[]>();
  let spaceBefore = false;
  for (let order = 0; order < items.length; order += 1) {
    const item = items[order] as TextItem;
    if (item.str.trim() === '') {
      spaceBefore ||= item.str !== '';
      continue;
    }
    const [ia = 1, ib = 0, , , ix = 0, iy = 0] = item.transform;
    const directionX = a * ia + c * ib;
    const directionY = b * ia + d * ib;
    // Vertical writing sets upright letters one below the other.
    const degrees = (Math.atan2(directionY, directionX) * 180) / Math.PI + (item.dir === 'ttb' ? 90 : 0);
    const quarter = Math.round(degrees / 90) * 90;
    const skewDegrees = degrees - quarter;
    const main = (Math.abs(skewDegrees) <= MAX_SKEW_DEGREES ? quarter : Math.round(degrees)) % 360;
    const placed: Placed = {
      item,
      order,
      spaceBefore: spaceBefore || item.str.trimStart().length < item.str.length,
      pageX: a * ix + c * iy + e,
      pageY: b * ix + d * iy + f,
      skewDegrees: degrees - (Math.abs(skewDegrees) <= MAX_SKEW_DEGREES ? quarter : Math.round(degrees)),
    };
    spaceBefore = item.str.trimEnd().length < item.str.length;
    const key = main < 0 ? main + 360 : main;
    const group = groups.get(key);
    if (group) group.push(placed);
    else groups.set(key, [placed]);
  }
  const length = (flow: TextFlow): number => flow.fragments.reduce((sum, { text }) => sum + text.length, 0);
  const flows = [...groups].map(([degrees, placed]) => toFlow(placed, degrees + slopeOf(placed), unit));
  return flows.length < 2 ? flows : flows.sort((first, second) => length(second) - length(first));
}

function toFlow(placed: readonly Placed[], degrees: number, unit: number): TextFlow {
  const angle = (degrees * Math.PI) / 180;
  const [sin, cos] = degrees % 90 === 0 ? (QUARTERS[(degrees / 90) % 4] as [number, number]) : [Math.sin(angle), Math.cos(angle)];
  const fragments = placed.map(({ item, order, spaceBefore, pageX, pageY }): Fragment => {
    const [, , ic = 0, id = 1] = item.transform;
    const isVertical = item.dir === 'ttb';
    return {
      text: withoutTracking(item.str.trim()),
      x: pageX * cos + pageY * sin,
      y: pageY * cos - pageX * sin,
      width: (isVertical ? item.height : item.width) * unit,
      size: (Math.hypot(ic, id) || item.height || 1) * unit,
      spaceBefore,
      isRightToLeft: item.dir === 'rtl',
      order,
      ascent: isVertical ? 0.5 : ASCENT,
      fontName: item.fontName,
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
