export interface Size {
  width: number;
  height: number;
}

/** Fitted into the frame, or in percent of the page's own size. */
export type Zoom = 'width' | 'page' | number;

/** In percent, from the least to the most. */
export type ZoomSteps = readonly [number, ...number[]];
export const LEAST_ZOOM = 50;
export const MOST_ZOOM = 400;
export const PAGE_STEPS: ZoomSteps = [LEAST_ZOOM, 67, 80, 100, 125, 150, 200, 300, MOST_ZOOM];
/** A picture of a camera is far larger than the window, and its pixels are looked at one by one. */
export const PICTURE_STEPS: ZoomSteps = [5, 7, 10, 15, 25, 33, 50, 67, 100, 150, 200, 300, 400, 600, 800];

/** Pictures are asked for in these sizes, so that each is made once and not for every step of the zoom. */
const SHARPNESS = [600, 900, 1200, 1800, 2600, 4096] as const;

interface Fit {
  zoom: Zoom;
  /** Of the page at 100 %, CSS pixels. */
  natural: Size;
  /** The room for it, CSS pixels. */
  frame: Size;
  /** Whether fitting may show it larger than it is: pages yes, pictures no. */
  mayGrow: boolean;
}

/** How wide the page is shown, CSS pixels. */
export function shownWidth({ zoom, natural, frame, mayGrow }: Fit): number {
  if (typeof zoom === 'number') return (natural.width * zoom) / 100;
  const byHeight = zoom === 'page' ? (frame.height * natural.width) / natural.height : Infinity;
  return Math.max(1, Math.min(frame.width, byHeight, mayGrow ? Infinity : natural.width));
}

/** The next step from any zoom in percent; the zoom itself at the end. */
export function stepZoom(percent: number, step: 1 | -1, steps = PAGE_STEPS): number {
  // A fitted page may stand a hair beside a step.
  const next = step > 0 ? steps.find((one) => one > percent + 0.5) : steps.findLast((one) => one < percent - 0.5);
  return next ?? percent;
}

/** `least` is what it is fitted at, where that is smaller than the least step. */
export function clampZoom(percent: number, steps = PAGE_STEPS, least = Infinity): number {
  return Math.max(Math.min(steps[0], least), Math.min(Math.max(...steps), percent));
}

/** The longer side of the picture to ask for, pixels of the screen: at least as sharp as what is shown. */
export function sharpnessFor({ width, height }: Size, pixelRatio: number): number {
  const wanted = Math.max(width, height) * pixelRatio;
  return SHARPNESS.find((side) => side >= wanted) ?? (SHARPNESS.at(-1) as number);
}

/** A line of this height can be read, CSS pixels. */
const READABLE_HEIGHT = 11;
/** Of a page as on paper, percent: no smaller, so that the words around are readable too, and no larger for small print. */
const READABLE_PAGE = 67;
const LARGEST_BY_ITSELF = 125;

/**
 * In how many percent a line can be read.
 *
 * @param height of the line on the page at 100 %, CSS pixels
 * @param isPage the page has a size on paper, other than a picture
 */
export function readableZoom(height: number, isPage: boolean): number {
  const wanted = height > 0 ? (READABLE_HEIGHT / height) * 100 : 0;
  return Math.min(isPage ? LARGEST_BY_ITSELF : 100, Math.max(isPage ? READABLE_PAGE : 0, wanted));
}
